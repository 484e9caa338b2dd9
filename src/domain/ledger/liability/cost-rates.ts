import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { monthOf } from '#kernel/calendar.ts'
import { readFrame } from './read-terms.ts'

/** By point currency, what a redemption costs now as a share of its value. */
export type CostRates = ReadonlyMap<string, string>

/** The one place that knows what a point costs: the books and the looks back both read it. */
export async function readCostRates(tx: Tx, now: Date): Promise<CostRates> {
  const { zone } = await readFrame(tx)
  const { rows } = await sql<{ currency: string; costRate: string | null }>`
    select distinct on (currency) currency, cost_rate as "costRate" from liability_rates
    where month <= ${monthOf(zone.dayOf(now))}
    order by currency, month desc`.execute(tx)
  return new Map(rows.flatMap(({ currency, costRate }) => (costRate ? [[currency, costRate]] : [])))
}
