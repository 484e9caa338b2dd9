import type { OpenSpan } from '#contract/endpoints/opening-hours.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { dayText } from './day-text.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** Any day with this weekday, whose name a format can say. */
export const dateOf = (weekday: number): string => dateText(dayNumber('2024-01-01') + weekday - 1)

export const spansOf = (hours: readonly OpenSpan[], weekday: number): OpenSpan[] =>
  hours
    .filter((span) => span.weekday === weekday)
    .sort((one, other) => (one.opens < other.opens ? -1 : 1))

export type Stretch = { from: number; until: number; spans: OpenSpan[] }

/** Days that follow each other and have the same hours are said in one. */
export function stretchesOf(hours: readonly OpenSpan[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const weekday of weekdays) {
    const spans = spansOf(hours, weekday)
    const last = stretches.at(-1)
    if (last && dayText(last.spans) === dayText(spans)) last.until = weekday
    else stretches.push({ from: weekday, until: weekday, spans })
  }
  return stretches
}
