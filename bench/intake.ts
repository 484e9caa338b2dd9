import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import type { Context } from '#database/context.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { transaction } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { followProgram } from '#domain/loyalty/follow-program.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { systemClock } from '#kernel/clock.ts'
import { newId } from '#kernel/ids.ts'
import { defineProgram } from './define-program.ts'
import { measureImport } from './import-million.ts'
import { median, report } from './report.ts'
import { serve } from './serve.ts'

const customers = 200_000
const batchSize = 1000
const warmUpBatches = 40
const rounds = 7
const batchesPerRound = 20
/** Purchases of the last months, one each seven seconds, as a chain's tills bring them. */
const start = Date.now() - 200 * dayMillis
const idOfCustomer = new Map<string, string>()
let sequence = 0

/**
 * Purchases in batches of 1,000 with everything intake does, against one bare multi-row insert of
 * the same events, of the same customers, into a table of their own with the indexes of the log and
 * of its keys.
 */
const folder = await mkdtemp(join(tmpdir(), 'stammgast-bench-'))
await chmod(folder, 0o711)
const database = await openDatabase({ dataFolder: join(folder, 'data'), poolSize: 8 })
try {
  await migrate(database)
  const context: Context = { database, clock: systemClock, log: pino({ level: 'silent' }) }
  await prepare()
  await measureIntake(context)
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

async function prepare() {
  await sql`create table bare_events (
    like events including defaults including identity including indexes)`.execute(database.kysely)
  await sql`create unique index on bare_events (source, external_id)`.execute(database.kysely)
  await sql`insert into customers select gen_random_uuid(), now() from generate_series(1, ${customers})`.execute(
    database.kysely,
  )
  await sql`insert into identities select 'external_id', 'k' || row_number() over (), customer_id, 'k' || row_number() over () from customers`.execute(
    database.kysely,
  )
  await sql`insert into persons (customer_id, search) select customer_id, value from identities`.execute(
    database.kysely,
  )
  await sql`insert into profiles (customer_id, last_seen_at) select customer_id, created_at from customers`.execute(
    database.kysely,
  )
  await sql`insert into stores (store_id, code, name, created_at) select gen_random_uuid(), 's' || n, 's' || n, now() from generate_series(0, 5) n`.execute(
    database.kysely,
  )
  await sql`insert into channels (code) values ('store')`.execute(database.kysely)
  await sql`insert into categories (code) select 'c' || n from generate_series(0, 9) n`.execute(
    database.kysely,
  )
  await sql`vacuum analyze`.execute(database.kysely)
  const { rows } = await sql<{ value: string; customer_id: string }>`
    select value, customer_id from identities`.execute(database.kysely)
  for (const row of rows) idOfCustomer.set(row.value, row.customer_id)
}

function batch() {
  return Array.from({ length: batchSize }, () => {
    const number = sequence++
    return {
      type: 'purchase',
      source: 'till',
      externalId: `b${number}`,
      occurredAt: new Date(start + number * 7000).toISOString(),
      customer: { externalId: `k${1 + Math.floor(Math.random() * customers)}` },
      store: `s${number % 6}`,
      channel: 'store',
      receiptNumber: String(number),
      lines: basket(number),
    }
  })
}

/** Half of the purchases are one article, half are two. */
function basket(number: number) {
  const coffee = { sku: 'a17', category: `c${number % 10}`, quantity: 1, amount: 430 }
  const cake = { sku: 'b3', category: `c${(number * 7) % 10}`, quantity: 2, amount: 520 }
  return number % 2 === 0 ? [coffee] : [coffee, cake]
}

async function bareInsert(events: ReturnType<typeof batch>) {
  const rows = events.map((event) => ({
    customer_id: idOfCustomer.get(event.customer.externalId),
    event_id: newId(),
    type: event.type,
    source: event.source,
    external_id: event.externalId,
    occurred_at: event.occurredAt,
    store_number: 1 + Number(event.store.slice(1)),
    payload: { receiptNumber: event.receiptNumber, lines: event.lines },
  }))
  await transaction(database, (tx) =>
    sql`
      insert into bare_events (customer_id, event_id, type, source, external_id, version, occurred_at,
        recorded_at, store_number, channel_number, amount, payload)
      select customer_id, event_id, type, source, external_id, 0, occurred_at, ${new Date()}, store_number, 1, 950, payload
      from json_to_recordset(${JSON.stringify(rows)}::json) as sent(customer_id uuid, event_id uuid,
        type text, source text, external_id text, occurred_at timestamptz,
        store_number smallint, payload jsonb)`.execute(tx),
  )
}

function taking(context: Context, within: readonly Within[]) {
  return async (events: ReturnType<typeof batch>) => {
    const outcomes = await recordEvents(context, within, events)
    if (outcomes.some((one) => one.status !== 'accepted'))
      throw new Error('an event of the bench was not accepted')
  }
}

async function measureIntake(context: Context) {
  const intake = taking(context, [updateProfiles])
  for (let batches = 0; batches < warmUpBatches; batches++) {
    await intake(batch())
    await bareInsert(batch())
  }
  const rates = {
    bare: [] as number[],
    intake: [] as number[],
    bareTwo: [] as number[],
    intakeTwo: [] as number[],
  }
  for (let round = 0; round < rounds; round++) {
    rates.bare.push(await rate(bareInsert, 1))
    rates.intake.push(await rate(intake, 1))
    rates.bareTwo.push(await rate(bareInsert, 2))
    rates.intakeTwo.push(await rate(intake, 2))
  }
  const ratio = (a: number[], b: number[]) => median(a.map((value, index) => value / b[index]!))
  await report('intake', {
    customers,
    batchSize,
    rounds,
    oneConnection: {
      bareEventsPerSecond: median(rates.bare),
      intakeEventsPerSecond: median(rates.intake),
      ratio: ratio(rates.intake, rates.bare),
    },
    twoConnections: {
      bareEventsPerSecond: median(rates.bareTwo),
      intakeEventsPerSecond: median(rates.intakeTwo),
      ratio: ratio(rates.intakeTwo, rates.bareTwo),
    },
    overHttp: await measureHttp(context, rates),
    singlePurchase: await measureSingle(intake),
    withTheProgram: await measureProgram(context),
    importOfAMillionRows: await measureImport(folder),
  })
}

/** The same with ten rules, tiers and a gift ladder, beside the bare insert of the same rounds. */
async function measureProgram(context: Context) {
  const rules = await defineProgram(context)
  const intake = taking(context, [updateProfiles, followProgram()])
  // Whoever has a past before the program is replayed once; what is measured comes after that.
  for (let batches = 0; batches < customers / batchSize; batches++) await intake(batch())
  const rates = {
    bare: [] as number[],
    one: [] as number[],
    bareTwo: [] as number[],
    two: [] as number[],
  }
  for (let round = 0; round < rounds; round++) {
    rates.bare.push(await rate(bareInsert, 1))
    rates.one.push(await rate(intake, 1))
    rates.bareTwo.push(await rate(bareInsert, 2))
    rates.two.push(await rate(intake, 2))
  }
  return {
    rules,
    oneConnectionEventsPerSecond: median(rates.one),
    twoConnectionsEventsPerSecond: median(rates.two),
    ratio: median(rates.one.map((value, index) => value / rates.bare[index]!)),
    ratioTwo: median(rates.two.map((value, index) => value / rates.bareTwo[index]!)),
  }
}

/** The same batches through the program's own door: parsed, checked, recorded, answered. */
async function measureHttp(context: Context, rates: { bare: number[]; bareTwo: number[] }) {
  const server = await serve(context)
  const post = async (events: ReturnType<typeof batch>) => {
    const answer = await fetch(`${server.address}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events }),
    })
    const body = (await answer.json()) as { accepted: number }
    if (body.accepted !== events.length) throw new Error(`HTTP ${answer.status}: not all accepted`)
  }
  const one: number[] = []
  const two: number[] = []
  for (let round = 0; round < rounds; round++) {
    one.push(await rate(post, 1))
    two.push(await rate(post, 2))
  }
  await server.close()
  return {
    oneConnectionEventsPerSecond: median(one),
    twoConnectionsEventsPerSecond: median(two),
    ratio: median(one) / median(rates.bare),
    ratioTwo: median(two) / median(rates.bareTwo),
  }
}

/** One purchase alone: how long it takes beside a bare transaction that inserts one row. */
async function measureSingle(intake: (events: ReturnType<typeof batch>) => Promise<void>) {
  const bare: number[] = []
  const full: number[] = []
  for (let repeat = 0; repeat < 300; repeat++) {
    const [one, other] = batch()
    bare.push(await millis(() => bareInsert([one!])))
    full.push(await millis(() => intake([other!])))
  }
  return {
    bareMillis: median(bare),
    intakeMillis: median(full),
    ratio: median(full) / median(bare),
  }
}

async function millis(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

/** Events per second over a round, by so many connections at once. */
async function rate(
  work: (events: ReturnType<typeof batch>) => Promise<void>,
  connections: number,
): Promise<number> {
  const batches = Array.from({ length: batchesPerRound }, batch)
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let next = batches.pop(); next; next = batches.pop()) await work(next)
    }),
  )
  return (batchesPerRound * batchSize * 1000) / (performance.now() - begin)
}
