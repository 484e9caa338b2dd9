import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { holdTerms, loadAllTerms } from '#domain/events/terms.ts'
import type { Profile } from './profile.ts'
import { replay } from './replay.ts'
import { type CustomerDay, saveProfiles } from './rows.ts'
import { StoreDays } from './store-days.ts'
import { guestIds, readEvents, rootIds } from './streams.ts'

/**
 * Rebuilds every profile from the log, after a change of the terms by which all of it counts: the
 * time zone. Runs in the transaction of that change, so that nobody sees one without
 * the other; intake waits until it ends.
 */
export async function rebuildAllProfiles(tx: Tx): Promise<void> {
  await holdTerms(tx)
  const terms = await loadAllTerms(tx)
  const storeDays = new StoreDays()
  await sql`delete from recounts`.execute(tx)
  await sql`delete from customer_days`.execute(tx)
  await sql`delete from store_days`.execute(tx)
  for await (const ids of rootIds(tx)) {
    const eventsOf = await readEvents(tx, ids)
    const profiles = new Map<string, Profile>()
    const days: CustomerDay[] = []
    for (const id of ids) {
      const replayed = replay(eventsOf(id), terms)
      profiles.set(id, replayed.profile)
      for (const row of replayed.days.values()) {
        days.push({ customerId: id, ...row })
        storeDays.add('known', row)
      }
    }
    await saveProfiles(tx, profiles, days, [], 0)
  }
  for await (const ids of guestIds(tx)) {
    const eventsOf = await readEvents(tx, [], ids)
    for (const id of ids) {
      for (const row of replay(eventsOf(id), terms).days.values()) storeDays.add('anonymous', row)
    }
  }
  await saveProfiles(tx, new Map(), [], storeDays.take(), 0)
}
