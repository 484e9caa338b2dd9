import type { PointExpiry } from '#contract/language/points.ts'
import { addMonths, monthOf, monthStart } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'

/** In milliseconds since 1970. */
export type Validity = { availableAt: number; expiresAt: number | null }

/** From when until when points count: whole local days, the end exclusive. */
export function validityOf(
  earnedAt: number,
  pendingDays: number,
  expiry: PointExpiry,
  zone: TimeZone,
): Validity {
  const day = zone.dayOf(new Date(earnedAt))
  const availableAt = pendingDays === 0 ? earnedAt : zone.startOf(day + pendingDays).getTime()
  const last = lastDay(day, day + pendingDays, expiry)
  return { availableAt, expiresAt: last === null ? null : zone.startOf(last + 1).getTime() }
}

/** A year ends for points once they can be spent in it, or they would end before they begin. */
function lastDay(earned: number, available: number, expiry: PointExpiry): number | null {
  switch (expiry.kind) {
    case 'never':
      return null
    case 'after_days':
      return Math.max(earned + expiry.days, available)
    case 'after_months':
      return Math.max(addMonths(earned, expiry.months), available)
    case 'end_of_year': {
      const year = Math.floor(monthOf(available) / 12) + expiry.years
      return monthStart((year + 1) * 12) - 1
    }
  }
}
