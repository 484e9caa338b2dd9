import { monthStart } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { type MonthTerms, shareText, valued } from './pool.ts'

/** By what a month is reckoned, and how we know. */
export type TermsOfMonth = MonthTerms & {
  /** `unknown`: too little history, so every point counts as if it were redeemed. */
  basis: 'said' | 'estimated' | 'unknown'
  low: string | null
  high: string | null
  /** Closed: it stays as it is. */
  closed: boolean
}

/** What is known of one point currency. All lists in order of time. */
export type KnownTerms = {
  values: readonly { validFrom: Date; value: string }[]
  rates: readonly { month: number; redemptionRate: string | null; costRate: string | null }[]
  estimate: Estimate | null
  closed: ReadonlyMap<number, TermsOfMonth>
}

export type Estimate = {
  madeOn: string
  redemptionRate: string | null
  low: string | null
  high: string | null
  vintages: number
  points: number
}

/** The terms of a month that is not closed yet, but for what the goods leave to the points. */
export function openTerms(
  { values, rates, estimate }: KnownTerms,
  month: number,
  zone: TimeZone,
): Omit<TermsOfMonth, 'goodsShare'> {
  const end = zone.startOf(monthStart(month + 1))
  const value = values.findLast(({ validFrom }) => validFrom < end) ?? values[0]
  const said = rates.findLast((rate) => rate.month <= month)
  return {
    value: value?.value ?? '0',
    ...expectation(said?.redemptionRate ?? null, estimate),
    costRate: said?.costRate ?? null,
    closed: false,
  }
}

function expectation(said: string | null, estimate: Estimate | null) {
  if (said !== null) return { redemptionRate: said, basis: 'said', low: null, high: null } as const
  if (estimate === null || estimate.redemptionRate === null) {
    return { redemptionRate: '1', basis: 'unknown', low: null, high: null } as const
  }
  const { redemptionRate, low, high } = estimate
  return { redemptionRate, basis: 'estimated', low, high } as const
}

type IssuedUntil = (currency: string, month: number) => number

/**
 * The terms of any month: those it was closed by, else those of today. What the goods leave to the
 * points is taken over all purchases of known customers and all points so far, of all currencies.
 */
export function termsFor(
  known: ReadonlyMap<string, KnownTerms>,
  issuedUntil: IssuedUntil,
  salesUntil: (month: number) => number,
  { zone, money }: { zone: TimeZone; money: string },
): (currency: string, month: number) => TermsOfMonth {
  const shares = new Map<number, string>()
  const shareOf = (month: number): string => {
    const price = [...known].map(([currency, terms]) => {
      const { value, redemptionRate } = terms.closed.get(month) ?? openTerms(terms, month, zone)
      return expectedPrice(issuedUntil(currency, month), value, redemptionRate, money)
    })
    const goods = salesUntil(month)
    return shareText(goods, goods + price.reduce((sum, one) => sum + one, 0))
  }
  return (currency, month) => {
    const terms = known.get(currency)
    if (!terms) throw new Error(`there is no point currency ${currency}`)
    const closed = terms.closed.get(month)
    if (closed) return closed
    if (!shares.has(month)) shares.set(month, shareOf(month))
    return { ...openTerms(terms, month, zone), goodsShare: shares.get(month)! }
  }
}

/** What points would cost alone. */
const expectedPrice = (issued: number, value: string, rate: string, money: string): number =>
  Math.max(0, valued(issued, value, money, rate))
