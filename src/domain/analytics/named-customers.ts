import { sql } from 'kysely'
import type { z } from 'zod'
import type { listedCustomer } from '#contract/endpoints/reports/parts.ts'
import type { Tx } from '#database/transaction.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import {
  choosesPurchases,
  countedColumn,
  dayRowConditions,
  type Filters,
  whereAll,
} from './filters.ts'
import type { Frame } from './frame.ts'

export type ListedCustomer = z.output<typeof listedCustomer>

type Figures = {
  customer_id: string
  first_purchase: string
  last_purchase: string
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
    : wholeFigures(frame, ids)
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
      revenue: { amount: row.revenue, currency: frame.currency },
      margin: { amount: row.margin, currency: frame.currency },
    }
  })
}

const wholeFigures = ({ zone }: Frame, ids: readonly string[]) => sql<Figures>`
  select customer_id, (first_purchase_at at time zone ${zone.name}::text)::date as first_purchase,
    (last_purchase_at at time zone ${zone.name}::text)::date as last_purchase,
    purchases, purchase_days, revenue, margin
  from profiles where customer_id = any(${ids}::uuid[])`

function matchingFigures(filters: Filters, ids: readonly string[]) {
  const counted = countedColumn(filters)
  const where = whereAll([sql`customer_id = any(${ids}::uuid[])`, ...dayRowConditions(filters)])
  return sql<Figures>`
    select customer_id, min(day) filter (where ${counted} > 0) as first_purchase,
      max(day) filter (where ${counted} > 0) as last_purchase,
      sum(${counted})::integer as purchases,
      count(distinct day) filter (where ${counted} > 0)::integer as purchase_days,
      sum(sales - returned)::bigint as revenue, sum(margin)::bigint as margin
    from customer_days ${where} group by customer_id`
}
