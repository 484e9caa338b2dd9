import { medianOf } from '#statistics/median.ts'
import type { Closures } from './closures.ts'
import type { CustomerView } from './customer-view.ts'

/** A regular: at least so many purchase days within so many days. Set by the business. */
export type RegularRule = { purchaseDays: number; withinDays: number }

/** Someone stays away who is gone this many times longer than usual, and at least so long. */
const timesUsualGap = 3
const awayDaysMin = 14
/** The usual gap is learned from the year before the last purchase. */
const rhythmDays = 365

type Days = Pick<CustomerView, 'days' | 'dayCount'>

/** How many entries lie on or before a day. Entries are ascending; a day may stand several times. */
export function countUntil({ days, dayCount }: Days, day: number): number {
  let low = 0
  let high = dayCount
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether the rule holds on a day, looking back from it. */
export function isRegular(customer: Days, day: number, rule: RegularRule): boolean {
  return purchaseDaysWithin(customer, day, rule) >= rule.purchaseDays
}

/** The distinct purchase days up to a day, ascending. */
export function visitDaysUntil(customer: Days, day: number): number[] {
  return [...new Set(customer.days.slice(0, countUntil(customer, day)))]
}

/** Distinct purchase days within the rule's days up to a day, itself included. */
export function purchaseDaysWithin(customer: Days, day: number, rule: RegularRule): number {
  const { days } = customer
  let distinct = 0
  let last = -1
  for (let index = countUntil(customer, day) - 1; index >= 0; index--) {
    const purchase = days[index]!
    if (purchase <= day - rule.withinDays) break
    if (purchase !== last) distinct++
    last = purchase
  }
  return distinct
}

export type Rhythm = { lastDay: number; awayDays: number; usualGapDays: number; leaving: boolean }

/**
 * Who is watched on a day: customers who were regulars on the day they last bought, as long as
 * that is no longer ago than the rule's days. They are leaving when they stay away more than
 * three times their own median gap and more than 14 days. Days on which the store they mostly
 * come to was closed do not count. Null: not watched.
 */
export function rhythmAt(
  customer: Days & Pick<CustomerView, 'stores'>,
  day: number,
  rule: RegularRule,
  closures: Closures,
): Rhythm | null {
  const count = countUntil(customer, day)
  if (count === 0) return null
  const lastDay = customer.days[count - 1]!
  const awayDays = day - lastDay
  if (awayDays - closures.daysMax >= rule.withinDays) return null
  if (!isRegular(customer, lastDay, rule)) return null
  const missed = awayDays - closedDays(customer, lastDay, day, closures)
  if (missed >= rule.withinDays) return null
  const usualGapDays = medianGap(customer, count)
  if (usualGapDays === null) return null
  const leaving = missed > awayDaysMin && missed > timesUsualGap * usualGapDays
  return { lastDay, awayDays, usualGapDays, leaving }
}

/** Nobody stays away for so few days that closed doors would matter to anyone. */
function closedDays(
  customer: Days & Pick<CustomerView, 'stores'>,
  after: number,
  until: number,
  closures: Closures,
): number {
  if (closures.daysMax === 0 || until - after <= awayDaysMin) return 0
  return closures.daysBetween(homeStore(customer), after, until)
}

function medianGap({ days }: Days, count: number): number | null {
  const gaps: number[] = []
  const last = days[count - 1]!
  for (let index = count - 1; index > 0; index--) {
    const before = days[index - 1]!
    if (before < last - rhythmDays) break
    if (days[index] !== before) gaps.push(days[index]! - before)
  }
  if (gaps.length === 0) return null
  return medianOf(gaps.sort((a, b) => a - b))
}

/** The store a customer mostly bought at in the year before their last purchase; ties: the latest. */
export function homeStore({ days, stores, dayCount }: Days & Pick<CustomerView, 'stores'>): number {
  const visits = new Map<number, number>()
  let home = 0
  let most = 0
  for (let index = dayCount - 1; index >= 0; index--) {
    if (days[index]! <= days[dayCount - 1]! - rhythmDays) break
    const store = stores[index]!
    const count = (visits.get(store) ?? 0) + 1
    visits.set(store, count)
    if (count > most) {
      most = count
      home = store
    }
  }
  return home
}
