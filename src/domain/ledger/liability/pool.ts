import { parseDecimal, proportionOf, roundedHalfUp, times, wholeNumber } from '#kernel/decimal.ts'
import { currencyDecimals } from '#kernel/money.ts'
import { recognizedRevenue, signedProportion } from './deferred-revenue.ts'
import type { PointsOfMonth } from './points-of-month.ts'

/** What a month's points are reckoned by. Exact decimals; kept as they were once it is closed. */
export type MonthTerms = {
  /** Of one point, in whole units of the business's money. */
  value: string
  /** Share of issued points that is redeemed in the end. */
  redemptionRate: string
  /** Of each unit of the points' own price, what is left after it is parted with the goods. */
  goodsShare: string
  /** What a redemption costs us, as a share of the value; null: nobody has said, so as much. */
  costRate: string | null
}

/** Until the business says less, a redemption costs what it is worth. */
export const costRateUnsaid = '1'

/** All that ever happened to the points of one currency and issuing store, up to some month. */
export type Pool = {
  /** Less what was taken back. */
  issued: number
  expired: number
  open: number
  /** Price allocated to the points, in minor units. */
  allocated: number
}

export const emptyPool: Pool = { issued: 0, expired: 0, open: 0, allocated: 0 }

/** A month of deferred revenue, in minor units: opening + allocated - redeemed - breakage = closing. */
export type RevenueOfMonth = {
  opening: number
  allocated: number
  redeemed: number
  breakage: number
  closing: number
}

export type BookedMonth = {
  pool: Pool
  points: PointsOfMonth
  revenue: RevenueOfMonth
  /** Of the open points, those expected to be redeemed. */
  expected: number
  /** They at their value. */
  fairValue: number
  /** They at what they cost us. */
  provision: number
}

/** Adds a month to a pool. The same pool and terms always give the same, so books can be redone. */
export function bookMonth(
  before: Pool,
  rateBefore: string,
  points: PointsOfMonth,
  terms: MonthTerms,
  currency: string,
): BookedMonth {
  const { redemptionRate, goodsShare, costRate } = terms
  const brought = points.issued - points.reversed
  const pool: Pool = {
    issued: before.issued + brought,
    expired: before.expired + points.expired,
    open: points.closing,
    allocated:
      before.allocated + valued(brought, terms.value, currency, redemptionRate, goodsShare),
  }
  const [then, now] = [earned(before, rateBefore), earned(pool, redemptionRate)]
  const expected = expectedOf(pool, redemptionRate)
  return {
    ...{ pool, points, expected },
    revenue: {
      opening: before.allocated - then.recognized,
      allocated: pool.allocated - before.allocated,
      redeemed: now.redeemed - then.redeemed,
      breakage: now.breakage - then.breakage,
      closing: pool.allocated - now.recognized,
    },
    fairValue: valued(expected, terms.value, currency),
    provision: valued(expected, terms.value, currency, costRate ?? costRateUnsaid),
  }
}

/**
 * Of the open points, those still to be redeemed: all but the rest of what never will be. What
 * expired already was part of that.
 */
export function expectedOf({ issued, expired, open }: Pool, redemptionRate: string): number {
  if (open <= 0 || issued <= 0) return Math.max(0, open)
  const rate = parseDecimal(redemptionRate)
  const redeemable = roundedHalfUp(times(rate, wholeNumber(issued)))
  const breakage = Math.max(0, issued - redeemable - expired)
  return Math.max(0, open - breakage)
}

/**
 * What of the allocated price is earned: for redeemed points their own price, and breakage for the
 * share of the others that belongs to them. A changed expectation falls to breakage.
 */
function earned(pool: Pool, redemptionRate: string) {
  const { issued, expired, open, allocated } = pool
  const used = Math.max(0, issued - expired - open)
  const expected = used + expectedOf(pool, redemptionRate)
  const recognized = recognizedRevenue(allocated, { redeemed: used, expected })
  const redeemed = issued <= 0 ? recognized : signedProportion(allocated, used, issued)
  return { recognized, redeemed, breakage: recognized - redeemed }
}

/** Points, or shares of them, in minor units of money, a half away from zero. */
export function valued(
  points: number,
  value: string,
  currency: string,
  ...shares: readonly string[]
): number {
  const unit = wholeNumber(10 ** currencyDecimals(currency))
  const factors = [unit, ...[value, ...shares].map(parseDecimal)]
  const amount = roundedHalfUp(factors.reduce(times, wholeNumber(Math.abs(points))))
  return points < 0 ? 0 - amount : amount
}

/** Of a whole, the part as a decimal of six places; of nothing, all. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '1'
  const millionths = proportionOf(1_000_000, Math.min(part, whole), whole)
  return millionths === 1_000_000 ? '1' : `0.${String(millionths).padStart(6, '0')}`
}
