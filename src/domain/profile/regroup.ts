import type { Tx } from '#database/transaction.ts'
import { loadAllTerms } from '#domain/events/terms.ts'
import { placeNow } from './places.ts'
import { emptyProfile } from './profile.ts'
import { replay } from './replay.ts'
import { type CustomerDay, lockProfiles, saveProfiles, takeCustomerDays } from './rows.ts'
import { StoreDays } from './store-days.ts'
import { readEvents } from './streams.ts'

/** Customers whose streams are counted anew, since some joined them or left them. */
export type Regrouped = {
  /** Who stands for themselves now. */
  roots: readonly string[]
  /** Who counts for another now. */
  mergedAway: readonly string[]
}

/**
 * Counts customers anew after a merge or its undoing: each root over the streams of all who count
 * for it, and nothing for those who count for another. Intake must be held.
 */
export async function regroupProfiles(tx: Tx, { roots, mergedAway }: Regrouped): Promise<void> {
  const terms = await loadAllTerms(tx)
  const all = [...roots, ...mergedAway].sort()
  await lockProfiles(tx, all)
  const storeDays = new StoreDays()
  for (const row of await takeCustomerDays(tx, all)) storeDays.add('known', row, -1)
  const profiles = new Map(mergedAway.map((id) => [id, emptyProfile()]))
  const days: CustomerDay[] = []
  const eventsOf = await readEvents(tx, roots)
  for (const root of roots) {
    const replayed = replay(eventsOf(root), terms)
    profiles.set(root, replayed.profile)
    for (const row of replayed.days.values()) {
      days.push({ customerId: root, ...row })
      storeDays.add('known', row)
    }
  }
  await saveProfiles(tx, profiles, days, storeDays.take(), 0)
  await placeNow(tx, all)
}

/** Adds an anonymous purchase to the days of the stores, or takes it out. Intake must be held. */
export async function countGuest(tx: Tx, guestId: string, sign: 1 | -1): Promise<void> {
  const eventsOf = await readEvents(tx, [], [guestId])
  const storeDays = new StoreDays()
  const { days } = replay(eventsOf(guestId), await loadAllTerms(tx))
  for (const row of days.values()) storeDays.add('anonymous', row, sign)
  await saveProfiles(tx, new Map(), [], storeDays.take(), 0)
}
