import type { MonthFlow } from '../months.ts'
import { addPoints, isOpen, type PointsOfMonth, pointsOfMonth } from './points-of-month.ts'
import { type BookedMonth, bookMonth, emptyPool, type RevenueOfMonth } from './pool.ts'
import type { TermsOfMonth } from './terms-of-month.ts'

/** The monthly books of one point currency, the first month first, none left out. */
export type CurrencyBooks = { currency: string; months: BookOfMonth[] }

export type BookOfMonth = Sums & {
  month: number
  terms: TermsOfMonth
  /** By number of the store that issued the points; 0: none said. */
  stores: ReadonlyMap<number, Sums>
}

export type Sums = Omit<BookedMonth, 'pool'>

/** A flow of the books, whichever store it happened in. */
export type IssuerFlow = Pick<MonthFlow, 'month' | 'currency' | 'issuer' | 'from' | 'to' | 'points'>

export type Ground = {
  flows: readonly IssuerFlow[]
  /** The last month to be booked. */
  until: number
  /** The business's money. */
  money: string
  termsOf: (currency: string, month: number) => TermsOfMonth
}

/**
 * The monthly books from what flowed. A store's points are a pool of their own, so that the sums of
 * the stores are those of the business to the last cent.
 */
export function keepBooks(ground: Ground): CurrencyBooks[] {
  const byCurrency = Map.groupBy(ground.flows, ({ currency }) => currency)
  return [...byCurrency.keys()].sort().map((currency) => ({
    currency,
    months: keepCurrency(currency, byCurrency.get(currency)!, ground),
  }))
}

function keepCurrency(
  currency: string,
  flows: readonly IssuerFlow[],
  { until, money, termsOf }: Ground,
): BookOfMonth[] {
  const first = Math.min(until, ...flows.map(({ month }) => month))
  const months = Array.from({ length: until - first + 1 }, (_, index) => first + index)
  const touching = flows.filter(({ from, to }) => isOpen(from) !== isOpen(to))
  const byStore = Map.groupBy(touching, ({ issuer }) => issuer)
  const stores = [...byStore].sort(([a], [b]) => a - b)
  const kept = stores.map(([issuer, own]) => ({
    issuer,
    months: keepStore(own, months, (month) => termsOf(currency, month), money),
  }))
  return months.map((month, index) => {
    const sums = new Map(kept.map((store) => [store.issuer, store.months[index]!]))
    return { month, terms: termsOf(currency, month), stores: sums, ...addUp([...sums.values()]) }
  })
}

function keepStore(
  flows: readonly IssuerFlow[],
  months: readonly number[],
  termsOf: (month: number) => TermsOfMonth,
  money: string,
): Sums[] {
  const byMonth = Map.groupBy(flows, ({ month }) => month)
  let [pool, rate, opening] = [emptyPool, '1', 0]
  return months.map((month) => {
    const terms = termsOf(month)
    const points = pointsOfMonth(opening, byMonth.get(month) ?? [])
    const booked = bookMonth(pool, rate, points, terms, money)
    ;[pool, rate, opening] = [booked.pool, terms.redemptionRate, points.closing]
    const { pool: _, ...sums } = booked
    return sums
  })
}

const noPoints: PointsOfMonth = pointsOfMonth(0, [])
const noRevenue: RevenueOfMonth = { opening: 0, allocated: 0, redeemed: 0, breakage: 0, closing: 0 }

/** Several stores or currencies together. */
export const addUp = (all: readonly Sums[]): Sums => ({
  points: all.map(({ points }) => points).reduce(addPoints, noPoints),
  revenue: all.map(({ revenue }) => revenue).reduce(addRevenue, noRevenue),
  expected: all.reduce((sum, { expected }) => sum + expected, 0),
  fairValue: all.reduce((sum, { fairValue }) => sum + fairValue, 0),
  provision: all.reduce((sum, { provision }) => sum + provision, 0),
})

const addRevenue = (a: RevenueOfMonth, b: RevenueOfMonth): RevenueOfMonth => ({
  opening: a.opening + b.opening,
  allocated: a.allocated + b.allocated,
  redeemed: a.redeemed + b.redeemed,
  breakage: a.breakage + b.breakage,
  closing: a.closing + b.closing,
})
