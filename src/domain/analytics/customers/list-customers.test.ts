import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageQuery } from '#contract/endpoint.ts'
import type { CustomerOrder } from '#contract/endpoints/customers.ts'
import { transaction } from '#database/transaction.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import { newId } from '#kernel/ids.ts'
import { freshDatabase, type TestDatabase } from '../../../../tests/database.ts'
import { listCustomers } from './list-customers.ts'
import { readCustomer } from './read-customer.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

/** When they were seen, in microseconds of that day; null: never. */
type Person = { name: string | null; revenue: number; seen: number | null }

const cursorSchema = pageQuery.cursor
const longest = '\u{1F600}'.repeat(100)

/** Few distinct values, so that the id has to decide; microseconds, which no Date can hold. */
const people = fc.array(
  fc.record({
    name: fc.constantFrom('Anna', 'anna', 'Änna', 'Zoé', '"\u0001'.repeat(99), longest, null),
    revenue: fc.constantFrom(-300, 0, 1, 1e12),
    seen: fc.constantFrom(0, 1, 2, 3_600_000_000, null),
  }),
  { maxLength: 30 },
)

async function replaceAll(all: readonly Person[]): Promise<string[]> {
  const rows = all.map((person) => ({ ...person, id: newId() }))
  await transaction(database, async (tx) => {
    await sql`truncate customers, persons, identities, customer_tags, profiles, list_places`.execute(
      tx,
    )
    await sql`
      with sent as (
        select * from json_to_recordset(${JSON.stringify(rows)}::json)
          as sent (id uuid, name text, revenue bigint, seen bigint)
      ), made as (
        insert into customers (customer_id, created_at) select id, '2026-11-21' from sent
      ), described as (
        insert into persons (customer_id, name) select id, name from sent
      )
      insert into profiles (customer_id, revenue, facts, last_seen_at)
      select id, revenue, num_nonnulls(seen),
        timestamptz '2026-11-21 00:00:00.5Z' + make_interval(secs => coalesce(seen, 0) / 1e6)
      from sent`.execute(tx)
    await sql`
      insert into list_places (customer_id, seen_at, revenue, bought_at, purchases)
      select customer_id, seen_at, revenue, bought_at, purchases from current_places`.execute(tx)
    await refreshSearch(
      tx,
      rows.map(({ id }) => id),
    )
  })
  return rows.map(({ id }) => id)
}

async function readAll(order: CustomerOrder, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await listCustomers({ database }, { order, limit, cursor }, null)
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor === null ? undefined : cursorSchema.parse(page.nextCursor)
  } while (cursor !== undefined)
  return ids
}

test('all pages together are all customers once, in whatever order and portions', async () => {
  await fc.assert(
    fc.asyncProperty(
      people,
      fc.constantFrom<CustomerOrder>('last_seen', 'name', 'revenue'),
      fc.integer({ min: 1, max: 9 }),
      async (all, order, limit) => {
        const made = await replaceAll(all)
        const read = await readAll(order, limit)
        expect(read.toSorted()).toEqual(made.toSorted())
        expect(read).toEqual(await readAll(order, 100))
      },
    ),
    { numRuns: 40 },
  )
})

test('in order of being seen, whoever never was stands last, the newest first', async () => {
  const [early, never, late, alsoNever] = await replaceAll(
    [1, null, 2, null].map((seen) => ({ name: null, revenue: 0, seen })),
  )
  expect(await readAll('last_seen', 1)).toEqual([late, early, alsoNever, never])
})

test('a customer merged into another is found as the other, with all they had', async () => {
  const [anna, annA] = await replaceAll([
    { name: 'Anna Alt', revenue: 1, seen: 0 },
    { name: 'Anna Neu', revenue: 2, seen: 1 },
  ])
  await transaction(database, async (tx) => {
    await sql`
      insert into identities (kind, value, customer_id, shown)
      values ('email', 'alt@example.org', ${anna}, 'alt@example.org')`.execute(tx)
    await sql`update customers set merged_into = ${annA} where customer_id = ${anna}`.execute(tx)
    await refreshSearch(tx, [annA!])
  })
  const found = await listCustomers(
    { database },
    { order: 'name', limit: 9, search: 'alt@exa' },
    null,
  )
  expect(found.items.map(({ id, name }) => [id, name])).toEqual([[annA, 'Anna Neu']])
  const read = await readCustomer({ database }, anna!, null)
  expect(read).toMatchObject({ id: annA, identities: [{ value: 'alt@example.org' }] })
})
