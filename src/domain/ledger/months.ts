import { monthOf } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { BookAccount } from './book-account.ts'
import type { Entry } from './entry.ts'
import type { Instant } from './facts.ts'

/** What a month adds to the flow between two accounts. */
export type MonthFlow = {
  month: number
  currency: string
  store: number
  issuer: number
  from: BookAccount
  to: BookAccount
  points: number
}

/** Entries as flows of the month they are booked in: a month that is over changes no more. */
export function monthFlows(
  entries: readonly Entry[],
  bookedAt: Instant,
  zone: TimeZone,
): MonthFlow[] {
  const month = monthOf(zone.dayOf(new Date(bookedAt)))
  const flows = new Map<string, MonthFlow>()
  for (const { currency, kind, store, movements } of entries) {
    for (const { issuer, from, to, points } of movements) {
      // Time passes nowhere: what it does is the matter of whoever issued the points.
      const place = kind === 'clock' ? issuer : store
      const key = [currency, place, issuer, from, to].join(' ')
      const known = flows.get(key)
      if (known) known.points += points
      else flows.set(key, { month, currency, store: place, issuer, from, to, points })
    }
  }
  return [...flows.values()]
}
