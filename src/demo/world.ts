import { dateText, dayMillis, dayNumber } from '#kernel/calendar.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { type Timetable, timetable, yearsBefore } from './timetable.ts'

export type WorldOptions = {
  seed: number
  customers: number
  /** First day of the history, `YYYY-MM-DD` in the business's zone. */
  from: string
  /** The day after the last one: nothing happens on it or later. */
  to: string
}

/** Everything the simulation shares between guests; as small as the number of its days. */
export type World = WorldOptions & {
  times: Timetable
  /**
   * Milliseconds by which a day's local time is ahead of UTC, by day since the first. Clocks are
   * changed at night, and nothing happens here before six.
   */
  offsets: readonly number[]
}

export const business = {
  name: 'Café Morgenrot',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  language: 'de',
  addressForm: 'Sie',
  trade: 'gastronomy',
} as const

export const defaultSeed = 1907
export const defaultCustomers = 2000
export const defaultYears = 3
const daysMin = 60
const daysMax = 4000

/** Three years that end yesterday, seen from `now` in the café's own time zone. */
export function optionsEndingYesterday(now: Date, given: Partial<WorldOptions> = {}): WorldOptions {
  const to = given.to ?? dateText(new TimeZone(business.timeZone).dayOf(now))
  const from = given.from ?? yearsBefore(to, defaultYears)
  return {
    seed: given.seed ?? defaultSeed,
    customers: given.customers ?? defaultCustomers,
    from,
    to,
  }
}

/** @throws RangeError where the options describe no world */
export function world(options: WorldOptions): World {
  const firstDay = dayNumber(options.from)
  const endDay = dayNumber(options.to)
  const days = endDay - firstDay
  if (!(days >= daysMin && days <= daysMax)) {
    throw new RangeError(`a world lasts ${daysMin} to ${daysMax} days, not ${days}`)
  }
  if (!Number.isSafeInteger(options.customers) || options.customers < 1) {
    throw new RangeError(`a world needs at least one customer, not ${options.customers}`)
  }
  if (!Number.isSafeInteger(options.seed)) {
    throw new RangeError(`a seed is a whole number, not ${options.seed}`)
  }
  return {
    ...options,
    times: timetable(firstDay, endDay),
    offsets: offsetsAtNoon(firstDay, days),
  }
}

function offsetsAtNoon(firstDay: number, days: number): number[] {
  const zone = new TimeZone(business.timeZone)
  return Array.from({ length: days }, (_, since) =>
    zone.offsetMillis((firstDay + since) * dayMillis + 43_200_000),
  )
}
