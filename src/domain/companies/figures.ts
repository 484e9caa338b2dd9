import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { type Gaps, ownGaps } from '#domain/analytics/own-gaps.ts'
import { dayNumber } from '#kernel/calendar.ts'

/** What a company and its contacts bought. */
export type CountedFigures = {
  companyId: string
  revenue: number
  purchases: number
  purchaseDays: number
  firstPurchaseOn: string | null
  lastPurchaseOn: string | null
  gaps: Gaps | null
}

type Row = Omit<CountedFigures, 'gaps' | 'purchaseDays'> & { days: string[] }

/**
 * Adds up the days of companies and of their contacts, in one statement. A day of a contact counts
 * for the company they belonged to then. Where two who were merged belonged to two companies on one
 * day, it counts for that of the root, then for the one that began last: never twice.
 */
export async function countFigures(
  tx: Tx,
  companyIds: readonly string[],
): Promise<CountedFigures[]> {
  const { rows } = await sql<Row>`
    with own as (
      select customer_id as company_id, day, purchases, receipts, sales, returned
      from customer_days where customer_id = any(${companyIds}::uuid[])
    ), of_contacts as (
      select company_id, day, purchases, receipts, sales, returned
      from company_contacts as contact
      join customer_days on customer_days.customer_id = contact.root_id
        and day between from_day and coalesce(to_day, 'infinity')
      where company_id = any(${companyIds}::uuid[]) and not exists (
        select from company_contacts as other
        where other.root_id = contact.root_id
          and day between other.from_day and coalesce(other.to_day, 'infinity')
          and (other.customer_id = other.root_id, other.from_day, other.contact_id)
            > (contact.customer_id = contact.root_id, contact.from_day, contact.contact_id)
      )
    ), united as (
      select * from own union all select * from of_contacts
    ), added as (
      select company_id, sum(sales - returned)::bigint as revenue, sum(receipts)::integer as purchases,
        array_agg(distinct day order by day) filter (where purchases > 0) as days
      from united group by company_id
    )
    select asked.company_id as "companyId", coalesce(revenue, 0) as revenue,
      coalesce(purchases, 0) as purchases, coalesce(days, '{}') as days,
      days[1] as "firstPurchaseOn", days[cardinality(days)] as "lastPurchaseOn"
    from unnest(${companyIds}::uuid[]) as asked (company_id) left join added using (company_id)
    order by asked.company_id`.execute(tx)
  return rows.map(({ days, ...row }) => ({
    ...row,
    purchaseDays: days.length,
    gaps: ownGaps(days.map(dayNumber)),
  }))
}

type Kept = Omit<CountedFigures, 'gaps'> & {
  gapDays: number | null
  gapFrom: number | null
  gapTo: number | null
}

const keptOf = ({ gaps, ...figures }: CountedFigures): Kept => ({
  ...figures,
  gapDays: gaps?.median ?? null,
  gapFrom: gaps?.from ?? null,
  gapTo: gaps?.to ?? null,
})

export async function saveFigures(tx: Tx, counted: readonly CountedFigures[]): Promise<void> {
  await sql`
    insert into company_figures (customer_id, revenue, purchases, purchase_days, first_purchase_on,
      last_purchase_on, gap_days, gap_from, gap_to)
    select "companyId", revenue, purchases, "purchaseDays", "firstPurchaseOn", "lastPurchaseOn",
      "gapDays", "gapFrom", "gapTo"
    from json_to_recordset(${JSON.stringify(counted.map(keptOf))}::json) as counted (
      "companyId" uuid, revenue bigint, purchases integer, "purchaseDays" integer,
      "firstPurchaseOn" date, "lastPurchaseOn" date, "gapDays" real, "gapFrom" integer,
      "gapTo" integer
    )
    on conflict (customer_id) do update set
      revenue = excluded.revenue, purchases = excluded.purchases,
      purchase_days = excluded.purchase_days, first_purchase_on = excluded.first_purchase_on,
      last_purchase_on = excluded.last_purchase_on, gap_days = excluded.gap_days,
      gap_from = excluded.gap_from, gap_to = excluded.gap_to`.execute(tx)
}

/** What is kept of these companies, in the form in which it is compared. */
export async function readKept(tx: Tx, companyIds: readonly string[]): Promise<Map<string, Kept>> {
  const { rows } = await sql<Kept>`
    select customer_id as "companyId", revenue, purchases, purchase_days as "purchaseDays",
      first_purchase_on as "firstPurchaseOn", last_purchase_on as "lastPurchaseOn",
      gap_days as "gapDays", gap_from as "gapFrom", gap_to as "gapTo"
    from company_figures where customer_id = any(${companyIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.companyId, row]))
}

/** One line to compare by: the same for what is kept and what was counted. */
export const lineOf = (figures: Kept | CountedFigures | undefined): string | undefined => {
  if (!figures) return undefined
  const kept = 'gaps' in figures ? keptOf(figures) : figures
  const { revenue, purchases, purchaseDays, firstPurchaseOn, lastPurchaseOn } = kept
  return [
    ...[revenue, purchases, purchaseDays, firstPurchaseOn, lastPurchaseOn],
    ...[kept.gapDays, kept.gapFrom, kept.gapTo],
  ].join(' ')
}
