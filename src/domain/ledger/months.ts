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
  return addedUp(
    entries.flatMap(({ currency, kind, store, movements }) =>
      movements.map(({ issuer, from, to, points }) => {
        // Time passes nowhere: what it does is the matter of whoever issued the points.
        const place = kind === 'clock' ? issuer : store
        return { month, currency, store: place, issuer, from, to, points }
      }),
    ),
  )
}

/** Each flow once. */
export function addedUp(flows: readonly MonthFlow[]): MonthFlow[] {
  const sums = new Map<string, MonthFlow>()
  for (const flow of flows) {
    const { month, currency, store, issuer, from, to, points } = flow
    const key = [month, currency, store, issuer, from, to].join(' ')
    const known = sums.get(key)
    if (known) known.points += points
    else sums.set(key, { ...flow })
  }
  return [...sums.values()]
}
