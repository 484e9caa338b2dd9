import { sql } from 'kysely'
import type { Closure } from '#contract/endpoints/opening-hours.ts'
import type { Tx } from '#database/transaction.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'

/** Days, numbered as in the calendar, the first and the last themselves included. */
export type ClosedDays = { from: number; until: number }

/** When nobody could come: the days on which every store is closed, in order, none touching another. */
export function commonClosures(ofStores: readonly (readonly Closure[])[]): ClosedDays[] {
  const [first = [], ...others] = ofStores.map(joinedClosures)
  return others.reduce(shared, first)
}

/**
 * The last day of something that would end while nobody can come, or soon after: as many days as
 * that took remain of it once the doors are open again.
 */
export function lastDayAfter(closures: readonly ClosedDays[], lastDay: number): number {
  return closures.reduce((day, closed) => {
    const { from, until } = graceOf(closed)
    return from <= day && day < until ? until : day
  }, lastDay)
}

/** The same of a date as text. */
export const lastDateAfter = (closures: readonly ClosedDays[], lastDate: string): string =>
  dateText(lastDayAfter(closures, dayNumber(lastDate)))

/** What ends on these days ends on the last of them. */
export const graceOf = ({ from, until }: ClosedDays): ClosedDays => ({
  from,
  until: until + (until - from + 1),
})

export async function readCommonClosures(tx: Tx): Promise<ClosedDays[]> {
  const { rows } = await sql<{ closures: Closure[] }>`
    select closures from stores where archived_at is null`.execute(tx)
  return commonClosures(rows.map(({ closures }) => closures))
}

/** Closures in order, none touching another. */
export function joinedClosures(closures: readonly Closure[]): ClosedDays[] {
  const spans: ClosedDays[] = []
  const sorted = closures
    .map(({ from, until }) => ({ from: dayNumber(from), until: dayNumber(until) }))
    .sort((one, other) => one.from - other.from)
  for (const span of sorted) {
    const before = spans.at(-1)
    if (before && span.from <= before.until + 1) before.until = Math.max(before.until, span.until)
    else spans.push(span)
  }
  return spans
}

const shared = (some: readonly ClosedDays[], others: readonly ClosedDays[]): ClosedDays[] =>
  some.flatMap((one) =>
    others
      .map((other) => ({
        from: Math.max(one.from, other.from),
        until: Math.min(one.until, other.until),
      }))
      .filter(({ from, until }) => from <= until),
  )
