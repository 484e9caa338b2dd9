import { monthOf, weekdayOf } from '#kernel/calendar.ts'
import { holidaysOf, yearOf } from './holidays.ts'
import type { DayKind } from './places.ts'
import { plantedTruths } from './truths.ts'

const season = [0.93, 0.95, 1, 1.02, 1.04, 0.99, 0.94, 0.91, 1.03, 1.06, 1.07, 1.06]
const bustle = [0.92, 0.95, 0.97, 1, 1.1, 1.16, 0.9]
const ticksPerDay = 8

/** The days of a world, and how busy they are. */
export type Timetable = {
  firstDay: number
  /** exclusive */
  endDay: number
  /** First day on which Altstadt opens later. */
  laterOpeningDay: number
  /** By day since the first. */
  days: readonly (DayKind & { busyness: number; priceYear: number })[]
  /**
   * Length of the world in busy time, in which every guest's visits are a Poisson process: a day
   * passes faster where more people come, and not at all where every door is closed.
   */
  length: number
  /** Day since the first of a moment in busy time. */
  dayAt: (busyTime: number) => number
}

export function timetable(firstDay: number, endDay: number): Timetable {
  const laterOpeningDay = mondayBefore(endDay - plantedTruths.laterOpening.daysAgoMin)
  const days = Array.from({ length: endDay - firstDay }, (_, since) =>
    describeDay(firstDay + since, firstDay, laterOpeningDay),
  )
  const { length, dayOfTick } = passBusyTime(days)
  const dayAt = (busyTime: number) => dayOfTick[Math.floor(busyTime * ticksPerDay)]!
  return { firstDay, endDay, laterOpeningDay, days, length, dayAt }
}

function mondayBefore(day: number): number {
  return day - (weekdayOf(day) - 1)
}

function describeDay(day: number, firstDay: number, laterOpeningDay: number) {
  const weekday = weekdayOf(day)
  const holiday = holidaysOf(yearOf(day)).get(day)
  const allClosed = holiday?.closed ?? false
  return {
    weekday,
    holiday: holiday !== undefined,
    allClosed,
    laterOpening: day >= laterOpeningDay,
    busyness: allClosed ? 0 : season[monthOf(day) % 12]! * bustle[weekday - 1]!,
    priceYear: Math.min(11, Math.floor((day - firstDay) / 365.25)),
  }
}

function passBusyTime(days: readonly { busyness: number }[]) {
  const length = days.reduce((sum, day) => sum + day.busyness, 0)
  const dayOfTick = new Uint16Array(Math.ceil(length * ticksPerDay) + 1)
  let passed = 0
  let day = 0
  for (let tick = 0; tick < dayOfTick.length; tick++) {
    while (day < days.length - 1 && passed + days[day]!.busyness <= tick / ticksPerDay) {
      passed += days[day++]!.busyness
    }
    dayOfTick[tick] = day
  }
  return { length, dayOfTick }
}

/** `YYYY-MM-DD` this many years before a date; 29 February becomes 28 February. */
export function yearsBefore(date: string, years: number): string {
  const text = `${String(Number(date.slice(0, 4)) - years).padStart(4, '0')}${date.slice(4)}`
  const month = Number(text.slice(5, 7)) - 1
  const exists = new Date(`${text}T00:00:00Z`).getUTCMonth() === month
  return exists ? text : `${text.slice(0, 8)}28`
}
