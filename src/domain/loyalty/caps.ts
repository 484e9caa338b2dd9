import type { Caps } from '#contract/language/earning-rule.ts'
import { monthOf } from '#kernel/calendar.ts'
import { type Part, sumOf } from './grant.ts'
import type { Given } from './program-state.ts'

/** What is left of a rule's caps for one purchase on this day. */
export function roomFor(caps: Caps, given: Given | undefined, day: number): number {
  const onDay = given?.day === day ? given.onDay : 0
  const inMonth = givenInMonth(given, day)
  return Math.max(
    0,
    Math.min(
      caps.perPurchase ?? Number.POSITIVE_INFINITY,
      (caps.perDay ?? Number.POSITIVE_INFINITY) - onDay,
      (caps.perMonth ?? Number.POSITIVE_INFINITY) - inMonth,
      (caps.perCustomer ?? Number.POSITIVE_INFINITY) - (given?.ever ?? 0),
    ),
  )
}

/** The first parts that fit into the room; the one at its edge is cut. */
export function cutTo(parts: readonly Part[], room: number): Part[] {
  if (sumOf(parts) <= room) return [...parts]
  let left = room
  return parts.flatMap(({ line, points }) => {
    const fitting = Math.min(points, left)
    left -= fitting
    return fitting > 0 ? [{ line, points: fitting }] : []
  })
}

export const countGiven = (known: Given | undefined, day: number, points: number): Given => ({
  day,
  onDay: (known?.day === day ? known.onDay : 0) + points,
  inMonth: givenInMonth(known, day) + points,
  ever: (known?.ever ?? 0) + points,
})

/** What a return takes back makes room again, in the day and month of its purchase. */
export function countTaken(known: Given, day: number, points: number): Given {
  return {
    ...known,
    onDay: known.day === day ? known.onDay - points : known.onDay,
    inMonth: known.inMonth - (monthOf(known.day) === monthOf(day) ? points : 0),
    ever: known.ever - points,
  }
}

const givenInMonth = (given: Given | undefined, day: number): number =>
  given && monthOf(given.day) === monthOf(day) ? given.inMonth : 0
