import fc from 'fast-check'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#database/context.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { asEvent, toldOtherwise } from '../event-lives.ts'

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock('2026-11-21T12:00:00Z'), log: pino({ level: 'silent' }) }
})
afterAll(() => database.close())

async function empty() {
  await sql`set stammgast.erasing = 'on'; truncate customers, persons, identities, events, event_texts, event_keys, profiles, list_places, customer_days, store_days, customer_tags; set stammgast.erasing = ''`.execute(
    database.kysely,
  )
}

async function stateAfter(events: unknown[], batchSizes: number[]): Promise<unknown> {
  await empty()
  let rest = events
  for (let batch = 0; rest.length > 0; batch++) {
    const size = batchSizes[batch % batchSizes.length]!
    const outcomes = await recordEvents(context, [updateProfiles], rest.slice(0, size))
    expect(outcomes.filter((one) => one.status === 'refused')).toEqual([])
    rest = rest.slice(size)
  }
  return state()
}

async function state() {
  const profiles = await sql`
    select value as customer, last_seen_at, first_purchase_at, last_purchase_at, revenue, sales, returned,
      margin, purchases, purchase_days, visits, facts, open_returns, first_category, first_store, first_channel,
      first_month, months, month_revenue, days, profiles.categories, engagement
    from profiles join identities using (customer_id) where facts > 0 order by value`.execute(
    database.kysely,
  )
  const days = await sql`
    select value as customer, day, store_number, channel_number, category_number, purchases, receipts, sales, returned, margin
    from customer_days join identities using (customer_id)
    order by 1, 2, 3, 4, 5`.execute(database.kysely)
  const stores = await sql`
    select day, store_number, channel_number, sum(known_receipts)::int, sum(known_sales)::bigint as known,
      sum(anonymous_receipts)::int as receipts, sum(anonymous_sales)::bigint as sales
    from store_days group by 1, 2, 3
    having sum(known_receipts) <> 0 or sum(known_sales) <> 0 or sum(anonymous_receipts) <> 0 or sum(anonymous_sales) <> 0
    order by 1, 2, 3`.execute(database.kysely)
  return { profiles: profiles.rows, days: days.rows, stores: stores.rows }
}

test('any order, repetition and batching of the same facts ends in the same state, and equals the replay', async () => {
  // Every code gets its number first, so that numbers do not depend on the order drawn.
  await recordEvents(
    context,
    [updateProfiles],
    ['Altstadt', 'Ufer'].flatMap((store) =>
      ['store', 'web'].map((channel) =>
        asEvent({
          type: 'purchase',
          key: 99,
          version: 0,
          occurredAt: '2025-01-01T00:00:00Z',
          customer: undefined,
          store,
          channel,
          lines: [
            { amount: 1, category: 'Kaffee' } as never,
            { amount: 1, category: 'Kuchen' } as never,
          ],
        }),
      ),
    ),
  )
  const runs = Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 30)
  await fc.assert(
    fc.asyncProperty(toldOtherwise, async ({ events, shuffled, batches }) => {
      const inOneGo = await stateAfter(events, [1000])
      expect((await verifyProfiles(context)).differences).toEqual([])
      const inPieces = await stateAfter(shuffled, batches)
      expect((await verifyProfiles(context)).differences).toEqual([])
      expect(inPieces).toEqual(inOneGo)
    }),
    { numRuns: runs },
  )
}, 300_000)
