import { sql } from 'kysely'
import type { StartGround } from '#contract/language/start-plan.ts'
import type { Tx } from '#database/transaction.ts'

/** Fewer say more about chance than about a year. */
const receiptsMin = 30
const daysMin = 6

/** What the receipts of the last year that there are receipts of say; null: too little. */
export async function readGround(tx: Tx): Promise<StartGround | null> {
  type Row = { receipts: number; sales: number; days: number | null }
  const { rows } = await sql<Row>`
    with latest as (
      select max(day) as day from store_days where known_receipts + anonymous_receipts > 0
    )
    select coalesce(sum(known_receipts + anonymous_receipts), 0)::bigint as receipts,
      coalesce(sum(known_sales + anonymous_sales), 0)::bigint as sales,
      max(store_days.day) - min(store_days.day) + 1 as days
    from store_days join latest on store_days.day > latest.day - 365
    where known_receipts + anonymous_receipts > 0`.execute(tx)
  const { receipts, sales, days } = rows[0]!
  if (days === null || receipts < receiptsMin || days < daysMin) return null
  return {
    ...{ receipts, days },
    averageReceipt: Math.max(1, Math.round(sales / receipts)),
    receiptsPerYear: Math.round((receipts / days) * 365),
  }
}
