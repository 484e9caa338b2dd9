import { sql } from 'kysely'
import { Client } from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Context } from '#database/context.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'

/** The two kinds of growing tables and the key each would be sharded by. */
const tables = {
  customers: 'customer_id',
  persons: 'customer_id',
  customer_tags: 'customer_id',
  events: 'customer_id',
  event_texts: 'customer_id',
  profiles: 'customer_id',
  customer_days: 'customer_id',
  identities: 'value',
  event_keys: 'external_id',
} as const
const partitions = 8

type Statement = { text: string; values: unknown[] }

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock('2026-11-21T12:00:00Z'), log: pino({ level: 'silent' }) }
  for (const [table, key] of Object.entries(tables)) await partition(table, key)
})
afterAll(() => database.close())

/** Replaces an empty table by one of the same columns and primary key in hash partitions. */
async function partition(table: string, key: string) {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${table}::regclass and contype = 'p'`.execute(database.kysely)
  await run(`alter table ${table} rename to ${table}_whole`)
  await run(
    `create table ${table} (like ${table}_whole including defaults) partition by hash (${key})`,
  )
  if (table === 'events') {
    await run('create sequence events_position')
    await run(`alter table events alter position set default nextval('events_position')`)
  }
  await run(`drop table ${table}_whole cascade`)
  await run(`alter table ${table} add ${rows[0]!.definition}`)
  for (let remainder = 0; remainder < partitions; remainder++) {
    await run(
      `create table ${table}_${remainder} partition of ${table} for values with (modulus ${partitions}, remainder ${remainder})`,
    )
  }
}

const run = (statement: string) => sql.raw(statement).execute(database.kysely)

const purchase = (number: number, customer: string) => ({
  type: 'purchase',
  source: 'till',
  externalId: `p${number}`,
  occurredAt: new Date(Date.UTC(2026, 2, 2) + number * 60_000).toISOString(),
  customer: { externalId: customer },
  amount: 430,
})

/** What the intake of these events says to the database. */
async function heard(events: object[]): Promise<Statement[]> {
  const statements: Statement[] = []
  const original = Client.prototype.query
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...words: unknown[]
  ) {
    const [first, second] = words
    const text = typeof first === 'string' ? first : (first as Statement).text
    const values = typeof first === 'string' ? second : (first as Statement).values
    statements.push({ text, values: Array.isArray(values) ? values : [] })
    return Reflect.apply(original, this, words)
  })
  const outcomes = await recordEvents(context, [updateProfiles], events)
  spy.mockRestore()
  expect(outcomes.every((outcome) => outcome.status === 'accepted')).toBe(true)
  return statements
}

type Node = {
  'Relation Name'?: string
  'Node Type': string
  'Actual Loops': number
  Plans?: Node[]
}

/** The partitions a statement really reads, by table, when it is run once more and undone. */
async function partitionsRead({ text, values }: Statement): Promise<Map<string, Set<string>>> {
  const client = await database.pool.connect()
  try {
    // As the planner chooses of itself once the tables are large.
    await client.query(
      'begin; set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off',
    )
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, values)
    const read = new Map<string, Set<string>>()
    const visit = (node: Node) => {
      const name = node['Relation Name']
      const table = name && /^(\w+)_\d$/.exec(name)?.[1]
      if (table && node['Actual Loops'] > 0 && node['Node Type'] !== 'ModifyTable') {
        read.set(table, (read.get(table) ?? new Set()).add(name))
      }
      node.Plans?.forEach(visit)
    }
    visit(rows[0]['QUERY PLAN'][0].Plan)
    return read
  } finally {
    await client.query('rollback')
    client.release()
  }
}

describe('on hash partitions', () => {
  test('intake works and equals the replay', async () => {
    const events = Array.from({ length: 200 }, (_, number) => purchase(number, `c${number % 40}`))
    const outcomes = await recordEvents(context, [updateProfiles], events)
    expect(outcomes.every((outcome) => outcome.status === 'accepted')).toBe(true)
    expect((await verifyProfiles(context)).differences).toEqual([])
  })

  test('every statement of a purchase by a known customer reads one partition of each table', async () => {
    const statements = (await heard([purchase(1000, 'c7')])).filter(({ text }) =>
      /^(\/\*.*?\*\/)?\s*(with|select|insert|update)\b/.test(text),
    )
    const read = new Map<string, number>()
    for (const statement of statements) {
      for (const [table, names] of await partitionsRead(statement)) {
        read.set(table, Math.max(read.get(table) ?? 0, names.size))
      }
    }
    expect(read.get('identities')).toBe(1)
    expect(read.get('profiles')).toBe(1)
    for (const [table, count] of read) expect([table, count]).toEqual([table, 1])
  })
})

test('a single purchase by a known customer takes at most 8 round trips', async () => {
  const { length } = await heard([purchase(2000, 'c9')])
  expect(length).toBeGreaterThan(3)
  expect(length).toBeLessThanOrEqual(8)
})
