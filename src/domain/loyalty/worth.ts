import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { type Fraction, parseDecimal, roundedHalfUp, times, wholeNumber } from '#kernel/decimal.ts'
import { currencyDecimals, type Money } from '#kernel/money.ts'

/** What points are worth in money. `value` is an exact decimal, in whole units of the currency. */
export function worthOf(points: number, value: string, currency: string): Money {
  const minor = times(parseDecimal(value), wholeNumber(10 ** currencyDecimals(currency)))
  const worth: Fraction = times(minor, wholeNumber(Math.abs(points)))
  const amount = roundedHalfUp(worth)
  return { amount: points < 0 ? 0 - amount : amount, currency }
}

/** The currency of the business's money. */
export async function readMoneyCurrency(tx: Tx): Promise<string> {
  const { rows } = await sql<{ currency: string }>`select currency from business`.execute(tx)
  return rows[0]!.currency
}
