import { sql } from 'kysely'
import type { z } from 'zod'
import type { listedCustomer } from '#contract/endpoints/reports/parts.ts'
import type { Tx } from '#database/transaction.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { daysThere, firstDayThere, lastDayThere } from '#domain/profile/presence.ts'
import {
  choosesPurchases,
  countedColumn,
  dayRowConditions,
  type Filters,
  visitDays,
  visitsCount,
  whereAll,
} from './filters.ts'
import type { Frame } from './frame.ts'

export type ListedCustomer = z.output<typeof listedCustomer>

type Figures = {
  customer_id: string
  first_purchase: string | null
  last_purchase: string | null
  first_day: string
  last_day: string
  days: number
  purchases: number
  purchase_days: number
  revenue: number
  margin: number
}

/** The figures of some customers with their matching purchases, in the order of the ids. */
export async function describeCustomers(
  tx: Tx,
  frame: Frame,
  filters: Filters,
  ids: readonly string[],
): Promise<ListedCustomer[]> {
  if (ids.length === 0) return []
  const names = await nameCustomers(tx, ids)
  const { rows } = await (choosesPurchases(filters)
    ? matchingFigures(filters, ids)
    : wholeFigures(frame, filters, ids)
  ).execute(tx)
  const figures = new Map(rows.map((row) => [row.customer_id, row]))
  return ids.map((id) => {
    const row = figures.get(id)!
    return {
      customer: names.get(id)!,
      firstPurchase: row.first_purchase,
      lastPurchase: row.last_purchase,
      purchases: row.purchases,
      purchaseDays: row.purchase_days,
      firstDay: row.first_day,
      lastDay: row.last_day,
      daysThere: row.days,
      revenue: { amount: row.revenue, currency: frame.currency },
      margin: { amount: row.margin, currency: frame.currency },
    }
  })
}

const wholeFigures = (
  { zone }: Frame,
  { presence }: Filters,
  ids: readonly string[],
) => sql<Figures>`
  select customer_id, (first_purchase_at at time zone ${zone.name}::text)::date as first_purchase,
    (last_purchase_at at time zone ${zone.name}::text)::date as last_purchase,
    ${firstDayThere(presence, zone)} as first_day, ${lastDayThere(presence, zone)} as last_day,
    ${daysThere(presence)} as days, purchases, purchase_days, revenue, margin
  from profiles where customer_id = any(${ids}::uuid[])`

function matchingFigures(filters: Filters, ids: readonly string[]) {
  const counted = countedColumn(filters)
  const where = whereAll([sql`customer_id = any(${ids}::uuid[])`, ...dayRowConditions(filters)])
  const bought = sql`
    select customer_id, day, ${counted} as counted, ${counted} > 0 as there, sales - returned as net,
      margin
    from customer_days ${where}`
  const known = visitsCount(filters)
    ? sql`
      ${bought} union all
      select customer_id, date '1970-01-01' + day, 0, true, 0, 0
      from ${visitDays(filters, sql`customer_id = any(${ids}::uuid[])`)}`
    : bought
  return sql<Figures>`
    select customer_id, min(day) filter (where counted > 0) as first_purchase,
      max(day) filter (where counted > 0) as last_purchase,
      min(day) filter (where there) as first_day, max(day) filter (where there) as last_day,
      count(distinct day) filter (where there)::integer as days,
      sum(counted)::integer as purchases,
      count(distinct day) filter (where counted > 0)::integer as purchase_days,
      sum(net)::bigint as revenue, sum(margin)::bigint as margin
    from (${known}) as known group by customer_id`
}
