import type { OpeningHours, OpenSpan } from '#contract/endpoints/opening-hours.ts'
import { dateText, weekdayOf } from '#kernel/calendar.ts'

/** When a store is open, as far as somebody said it. */
export type Opening = Pick<OpeningHours, 'hours' | 'closures'>

/** Minutes since 1970 in local time, the end excluded. */
export type OpenMinutes = { from: number; until: number }

export const dayMinutes = 1440

/** The spans that begin on a day. Where nobody said any hours, all of a day that is not closed. */
export function openMinutes({ hours, closures }: Opening, day: number): OpenMinutes[] {
  const date = dateText(day)
  if (closures.some(({ from, until }) => from <= date && date <= until)) return []
  const midnight = day * dayMinutes
  if (hours === null) return [{ from: midnight, until: midnight + dayMinutes }]
  return hours
    .filter(({ weekday }) => weekday === weekdayOf(day))
    .map((span) => minutesOf(span, midnight))
}

export const isClosedOn = (opening: Opening | undefined, day: number): boolean =>
  opening !== undefined && openMinutes(opening, day).length === 0

/** Of local hours, counted from 1970: whether the store is open in any minute of one. */
export function openByHour(opening: Opening): (hour: number) => boolean {
  const known = new Map<number, OpenMinutes[]>()
  const ofDay = (day: number) => {
    const spans = known.get(day) ?? openMinutes(opening, day)
    known.set(day, spans)
    return spans
  }
  return (hour) => {
    const day = Math.floor(hour / 24)
    // What began the day before may last beyond midnight.
    return [...ofDay(day - 1), ...ofDay(day)].some(
      ({ from, until }) => from < (hour + 1) * 60 && hour * 60 < until,
    )
  }
}

/** Spans of a week that begin before the one before them has ended. */
export function overlaps(hours: readonly OpenSpan[]): boolean {
  const week = hours
    .map((span) => minutesOf(span, span.weekday * dayMinutes))
    .sort((one, other) => one.from - other.from)
  const [first] = week
  if (!first) return false
  const again = { from: first.from + 7 * dayMinutes, until: first.until + 7 * dayMinutes }
  return [...week.slice(1), again].some(({ from }, place) => from < week[place]!.until)
}

function minutesOf({ opens, closes }: OpenSpan, midnight: number): OpenMinutes {
  const from = minuteOf(opens)
  const until = minuteOf(closes)
  return { from: midnight + from, until: midnight + until + (until <= from ? dayMinutes : 0) }
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
