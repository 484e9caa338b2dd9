import type { Caps } from '#contract/language/earning-rule.ts'
import { monthOf } from '#kernel/calendar.ts'
import type { Part } from './grant.ts'
import type { Given } from './program-state.ts'

/** What is left of a rule's caps for one purchase on this day. */
export function roomFor(caps: Caps, given: Given | undefined, day: number): number {
  const onDay = given?.day === day ? given.onDay : 0
  const inMonth = given?.month === monthOf(day) ? given.inMonth : 0
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
  let left = room
  return parts.flatMap(({ line, points }) => {
    const fitting = Math.min(points, left)
    left -= fitting
    return fitting > 0 ? [{ line, points: fitting }] : []
  })
}

export function countGiven(known: Given | undefined, day: number, points: number): Given {
  const month = monthOf(day)
  return {
    day,
    onDay: (known?.day === day ? known.onDay : 0) + points,
    month,
    inMonth: (known?.month === month ? known.inMonth : 0) + points,
    ever: (known?.ever ?? 0) + points,
  }
}

/** What a return takes back makes room again, in the day and month of its purchase. */
export function countTaken(known: Given, day: number, points: number): Given {
  return {
    ...known,
    onDay: known.day === day ? known.onDay - points : known.onDay,
    inMonth: known.month === monthOf(day) ? known.inMonth - points : known.inMonth,
    ever: known.ever - points,
  }
}
