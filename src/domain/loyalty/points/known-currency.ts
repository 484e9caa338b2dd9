import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'

export async function refuseUnknownCurrency(tx: Tx, currency: string): Promise<void> {
  const { rows } = await sql`
    select from point_currencies where currency = ${currency}`.execute(tx)
  if (rows.length === 0) throw notFound('point_currency')
}
