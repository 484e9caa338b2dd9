import {
  type CalendarUnit,
  dateText,
  dayNumber,
  type Period,
  unitOf,
  unitPeriod,
  unitStart,
} from '#kernel/calendar.ts'
import { malformed } from '#kernel/errors.ts'
import type { Frame } from './frame.ts'

/** Consecutive calendar units, both inclusive. */
export type UnitRange = { first: number; last: number }

export type RangeQuery = { from?: string | undefined; to?: string | undefined }

/** How many units a report shows where nothing was asked for. */
const shownUnits: Record<CalendarUnit, number> = {
  day: 31,
  week: 26,
  month: 13,
  quarter: 9,
  year: 10,
}

/**
 * The units a range touches; what is left out ends with the unit of the last known day and begins
 * some units before, but not before anything was known.
 * @throws Refusal for an empty range or one of more than `unitsMax` units
 */
export function unitRange(
  every: CalendarUnit,
  query: RangeQuery,
  { asOf, since }: Pick<Frame, 'asOf' | 'since'>,
  unitsMax: number,
): UnitRange {
  const last = unitOf(every, query.to === undefined ? (asOf ?? 0) : dayNumber(query.to) - 1)
  const earliest = unitOf(every, since ?? asOf ?? 0)
  const first =
    query.from === undefined
      ? Math.min(last, Math.max(earliest, last - shownUnits[every] + 1))
      : unitOf(every, dayNumber(query.from))
  if (last < first) {
    throw malformed('range_empty', 'The range must end after it begins.', '/to')
  }
  if (last - first >= unitsMax) {
    throw malformed('range_too_long', `The range has more than ${unitsMax} periods.`, '/from')
  }
  return { first, last }
}

export const rangePeriod = (every: CalendarUnit, { first, last }: UnitRange): Period => ({
  start: unitStart(every, first),
  end: unitStart(every, last + 1),
})

/** A period is open until its last day is known. */
export const isOpen = ({ end }: Period, asOf: number | null) => asOf === null || asOf < end - 1

/** The last unit that is over. */
export function lastClosedUnit(every: CalendarUnit, asOf: number | null): number {
  const unit = unitOf(every, asOf ?? 0)
  return isOpen(unitPeriod(every, unit), asOf) ? unit - 1 : unit
}

/** A unit as the reports say it. */
export function saidPeriod(every: CalendarUnit, unit: number, asOf: number | null) {
  const period = unitPeriod(every, unit)
  return { start: dateText(period.start), end: dateText(period.end), open: isOpen(period, asOf) }
}
