import { develop, type Vintage } from '#statistics/development.ts'

/** Of the points issued in a month: what became of them, by their age in months. */
export type IssueMonth = { month: number; issued: number; redeemed: number[]; expired: number }

export type RedemptionEstimate = {
  vintages: number
  points: number
  /** Decimal texts; null where there is too little history to say. */
  rate: string | null
  low: string | null
  high: string | null
}

/** A year shows a season of everything; less would be a guess. */
const monthsSeenMin = 12
const pointsMin = 1_000

/**
 * What share of issued points is redeemed in the end, from the months that are over. Points that
 * are still open after the oldest age seen may be redeemed yet, those that expired will not.
 */
export function estimateRedemption(
  months: readonly IssueMonth[],
  current: number,
): RedemptionEstimate {
  const over = months.filter(({ month, issued }) => month < current && issued > 0)
  const points = over.reduce((sum, { issued }) => sum + issued, 0)
  const seen = { vintages: over.length, points }
  const oldest = Math.min(current, ...over.map(({ month }) => month))
  const unknown = { ...seen, rate: null, low: null, high: null }
  if (current - oldest < monthsSeenMin || points < pointsMin) return unknown
  const vintages = over.map((month): Vintage => vintageOf(month, current))
  const found = develop(vintages, { roomAfter: roomAfter(over, oldest) })
  if (!found) return unknown
  const { low, high } = found.interval
  return { ...seen, rate: decimal(found.ultimate), low: decimal(low), high: decimal(high) }
}

const vintageOf = ({ month, issued, redeemed }: IssueMonth, current: number): Vintage => ({
  exposure: issued,
  happened: Array.from({ length: current - month }, (_, age) => redeemed[age] ?? 0),
})

/** Of the oldest points, the share that is neither redeemed nor expired. */
function roomAfter(months: readonly IssueMonth[], oldest: number): number {
  const first = months.find(({ month }) => month === oldest)
  if (!first) return 0
  const redeemed = first.redeemed.reduce((sum, points) => sum + points, 0)
  return Math.max(0, first.issued - redeemed - first.expired) / first.issued
}

const decimal = (share: number) => share.toFixed(6)
