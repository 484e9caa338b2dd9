import { sql } from 'kysely'
import type { CartAnswer, CartQuestion } from '#contract/endpoints/cart.ts'
import type { Tx } from '#database/transaction.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import { readSpendingEnd } from '#domain/loyalty/ending/read-ending.ts'
import { parseDecimal, roundedHalfUp, times, wholeNumber } from '#kernel/decimal.ts'
import { currencyDecimals } from '#kernel/money.ts'
import { cartReasons as german } from '#locales/de/cart-reasons.ts'
import { cartReasons as english } from '#locales/en/cart-reasons.ts'
import type { CartMoney } from './cart-vouchers.ts'

const words = { de: german, en: english }
type PointsReason = keyof typeof german

type PricedPoints = NonNullable<CartAnswer['points']>

/** What the points pay of what is left to pay, or every reason why they cannot. */
export async function pricePoints(
  tx: Tx,
  asked: NonNullable<CartQuestion['points']>,
  {
    customerId,
    left,
    money,
    now,
  }: {
    customerId: string | null
    left: number
    money: CartMoney
    now: Date
  },
): Promise<PricedPoints> {
  const { points, currency } = asked
  const value = await worthOfOne(tx, currency, now)
  const worth = value === null ? 0 : worthOf(points, value, money.currency)
  const standings = customerId === null ? [] : await readStandings(tx, customerId, now)
  const available = standings.find((one) => one.currency === currency)?.balance ?? 0
  const endsAt = await readSpendingEnd(tx)
  const reasons: PointsReason[] = []
  if (endsAt !== null && now >= endsAt) reasons.push('program_ended')
  if (value === null) reasons.push('points_currency_unknown')
  else if (worth === 0) reasons.push('points_worth_nothing')
  if (customerId === null) reasons.push('points_customer_needed')
  else if (points > available) reasons.push('points_insufficient')
  if (worth > left) reasons.push('points_above_cart')
  return {
    ...{ currency, points, available, valid: reasons.length === 0 },
    worth: { amount: worth, currency: money.currency },
    reasons: reasons.map((code) => ({ code, message: words[money.language][code] })),
  }
}

/** In minor units, rounded once, half up. */
function worthOf(points: number, value: string, currency: string): number {
  const minorUnits = wholeNumber(points * 10 ** currencyDecimals(currency))
  return roundedHalfUp(times(parseDecimal(value), minorUnits))
}

/** Of one point, in whole units, by the terms in force; null: there is no such currency. */
async function worthOfOne(tx: Tx, currency: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`
    select value::text from point_currency_revisions
    where currency = ${currency}
    order by (valid_from <= ${now}) desc, case when valid_from <= ${now} then valid_from end desc,
      valid_from
    limit 1`.execute(tx)
  return rows[0]?.value ?? null
}
