import { dateText } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { Decisions } from '../run-program.ts'

/** So many whole days up to the last known one, never past now, in the business's time zone. */
export type Window = { zone: TimeZone; startDay: number; fromMillis: number; toMillis: number }

/** @param lastKnownDay what the reports look back from; null: nothing is known yet */
export function windowOf(
  days: number,
  now: Date,
  zone: TimeZone,
  lastKnownDay: number | null,
): Window {
  const today = zone.dayOf(now)
  const lastDay = Math.min(today, lastKnownDay ?? today)
  const startDay = lastDay - days
  return {
    zone,
    startDay,
    fromMillis: zone.startOf(startDay).getTime(),
    toMillis: lastDay === today ? now.getTime() : zone.startOf(lastDay + 1).getTime() - 1,
  }
}

export const isWithin = ({ fromMillis, toMillis }: Window, atMillis: number) =>
  atMillis >= fromMillis && atMillis <= toMillis

/** The first day, and the one after the last. */
export const datesOf = ({ zone, startDay, toMillis }: Window) => ({
  start: dateText(startDay),
  end: dateText(zone.dayOf(new Date(toMillis)) + 1),
})

/** Weeks are counted from the first day on, from 0. */
export const weekOf = ({ zone, startDay }: Window, atMillis: number): number =>
  Math.floor((zone.dayOf(new Date(atMillis)) - startDay) / 7)

export const weekCount = (window: Window): number => weekOf(window, window.toMillis) + 1

export const weekStart = ({ startDay }: Window, week: number): string =>
  dateText(startDay + week * 7)

/** Points given and taken back by returns. */
export type Gain = { atMillis: number; currency: string; points: number }

export const gainsOf = ({ grants, reversals }: Decisions, window: Window): Gain[] =>
  [
    ...grants.map(({ earnedAt, currency, points }) => ({ atMillis: earnedAt, currency, points })),
    ...reversals
      .filter(({ kind }) => kind === 'earned')
      .map(({ at, currency, points }) => ({ atMillis: at, currency, points: 0 - points })),
  ].filter(({ atMillis }) => isWithin(window, atMillis))
