import { medianOf } from '#statistics/median.ts'

/** Days from one visit day to the next: the middle one, and between which half of them lie. */
export type Gaps = { median: number; from: number; to: number }

/** Gaps are learned from the twelve months up to the last visit. */
const learnedDays = 365
/** Four visits in one week are a beginning, not a habit. */
const visitDaysMin = 5
const spanDaysMin = 42
/** Beside a short gap, a weekend more does not make anybody irregular. */
const slackDays = 2

/**
 * The gaps that are a customer's own: null before there are enough visits over enough weeks.
 * @param visitDays ascending and distinct
 */
export function ownGaps(visitDays: readonly number[]): Gaps | null {
  const last = visitDays.at(-1) ?? 0
  const days = visitDays.filter((day) => day >= last - learnedDays)
  if (days.length < visitDaysMin || last - days[0]! < spanDaysMin) return null
  const gaps = days.slice(1).map((day, index) => day - days[index]!)
  gaps.sort((a, b) => a - b)
  const rank = (share: number) => gaps[Math.ceil(gaps.length * share) - 1]!
  return { median: medianOf(gaps), from: rank(0.25), to: rank(0.75) }
}

/** Whether one number tells the gaps: half of them lie near the middle one. */
export function isSteady({ median, from, to }: Gaps): boolean {
  return from >= median / 2 - slackDays && to <= Math.max(1.5 * median, median + slackDays)
}
