import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import { redeem } from '#domain/ledger/redeem.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { followProgram } from '#domain/loyalty/follow-program.ts'
import { addRevision } from '#domain/loyalty/program-rows.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { ladderOf, ruleOf, tiersOf } from '../program-lives.ts'
import { listening, type Statement } from '../statements.ts'

/** The two kinds of growing tables and the key each would be sharded by. */
const tables = {
  customers: 'customer_id',
  persons: 'customer_id',
  customer_tags: 'customer_id',
  events: 'customer_id',
  event_texts: 'customer_id',
  profiles: 'customer_id',
  customer_days: 'customer_id',
  person_revisions: 'customer_id',
  program_states: 'customer_id',
  ledger_accounts: 'customer_id',
  ledger_acts: 'customer_id',
  act_notes: 'customer_id',
  ledger_entries: 'customer_id',
  identities: 'value',
  event_keys: 'external_id',
} as const
const partitions = 8
/** Tables whose rows are numbered as they come. */
const numbered = ['events', 'ledger_acts', 'ledger_entries']
const within = [updateProfiles, followProgram()]

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock('2026-11-21T12:00:00Z'), log: pino({ level: 'silent' }) }
  for (const [table, key] of Object.entries(tables)) await partition(table, key)
  await transaction(database, sayProgram)
})

/** Points for money, and tiers and gifts beside them. */
async function sayProgram(tx: Tx): Promise<void> {
  const said = { now: new Date('2026-01-01T00:00:00Z'), by: null }
  const points = { currency: 'points', name: 'Points', value: '0.01', validFrom: said.now }
  await defineCurrency(tx, { ...points, returns: 'clamp', overdraftMax: 0 }, said.now)
  const way = { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] }
  await addRevision(tx, { kind: 'rule', content: ruleOf({ key: 'euro', way }) }, said)
  const tiers = tiersOf({ levels: [{ key: 'silver', name: 'Silver', threshold: 3 }] })
  await addRevision(tx, { kind: 'tiers', content: tiers }, said)
  const rounds = [{ steps: [{ count: 3, articles: ['mug'] }] }]
  await addRevision(tx, { kind: 'gift_ladder', content: ladderOf({ key: 'gifts', rounds }) }, said)
}
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
  if (numbered.includes(table)) {
    await run(`create sequence ${table}_position`)
    await run(`alter table ${table} alter position set default nextval('${table}_position')`)
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
const heard = (events: object[], told: readonly Within[] = within) =>
  listening(async () => {
    const outcomes = await recordEvents(context, told, events)
    expect(outcomes.every((outcome) => outcome.status === 'accepted')).toBe(true)
  })

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

/** The most partitions of each table that any of the statements reads. */
async function mostRead(statements: readonly Statement[]): Promise<Map<string, number>> {
  const read = new Map<string, number>()
  for (const statement of statements.filter(({ text }) => words.test(text))) {
    for (const [table, names] of await partitionsRead(statement)) {
      read.set(table, Math.max(read.get(table) ?? 0, names.size))
    }
  }
  return read
}

const words = /^(\/\*.*?\*\/)?\s*(with|select|insert|update)\b/

describe('on hash partitions', () => {
  test('intake works and equals the replay', async () => {
    const events = Array.from({ length: 200 }, (_, number) => purchase(number, `c${number % 40}`))
    const outcomes = await recordEvents(context, within, events)
    expect(outcomes.every((outcome) => outcome.status === 'accepted')).toBe(true)
    expect((await verifyProfiles(context)).differences).toEqual([])
    expect(await verifyProgram(context)).toEqual({ states: 40, differences: [] })
    expect(await verifyLedger(context)).toMatchObject({ differences: [] })
  })

  test('every statement of a purchase by a known customer reads one partition of each table', async () => {
    const read = await mostRead(await heard([purchase(1000, 'c7')]))
    expect(read.get('identities')).toBe(1)
    expect(read.get('profiles')).toBe(1)
    expect(read.get('program_states')).toBe(1)
    expect(read.get('ledger_accounts')).toBe(1)
    // Whether anybody was erased is asked of the index of those alone: a directory of its own.
    read.delete('customers')
    for (const [table, count] of read) expect([table, count]).toEqual([table, 1])
  })

  test('so does every statement of a redemption and of looking at the balance', async () => {
    const { rows } = await sql<{ id: string }>`
      select customer_id as id from identities where value = 'c7'`.execute(database.kysely)
    const customerId = rows[0]!.id
    const asked = { customerId, currency: 'points', identity: 'till 1', store: 0, doneBy: null }
    const undo = new Error('undone, so that it can be said again')
    const spoken = await listening(async () => {
      const said = transaction(database, async (tx) => {
        const now = context.clock.now()
        const wish = { ...asked, reason: { key: 'points.redeemed' as const }, points: 4 }
        const { standing } = await redeem(tx, { ...wish, for: 'redeem' }, now)
        expect((await readStandings(tx, customerId, now))[0]).toEqual(standing)
        throw undo
      })
      await expect(said).rejects.toBe(undo)
    })
    const read = await mostRead(spoken)
    expect(read.get('ledger_acts')).toBe(1)
    // Who was merged into somebody is looked up by that somebody: a directory of its own.
    read.delete('customers')
    for (const [table, count] of read) expect([table, count]).toEqual([table, 1])
  })
})

test('a single purchase by a known customer takes at most 8 round trips', async () => {
  const { length } = await heard([purchase(2000, 'c9')], [updateProfiles])
  expect(length).toBeGreaterThan(3)
  expect(length).toBeLessThanOrEqual(8)
})

test('what the program brings takes at most 8 more', async () => {
  await heard([purchase(3000, 'c11')])
  const { length } = await heard([purchase(3001, 'c11')])
  expect(length).toBeLessThanOrEqual(16)
})
