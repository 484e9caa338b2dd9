import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#database/context.ts'
import type { Within } from '#domain/events/record.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'

/** Large batches go in by two transactions at once. */

let database: TestDatabase
let context: Context
beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock('2026-11-21T12:00:00Z'), log: pino({ level: 'silent' }) }
})
afterAll(() => database.close())

const people = 40
const cardOf = (person: number) => String(1000 + person)

/** Everybody under one of their names or several, orders told again or late, every fifth given back. */
function batchOf(size: number, prefix: string) {
  return Array.from({ length: size }, (_, n) => {
    const person = (n * 7) % people
    const names = [
      { externalId: `k${person}` },
      { externalId: `k${person}`, email: `K${person}@example.org` },
      { email: `k${person}@example.org`, cardNumber: cardOf(person) },
      { cardNumber: cardOf(person) },
    ]
    const at = new Date(Date.UTC(2026, 0, 1) + n * 3_700_000).toISOString()
    const of = {
      source: 'shop',
      occurredAt: at,
      customer: names[(n + Math.floor(n / people)) % names.length],
      store: 'altstadt',
    }
    if (n % 5 === 4) {
      const purchase = { externalId: `${prefix}${n - 4}` }
      return { ...of, type: 'return', externalId: `${prefix}r${n}`, amount: 50, purchase }
    }
    const order = n % 11 === 10 ? n - 10 : n
    const version = n % 22 === 21 ? 0 : n
    return { ...of, type: 'purchase', externalId: `${prefix}${order}`, version, amount: 100 + n }
  })
}

const record = (events: readonly object[], within: readonly Within[] = [updateProfiles]) =>
  recordEvents(context, within, events)

/** By their card, as ids are drawn anew each time. */
async function state() {
  const { rows } = await sql`
    select value as card, purchases, purchase_days, visits, revenue, sales, returned, facts,
      encode(days, 'hex') as days
    from profiles join identities using (customer_id)
    where kind = 'card_number' order by 1`.execute(database.kysely)
  return rows
}

async function empty() {
  await sql`set stammgast.erasing = 'on'; truncate customers, persons, identities, events,
    event_texts, event_keys, profiles, list_places, customer_days, store_days, customer_tags;
    set stammgast.erasing = ''`.execute(database.kysely)
}

async function transactions(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct xid)::int as count from events`.execute(database.kysely)
  return rows[0]!.count
}

const statuses = (outcomes: readonly { status: string }[]) => outcomes.map(({ status }) => status)

test('what goes in side by side ends as if it came one by one, each event with its answer', async () => {
  const events = batchOf(600, 'a')
  const alone: string[] = []
  for (const event of events) alone.push(...statuses(await record([event])))
  const expected = await state()
  expect(expected).toHaveLength(people)
  await empty()
  expect(new Set(alone)).toEqual(new Set(['accepted', 'superseded']))
  expect(statuses(await record(events))).toEqual(alone)
  expect(await transactions()).toBe(2)
  expect(await state()).toEqual(expected)
  expect((await verifyProfiles(context)).differences).toEqual([])
  expect(new Set(statuses(await record(events)))).toEqual(new Set(['repeated']))
})

test('of two large batches at once only the first is divided', async () => {
  await empty()
  const outcomes = await Promise.all([record(batchOf(300, 'b')), record(batchOf(300, 'c'))])
  expect(outcomes.flat().filter(({ status }) => status === 'refused')).toEqual([])
  expect(await transactions()).toBe(3)
  expect((await verifyProfiles(context)).differences).toEqual([])
  await record(batchOf(300, 'd'))
  expect(await transactions()).toBe(5)
})

test('where one part fails the other may be in; the batch is sent again, and all of it is there once', async () => {
  await empty()
  const events = batchOf(400, 'e')
  let calls = 0
  const failing: Within = async () => {
    if (++calls === 2) throw new Error('out of order')
  }
  await expect(record(events, [updateProfiles, failing])).rejects.toThrow('out of order')
  expect(await transactions()).toBe(1)
  expect((await verifyProfiles(context)).differences).toEqual([])
  const again = await record(events)
  expect(statuses(again)).toContain('repeated')
  expect(statuses(again)).toContain('accepted')
  expect(again).toHaveLength(events.length)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from event_keys`.execute(database.kysely)
  expect(rows[0]!.count).toBe(new Set(events.map(({ externalId }) => externalId)).size)
  expect((await verifyProfiles(context)).differences).toEqual([])
})
