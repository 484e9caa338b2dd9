import type { Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
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
export const readMoneyCurrency = async (tx: Tx): Promise<string> =>
  (await readBusinessTerms({ kysely: tx })).currency
