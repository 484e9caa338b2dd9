import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readConsents } from '#domain/customers/consent/view-receipts.ts'
import { writeReceipts } from '#domain/customers/consent/write-receipts.ts'
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

const script = readFileSync(
  fileURLToPath(new URL('../../deploy/citus/distribute.sql', import.meta.url)),
  'utf8',
)
const between = (from: string, to: string) => script.split(from)[1]!.split(to)[0]!
/** The growing tables, and the column each is spread by. */
const tables = new Map(
  [...between('insert into spread', ';').matchAll(/\('(\w+)', '(\w+)'\)/g)].map(([, name, by]) => [
    name!,
    by!,
  ]),
)
/** Those that lie whole on every node. */
const small = [...between('insert into small values', ';').matchAll(/'(\w+)'/g)].map(
  ([, name]) => name!,
)
const partitions = 4
/** The extension's two verbs, played: they note what they were asked for. */
const extensionPlayed = `
  create temporary table told (name text, by_column text);
  create function create_reference_table(name regclass) returns void language sql
    as 'insert into pg_temp.told values ($1::text)';
  create function create_distributed_table(name regclass, by_column text, colocate_with text)
    returns void language sql as 'insert into pg_temp.told values ($1::text, $2)'`
const playable = script
  .replace('create extension if not exists citus;', '')
  .replaceAll(':"program"', 'till_program')
/** Tables whose rows are numbered as they come. */
const numbered = ['events', 'ledger_acts', 'ledger_entries']
const within = [updateProfiles, followProgram()]

let database: TestDatabase
let context: Context
/** What the catalog says before the tables are replaced. */
let laid: Awaited<ReturnType<typeof readLay>>

beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock('2026-11-21T12:00:00Z'), log: pino({ level: 'silent' }) }
  await run(between('-- keys:', '-- end of keys').replace(/^.*\n.*\n/, ''))
  laid = await readLay()
  const views = await readViews()
  for (const [table, key] of tables) await partition(table, key)
  // The views went with the whole tables.
  for (const view of views) await run(view)
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

/** Replaces an empty table by one of the same columns and unique keys in hash partitions. */
async function partition(table: string, key: string) {
  const { rows } = await sql<{ definition: string }>`
    select case when indisprimary then concat('alter table ', ${table}::text, ' add ',
        (select pg_get_constraintdef(oid) from pg_constraint where conindid = indexrelid and contype = 'p'))
      else regexp_replace(pg_get_indexdef(indexrelid), ' INDEX \\S+ ON', ' INDEX ON') end as definition
    from pg_index where indrelid = ${table}::regclass and indisunique`.execute(database.kysely)
  await run(`alter table ${table} rename to ${table}_whole`)
  await run(
    `create table ${table} (like ${table}_whole including defaults including generated) partition by hash (${key})`,
  )
  if (numbered.includes(table)) {
    await run(`create sequence ${table}_position`)
    await run(`alter table ${table} alter position set default nextval('${table}_position')`)
  }
  await run(`drop table ${table}_whole cascade`)
  for (const { definition } of rows) await run(definition)
  const parts = Array.from(
    { length: partitions },
    (_, remainder) =>
      `create table ${table}_${remainder} partition of ${table} for values with (modulus ${partitions}, remainder ${remainder})`,
  )
  await run(parts.join(';'))
}

/** Views that ask others stand behind those. */
async function readViews(): Promise<string[]> {
  const { rows } = await sql<{ definition: string }>`
    select format('create or replace view %I as %s', relname, pg_get_viewdef(oid)) as definition
    from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
    order by oid`.execute(database.kysely)
  return rows.map(({ definition }) => definition)
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

type UniqueKey = { table: string; columns: string[] }
type ForeignKey = { table: string; columns: string[]; leadsTo: string; to: string[] }

async function readLay() {
  const spread = [...tables.keys()]
  const uniqueKeys = await sql<UniqueKey>`
    select indrelid::regclass::text as table,
      array(select attname::text from pg_attribute
        where attrelid = indrelid and attnum = any(indkey[0:indnkeyatts - 1])) as columns
    from pg_index where indisunique and indrelid::regclass::text = any(${spread}::text[])`.execute(
    database.kysely,
  )
  const named = (relation: string, columns: string) =>
    sql.raw(`array(select attname::text
    from pg_attribute where attrelid = ${relation} and attnum = any(${columns}))`)
  const foreignKeys = await sql<ForeignKey>`
    select conrelid::regclass::text as table, ${named('conrelid', 'conkey')} as columns,
      confrelid::regclass::text as "leadsTo", ${named('confrelid', 'confkey')} as to
    from pg_constraint where contype = 'f'`.execute(database.kysely)
  const appendOnly = await sql<{ table: string }>`
    select tgrelid::regclass::text as table from pg_trigger
    where tgname like '%append_only' order by 1`.execute(database.kysely)
  const customers = await sql<{ table: string }>`
    select attrelid::regclass::text as table from pg_attribute join pg_class on oid = attrelid
    where attname = 'customer_id' and relkind = 'r' and relnamespace = 'public'::regnamespace
    order by 1`.execute(database.kysely)
  return {
    uniqueKeys: uniqueKeys.rows,
    foreignKeys: foreignKeys.rows,
    appendOnly: appendOnly.rows.map(({ table }) => table),
    ofCustomers: customers.rows.map(({ table }) => table),
  }
}

async function customerKnownAs(value: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from identities where value = ${value}`.execute(database.kysely)
  return rows[0]!.id
}

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

/** Tables that name a customer and yet stay in one place: they grow slower than purchases do. */
const atOnePlace: Record<string, string> = {
  audit_values: 'beside the log of changes',
  balance_rows: 'beside the file they came with',
  card_codes: 'few, and gone with their first use',
  carts: 'swept within days',
  companies: 'numbered by one counter',
  company_contacts: 'beside companies',
  company_contracts: 'beside companies',
  company_figures: 'beside companies',
  installed_products: 'beside companies',
  customer_requests: 'gone within a day',
  confirmed_addresses: 'one for each address',
  guest_asks: 'end within minutes',
  guest_sessions: 'by token and by customer, neither holds the other',
  import_customers: 'gone once its file is read',
  import_differences: 'the first rows of a file, beside it',
  import_streams: 'gone with its import',
  mails: 'gone within a day',
  pos_conflicts: 'few, and looked at by a person',
  pos_deliveries: 'by device and entry, neither holds the other',
  pos_bookings: 'by id and by receipt, neither holds the other',
  redemption_codes: 'gone within a day',
  referral_codes: 'by code and by customer, neither holds the other',
  terms_acceptances: 'one for each member and version',
  voucher_holds: 'end within minutes',
  voucher_redemptions: 'of codes more than of customers',
  wallet_passes: 'by serial number and by customer, neither holds the other',
  webhook_changes: 'a log of the whole',
  webhook_messages: 'a log of the whole',
}

describe('spread over nodes', () => {
  test('every unique key of a table holds the column it is spread by', () => {
    const lacking = laid.uniqueKeys.filter(
      ({ table, columns }) => !columns.includes(tables.get(table)!),
    )
    expect(lacking).toEqual([])
    expect(new Set(laid.uniqueKeys.map(({ table }) => table))).toEqual(new Set(tables.keys()))
  })

  test('no foreign key leads from a node to another', () => {
    const astray = laid.foreignKeys.filter(({ table, columns, leadsTo, to }) => {
      const isBeside = columns.includes('customer_id') && to.includes('customer_id')
      if (tables.has(table)) return !(small.includes(leadsTo) || (tables.has(leadsTo) && isBeside))
      return tables.has(leadsTo) || (small.includes(table) && !small.includes(leadsTo))
    })
    expect(astray).toEqual([])
    expect(laid.foreignKeys.length).toBeGreaterThan(30)
  })

  test('the script runs to its end, and what is append-only stays so by rights', async () => {
    const whole = await freshDatabase()
    const client = await whole.pool.connect()
    try {
      await client.query(`begin; create role till_program; ${extensionPlayed}; ${playable}`)
      const told = await client.query('select name, by_column as by from pg_temp.told')
      expect(new Map(told.rows.map(({ name, by }) => [name, by]))).toEqual(
        new Map([...tables, ...small.map((name): [string, null] => [name, null])]),
      )
      const left = await client.query(
        `select 1 from pg_trigger where not tgisinternal and tgrelid = 'events'::regclass`,
      )
      expect(left.rows).toEqual([])
      await client.query('set local role till_program')
      const { appendOnly } = laid
      const wanted = appendOnly.filter((table) => tables.has(table) || small.includes(table))
      expect(wanted.length).toBeGreaterThan(5)
      for (const table of wanted) {
        await client.query('savepoint before')
        await expect(client.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' })
        await client.query('rollback to before')
      }
      await client.query('delete from event_texts')
    } finally {
      await client.query('rollback')
      client.release()
      await whole.close()
    }
  })

  test('a table that names a customer lies with the customer, or says why not', () => {
    const spread = laid.ofCustomers.filter((table) => tables.get(table) !== undefined)
    const elsewhere = laid.ofCustomers.filter((table) => !tables.has(table))
    expect(elsewhere).toEqual(Object.keys(atOnePlace).sort())
    expect(spread.length).toBeGreaterThan(20)
  })
})

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
    const customerId = await customerKnownAs('c7')
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

test('so does what is said and read of a consent', async () => {
  await run(
    `insert into consent_purposes (purpose, label, created_at) values ('letters', 'Letters', now())`,
  )
  const customerId = await customerKnownAs('c7')
  const now = context.clock.now()
  const said = {
    purpose: 'letters',
    channel: 'email',
    act: 'withdrawn',
    source: 'message',
  } as const
  const written = { recordedAt: now, recordedBy: null, textId: null, textHash: null, proof: null }
  const undo = new Error('undone, so that it can be said again')
  const spoken = await listening(async () => {
    const saying = transaction(database, async (tx) => {
      await writeReceipts(tx, [{ ...said, ...written, customerId, occurredAt: now }])
      expect((await readConsents(tx, [customerId])).receipts).toHaveLength(1)
      throw undo
    })
    await expect(saying).rejects.toBe(undo)
  })
  const read = await mostRead(spoken)
  expect(read.get('consent_receipts')).toBe(1)
  read.delete('customers')
  for (const [table, count] of read) expect([table, count]).toEqual([table, 1])
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
