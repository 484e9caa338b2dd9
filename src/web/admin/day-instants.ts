import { dateText, dayNumber } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'

/** The first instant of a day in the business's zone, as the API takes it. */
export const startOfDay = (date: string, timeZone: string): string =>
  zoneNamed(timeZone).startOf(dayNumber(date)).toISOString()

/** Where something ends that holds up to this day and on it. */
export const startOfDayAfter = (date: string, timeZone: string): string =>
  zoneNamed(timeZone)
    .startOf(dayNumber(date) + 1)
    .toISOString()

/** The day an instant lies on: `2026-11-21`. */
export const dayOf = (instant: string, timeZone: string): string =>
  dateText(zoneNamed(timeZone).dayOf(new Date(instant)))

/** The last day of what ends at this instant. */
export const lastDayBefore = (instant: string, timeZone: string): string =>
  dateText(zoneNamed(timeZone).dayOf(new Date(Date.parse(instant) - 1)))
