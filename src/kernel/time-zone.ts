import { dayMillis } from './calendar.ts'

const quarterHourMillis = 900_000

/**
 * Local days of one time zone. Finding an offset through Intl costs microseconds, and intake asks
 * a thousand times a batch; offsets only change on quarter hours, so they are kept by quarter hour.
 */
export class TimeZone {
  readonly name: string
  readonly #format: Intl.DateTimeFormat
  readonly #offsets = new Map<number, number>()

  /** @throws RangeError for a name the tz database does not know */
  constructor(name: string) {
    this.name = name
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    })
  }

  /** Milliseconds that local time is ahead of UTC at this instant. */
  offsetMillis(epochMillis: number): number {
    const quarter = Math.floor(epochMillis / quarterHourMillis)
    const known = this.#offsets.get(quarter)
    if (known !== undefined) return known
    if (this.#offsets.size > 200_000) this.#offsets.clear()
    const offset = this.#askOffset(quarter * quarterHourMillis)
    this.#offsets.set(quarter, offset)
    return offset
  }

  /** Day number of the local date: 0 is 1970-01-01. */
  dayOf(instant: Date): number {
    const millis = instant.getTime()
    return Math.floor((millis + this.offsetMillis(millis)) / dayMillis)
  }

  /** Local hour of the day, 0 to 23. */
  hourOf(instant: Date): number {
    const millis = instant.getTime()
    const local = millis + this.offsetMillis(millis)
    return Math.floor((local - Math.floor(local / dayMillis) * dayMillis) / 3_600_000)
  }

  /**
   * The instant of a local wall-clock time, given as if it were UTC. In a gap the later reading,
   * in an overlap the earlier one (as Temporal's "compatible").
   */
  instantOf(localMillis: number): Date {
    const earlier = localMillis - this.offsetMillis(localMillis - dayMillis)
    if (earlier + this.offsetMillis(earlier) === localMillis) return new Date(earlier)
    const later = localMillis - this.offsetMillis(localMillis + dayMillis)
    if (later + this.offsetMillis(later) === localMillis) return new Date(later)
    return new Date(earlier)
  }

  /** The instant at which a local day begins. */
  startOf(day: number): Date {
    return this.instantOf(day * dayMillis)
  }

  #askOffset(epochMillis: number): number {
    const part: Record<string, string> = {}
    for (const { type, value } of this.#format.formatToParts(epochMillis)) part[type] = value
    const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
    const local = new Date(0)
    local.setUTCFullYear(year, Number(part.month) - 1, Number(part.day))
    local.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second))
    return local.getTime() - Math.floor(epochMillis / 1000) * 1000
  }
}

const zones = new Map<string, TimeZone>()

/**
 * One time zone object per name, since it learns offsets as it goes.
 * @throws RangeError for a name the tz database does not know
 */
export function zoneNamed(name: string): TimeZone {
  const known = zones.get(name)
  if (known) return known
  const zone = new TimeZone(name)
  zones.set(name, zone)
  return zone
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}
