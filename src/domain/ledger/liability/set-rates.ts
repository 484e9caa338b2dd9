import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { monthOf } from '#kernel/calendar.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { readFrame } from './read-terms.ts'

export type SaidRates = {
  /** The first month they count for; else the one that is not over yet. */
  month?: number | undefined
  /** Null: as the books let expect. */
  redemptionRate: number | null
  /** Null: as much as its value. */
  costRate: number | null
}

/** Says from a month on what share is redeemed and what it costs. Months that are over stay. */
export async function setRates({ database, clock }: Context, currency: string, said: SaidRates) {
  return await transaction(database, async (tx) => {
    const name = await nameOf(tx, currency)
    const { zone } = await readFrame(tx)
    const current = monthOf(zone.dayOf(clock.now()))
    const { month = current, redemptionRate, costRate } = said
    if (month < current) {
      throw conflict('month_over', 'A month that is over stays as it was reckoned.')
    }
    await sql`
      insert into liability_rates (currency, month, redemption_rate, cost_rate)
      values (${currency}, ${month}, ${redemptionRate}, ${costRate})
      on conflict (currency, month) do update set
        redemption_rate = excluded.redemption_rate, cost_rate = excluded.cost_rate`.execute(tx)
    return { currency, name, month, redemptionRate, costRate }
  })
}

async function nameOf(tx: Tx, currency: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from point_currencies where currency = ${currency}`.execute(tx)
  if (!rows[0]) throw notFound('point_currency')
  return rows[0].name
}
