import fc from 'fast-check'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageQuery } from '#contract/endpoint.ts'
import type { CustomerFilter } from '#contract/endpoints/customers.ts'
import { eventInput } from '#contract/language/event.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { countCustomers } from '#domain/analytics/customers/count-customers.ts'
import { type ListQuery, listCustomers } from '#domain/analytics/customers/list-customers.ts'
import { createCustomer } from '#domain/customers/create-customer.ts'
import { recordEvents, recordInto } from '#domain/events/record-events.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { mergeCustomers } from '#domain/people/merge-customers.ts'
import { undoMerge } from '#domain/people/undo-merge.ts'
import { readLastKnownDay } from '#domain/profile/last-known-day.ts'
import { placeSome, placesWorker } from '#domain/profile/places.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { dateText } from '#kernel/calendar.ts'
import { fixedClock } from '#kernel/clock.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'

/** Places in the lists follow a moment later; nobody who reads a list sees that they do. */

let database: TestDatabase
let context: Context
const caller: Caller = { kind: 'staff', staffId: '0', name: 'Olga', role: 'owner', stores: null }
beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock('2026-11-21T12:00:00Z'), log: pino({ level: 'silent' }) }
})
afterAll(() => database.close())

const names = ['anna', 'bert', 'cleo', 'dora', 'emil', 'fritz']
let sequence = 0
const bought = (name: string, day: number, amount: number) => ({
  ...{ type: 'purchase', source: 'till', externalId: `p${sequence++}`, amount },
  ...{ occurredAt: new Date(Date.UTC(2026, 0, day, 9)).toISOString() },
  customer: { externalId: name },
})
const record = (events: readonly object[]) => recordEvents(context, [updateProfiles], events)
const follow = () => placesWorker(context).work(new AbortController().signal)

async function followed(): Promise<boolean> {
  await follow()
  const { rows } = await sql`select from moved_customers limit 1`.execute(database.kysely)
  return rows.length === 0
}

async function listed(query: Partial<ListQuery>): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const asked = { order: 'last_seen' as const, limit: 2, ...query, cursor }
    const page = await listCustomers({ database }, asked, null)
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor === null ? undefined : pageQuery.cursor.parse(page.nextCursor)
  } while (cursor !== undefined)
  return ids
}

/** As the profiles alone say it. */
async function sorted(by: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from profiles join customers using (customer_id)
    where merged_into is null
    order by ${sql.raw(by)} desc, customer_id desc`.execute(database.kysely)
  return rows.map(({ id }) => id)
}

const seen = 'ever_seen_at(last_seen_at, facts, engagement)'

async function expectExact() {
  expect(await listed({ order: 'last_seen' })).toEqual(await sorted(seen))
  expect(await listed({ order: 'revenue' })).toEqual(await sorted('revenue'))
  expect((await verifyProfiles(context)).differences).toEqual([])
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from profiles join customers using (customer_id)
    where merged_into is null and last_purchase_at >= '2026-01-10' and purchases >= 2`.execute(
    database.kysely,
  )
  const lately: CustomerFilter = { lastPurchaseFrom: '2026-01-10', minPurchases: 2 }
  expect((await listed(lately)).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
  expect((await countCustomers({ database }, lately, null)).count).toBe(rows.length)
}

async function begin() {
  await sql`set stammgast.erasing = 'on'; truncate customers, persons, identities, events, event_texts,
    event_keys, profiles, list_places, customer_days, store_days, customer_tags, customer_merges, ledger_accounts,
    program_states; set stammgast.erasing = ''`.execute(database.kysely)
  const ids = new Map<string, string>()
  for (const name of names) {
    const identities = [{ kind: 'external_id' as const, value: name }]
    ids.set(name, (await createCustomer(context, { identities, attributes: {}, tags: [] })).id)
  }
  return ids
}

const who = fc.constantFrom(...names)
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('buy' as const),
      ...{ who, day: fc.integer({ min: 1, max: 28 }), amount: fc.integer({ min: 0, max: 900 }) },
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('follow' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), who, into: who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
)

test('whatever happened, and however far the places have come, lists are exact', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const ids = await begin()
      const rim = { context, planFor: keptPlan() }
      const merges: { from: string; mergeId: string }[] = []
      for (const one of steps) {
        if (one.kind === 'buy') await record([bought(one.who, one.day, one.amount)])
        else if (one.kind === 'follow') await follow()
        else if (one.kind === 'merge') {
          const merging = { from: ids.get(one.who)!, into: ids.get(one.into)!, note: null }
          const merge = await mergeCustomers(rim, merging, caller).catch(() => null)
          if (merge) merges.push({ from: merge.fromId, mergeId: merge.mergeId })
        } else {
          const last = merges.pop()
          if (last) await undoMerge(rim, { customerId: last.from, mergeId: last.mergeId }, caller)
        }
        await expectExact()
      }
    }),
    { numRuns: Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 8) },
  )
}, 300_000)

test('who was just there stands first at once, though still written as another goes on', async () => {
  await begin()
  await record(names.map((name, n) => bought(name, 1 + n, 100)))
  await follow()
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
  const { promise: isWritten, resolve: written } = Promise.withResolvers<void>()
  const slow = transaction(database, async (tx) => {
    await sql`select pg_current_xact_id()`.execute(tx)
    written()
    await mayEnd
    await tellOf(tx, 'anna', 20)
  })
  await isWritten
  await record([bought('bert', 19, 100)])
  expect(await follow()).toBe('done')
  await expectExact()
  end()
  await slow
  await follow()
  await expectExact()
})

/** As intake does, within a transaction that began before others. */
async function tellOf(tx: Tx, name: string, day: number) {
  const event = eventInput.parse(bought(name, day, 100))
  await recordInto(tx, [event], { now: context.clock.now(), within: [updateProfiles] })
}

test('the last day that is known is that of whoever moved, or of whoever stayed', async () => {
  await begin()
  const berlin = new TimeZone('Europe/Berlin')
  const last = async () => {
    const day = await readOnly(database, (tx) => readLastKnownDay(tx, berlin))
    return day && dateText(day)
  }
  await sql`truncate store_days`.execute(database.kysely)
  expect(await last()).toBe(null)
  const visit = (name: string, day: number) => ({ ...bought(name, day, 0), type: 'visit' })
  const told = [visit('anna', 5), visit('bert', 3)].map(({ amount: _, ...event }) => event)
  await record(told)
  expect(await last()).toBe('2026-01-05')
  await follow()
  expect(await last()).toBe('2026-01-05')
  await record([{ ...told[0]!, version: 1, customer: undefined }])
  expect(await last()).toBe('2026-01-03')
})

test('two programs do not place at once, and one that waits loses nothing', async () => {
  await begin()
  await record(names.map((name, n) => bought(name, 1 + n, 100)))
  const both = await Promise.all([1, 2].map(() => transaction(database, placeSome)))
  expect(both).toEqual([false, false])
  // Whoever writes in another database of the same server is waited for, too.
  await expect.poll(followed).toBe(true)
  await expectExact()
})
