export const hourMillis = 3_600_000
export const dayMillis = 24 * hourMillis

/** Calendars a report can run by. Weeks are ISO weeks, beginning on Monday. */
export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export type CalendarUnit = (typeof calendarUnits)[number]

/** A period of whole local days, `start` inclusive, `end` exclusive, as day numbers (0 = 1970-01-01). */
export type Period = { start: number; end: number }

export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMillis)
}

/** `YYYY-MM-DD` of a day number. */
export function dateText(day: number): string {
  return new Date(day * dayMillis).toISOString().slice(0, 10)
}

export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(dayNumber(text)) &&
    dateText(dayNumber(text)) === text
  )
}

/** ISO weekday: 1 is Monday, 7 Sunday. Day 0, 1 January 1970, was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** Number of the calendar unit a day lies in; consecutive units have consecutive numbers. */
export function unitOf(unit: CalendarUnit, day: number): number {
  switch (unit) {
    case 'day':
      return day
    case 'week':
      return Math.floor((day + 3) / 7)
    case 'month':
      return monthOf(day)
    case 'quarter':
      return Math.floor(monthOf(day) / 3)
    case 'year':
      return Math.floor(monthOf(day) / 12)
  }
}

/** First day of the unit with this number. */
export function unitStart(unit: CalendarUnit, number: number): number {
  switch (unit) {
    case 'day':
      return number
    case 'week':
      return number * 7 - 3
    case 'month':
      return monthStart(number)
    case 'quarter':
      return monthStart(number * 3)
    case 'year':
      return monthStart(number * 12)
  }
}

/** The period of the unit with this number. */
export function unitPeriod(unit: CalendarUnit, number: number): Period {
  return { start: unitStart(unit, number), end: unitStart(unit, number + 1) }
}

/** Months since January 1970 of a day number. Civil-from-days after Howard Hinnant. */
export function monthOf(day: number): number {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
  return (year - 1970) * 12 + month
}

export function monthStart(month: number): number {
  return Math.round(
    Date.UTC(1970 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / dayMillis,
  )
}

/** The same day of another month; where that month is shorter, its last: 31 January + 1 is 28 February. */
export function addMonths(day: number, months: number): number {
  const month = monthOf(day)
  const dayOfMonth = day - monthStart(month)
  const last = monthStart(month + months + 1) - 1
  return Math.min(monthStart(month + months) + dayOfMonth, last)
}
