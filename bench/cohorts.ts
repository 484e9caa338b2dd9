import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import type { Context } from '#database/context.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { readOnly } from '#database/transaction.ts'
import { type Filters, noFilters } from '#domain/analytics/filters.ts'
import { countCohorts, reportCohorts } from '#domain/analytics/report-cohorts.ts'
import { countBalances } from '#domain/analytics/report-retention.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { type CalendarUnit, unitOf } from '#kernel/calendar.ts'
import { systemClock } from '#kernel/clock.ts'
import {
  askLog,
  type Counts,
  countsOfBits,
  duckQueries,
  logQueries,
  openDuck,
} from './cohorts-rivals.ts'
import { endDay, firstDay, makeCohortsWorld } from './cohorts-world.ts'
import { median, report } from './report.ts'

/**
 * Monthly cohorts of a million customers and 20 million purchases: the engine without a cache,
 * the best SQL over the log, DuckDB over a table of its own; then filters, finer calendars and
 * kept answers. `npm run bench -- cohorts [folder]`; a folder named keeps its data for another run.
 */
const customers = 1_000_000
const rounds = 5
const named = process.argv[3]
const folder = named ?? (await mkdtemp(join(tmpdir(), 'stammgast-bench-')))
await chmod(folder, 0o711)
const database = await openDatabase({ dataFolder: join(folder, 'data') })
const context: Context = { database, clock: systemClock, log: pino({ level: 'silent' }) }
try {
  await migrate(database)
  const { rows } = await sql<{ made: boolean }>`
    select exists (select from events) as made`.execute(database.kysely)
  if (!rows[0]!.made) await makeCohortsWorld(database, customers)
  await rm(join(folder, 'duck.db'), { force: true })
  await measure()
} finally {
  await database.close()
  if (named === undefined) await rm(folder, { recursive: true, force: true })
}

async function measure() {
  const duck = await openDuck(database, join(folder, 'duck.db'))
  const monthly = () => cohorts('month', noFilters)
  expectSame(countsOf(await monthly()), countsOfBits(await askLog(database, logQueries.byBits())))
  const oneStore = { ...noFilters, stores: [7] }
  const tagged = { ...noFilters, tags: [1] }
  const logQuery = await quickest(logQueries, (query) => askLog(database, query()))
  const ofDuck = duckQueries('purchases')
  const ofSmallDuck = duckQueries('small_purchases')
  const duckQuery = await quickest(ofDuck, duck.ask)
  const smallDuckQuery = await quickest(ofSmallDuck, duck.ask)
  const millis = await interleaved({
    engine: monthly,
    bestSql: () => askLog(database, logQueries[logQuery]()),
    duckDb: () => duck.ask(ofDuck[duckQuery]),
    duckDbSmallNumbers: () => duck.ask(ofSmallDuck[smallDuckQuery]),
    engineBalance: () => balances('month', noFilters),
    engineQuarter: () => cohorts('quarter', noFilters),
    engineRevenue: () => cohorts('month', noFilters, true),
    engineOneStore: () => cohorts('month', oneStore),
    engineTag: () => cohorts('month', tagged),
    engineWeek: () => cohorts('week', noFilters),
    engineDay: () => balances('day', noFilters),
  })
  duck.close()
  await report('cohorts', {
    customers,
    purchases: await numberOfPurchases(),
    months: 36,
    rounds,
    millis: { ...millis, keptAnswer: await keptMillis() },
    bestSqlIs: logQuery,
    bestDuckDbIs: duckQuery,
    timesQuickerThanBestSql: millis.bestSql / millis.engine,
    timesQuickerThanDuckDb: millis.duckDb / millis.engine,
    timesQuickerThanDuckDbWithSmallNumbers: millis.duckDbSmallNumbers / millis.engine,
  })
}

function range(every: CalendarUnit) {
  return { first: unitOf(every, firstDay), last: unitOf(every, endDay - 1) }
}

function cohorts(every: CalendarUnit, filters: Filters, revenue = false) {
  return readOnly(database, (tx) =>
    countCohorts(tx, every, filters, range(every), undefined, revenue),
  )
}

function balances(every: CalendarUnit, filters: Filters) {
  return readOnly(database, (tx) => countBalances(tx, every, filters, range(every)))
}

/** Of several ways to ask the same, the one that took least in a first round. */
async function quickest<K extends string, Q>(
  queries: Record<K, Q>,
  ask: (query: Q) => Promise<unknown>,
): Promise<K> {
  const taken: { name: K; millis: number }[] = []
  for (const name of Object.keys(queries) as K[]) {
    const start = performance.now()
    await ask(queries[name])
    taken.push({ name, millis: performance.now() - start })
  }
  return taken.sort((a, b) => a.millis - b.millis)[0]!.name
}

/** Every way once to warm up, then all of them in turn, so that each sees the same machine. */
async function interleaved<K extends string>(ways: Record<K, () => Promise<unknown>>) {
  const names = Object.keys(ways) as K[] // Object.keys forgets the keys' type
  const taken = new Map<K, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const start = performance.now()
      await ways[name]()
      if (round > 0) taken.get(name)!.push(performance.now() - start)
    }
  }
  const medians = names.map((name) => [name, median(taken.get(name)!)])
  return Object.fromEntries(medians) as Record<K, number>
}

/** A report asked for again; and once anew after a late event, which it must count. */
async function keptMillis(): Promise<number> {
  const ask = () =>
    reportCohorts(context, { every: 'month', by: 'time', criterion: 'bounded' }, null)
  const before = (await ask()).basis.customers
  const occurredAt = '2024-05-05T10:00:00Z'
  const event = { type: 'purchase', source: 'late', occurredAt, amount: 100 }
  const externalId = `late-${Date.now()}`
  await recordEvents(
    context,
    [updateProfiles],
    [{ ...event, externalId, customer: { externalId } }],
  )
  if ((await ask()).basis.customers !== before + 1) throw new Error('a late event was not counted')
  const taken: number[] = []
  for (let time = 0; time < 50; time++) {
    const start = performance.now()
    await ask()
    taken.push(performance.now() - start)
  }
  return median(taken)
}

function countsOf(counted: Awaited<ReturnType<typeof cohorts>>): Counts {
  const counts: Counts = new Map()
  for (let unit = counted.first; unit <= counted.last; unit++) {
    for (const { index, active } of counted.cells('bounded', counted.last, unit, null)) {
      if (active > 0) counts.set(`${unit - counted.first}+${index}`, active)
    }
  }
  return counts
}

function expectSame(ours: Counts, theirs: Counts) {
  const differs = [...theirs].find(([key, count]) => ours.get(key) !== count)
  if (differs || ours.size !== theirs.size) throw new Error(`cohorts differ at ${differs?.[0]}`)
}

async function numberOfPurchases(): Promise<number> {
  const { rows } = await sql<{ purchases: number }>`
    select sum(purchases)::bigint as purchases from profiles`.execute(database.kysely)
  return rows[0]!.purchases
}
