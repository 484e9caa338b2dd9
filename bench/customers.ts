import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { CustomerFilter, CustomerOrder } from '#contract/endpoints/customers.ts'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { countCustomers } from '#domain/analytics/customers/count-customers.ts'
import { listCustomers } from '#domain/analytics/customers/list-customers.ts'
import { makeCustomers } from './customers-world.ts'
import { median, report } from './report.ts'

const customers = Number(process.argv[3] ?? 1_000_000)
const rounds = 5
const pagesPerRound = 100
const pageSize = 50

type Query = CustomerFilter & { order?: CustomerOrder }
type Timing = { medianMs: number; p95Ms: number }

const searches: Record<string, string[]> = {
  'of 3 characters': ['tho', 'ann', 'itt', 'bra', 'son'],
  'of 5 to 7 characters': ['brandt', 'sommer', 'linden', 'krauke'],
  'of two words': ['thomas brandt', 'leyla stein', 'paul kaisfeld'],
  'of an e-mail address': ['thomas.brandt', 'clara.kleinmann9', 'mia.vogel'],
  'of a card number': ['C0123456', 'C0765432', 'C0000017'],
  'of a phone number': ['0170 00012', '+49 1700 0555', '01700099999'],
  'of what nobody has': ['xyzq', 'qqqqqq', '#+#+#'],
  'of 1 or 2 characters': ['t', 'an', 'ju'],
}

const filters: Record<string, Query> = {
  'tag of 10 %': { tag: 'ten' },
  'tag of 1 %': { tag: 'one' },
  'tag of 0.01 %': { tag: 'rare' },
  'store of a third': { store: 'store-1' },
  'store of 0.1 %': { store: 'store-4' },
  regulars: { regular: 'yes' },
  'without e-mail': { hasEmail: 'no' },
  'last purchase long ago': { lastPurchaseBefore: '2024-06-01' },
  'ten purchases and more': { minPurchases: 10 },
}

/**
 * The page of customers at a million: walking through the list, searching and filtering it, each
 * as the verb behind the endpoint does it, its transaction included. One round warms up; then the
 * median of several rounds.
 */
const folder = await mkdtemp(join(tmpdir(), 'stammgast-bench-'))
await chmod(folder, 0o711)
const database = await openDatabase({ dataFolder: join(folder, 'data') })
try {
  await migrate(database)
  await makeCustomers(database.kysely, customers)
  await measure(database)
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}

async function measure(db: Database) {
  const figures: Record<string, Timing> = {}
  const take = async (name: string, once: () => Promise<unknown>, times = pagesPerRound) => {
    figures[name] = await timed(once, times)
  }

  for (const order of ['last_seen', 'name', 'revenue'] as const) {
    await take(`page by ${order}`, walk(db, { order }))
  }
  for (const [name, terms] of Object.entries(searches)) {
    await take(`search ${name}`, inTurn(db, terms), 40)
  }
  for (const [name, filter] of Object.entries(filters)) {
    await take(`filter ${name}`, firstPage(db, filter), 20)
  }
  await take('page for staff of one store', walk(db, {}, [1]), 40)
  await take('count of everybody', () => countCustomers({ database: db }, {}, null), 20)
  await take(
    'count of a tag of 1 %',
    () => countCustomers({ database: db }, { tag: 'one' }, null),
    20,
  )

  console.table(figures)
  await report('customers', {
    postgresql: await version(db),
    // Others at work on the same machine make every figure worse.
    loadAverage: loadavg()[0],
    customers,
    purchaseDays: await purchaseDays(db),
    rounds,
    pageSize,
    figures,
  })
}

/** Goes through the list page by page; behind the last one it begins anew. */
function walk(db: Database, query: Query, stores: readonly number[] | null = null) {
  let cursor: string | undefined
  return async () => {
    const asked = { order: 'last_seen' as const, ...query, limit: pageSize, cursor }
    cursor = (await listCustomers({ database: db }, asked, stores)).nextCursor ?? undefined
  }
}

function firstPage(db: Database, query: Query) {
  const asked = { order: 'last_seen' as const, ...query, limit: pageSize }
  return () => listCustomers({ database: db }, asked, null)
}

function inTurn(db: Database, terms: readonly string[]) {
  let turn = 0
  return () => {
    const search = terms[turn++ % terms.length]!
    return listCustomers({ database: db }, { order: 'last_seen', limit: pageSize, search }, null)
  }
}

async function timed(once: () => Promise<unknown>, times: number): Promise<Timing> {
  const medians: number[] = []
  const p95s: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const millis: number[] = []
    for (let time = 0; time < times; time++) {
      const start = performance.now()
      await once()
      millis.push(performance.now() - start)
    }
    if (round === 0) continue
    medians.push(median(millis))
    p95s.push(millis.sort((a, b) => a - b)[Math.ceil(times * 0.95) - 1]!)
  }
  return { medianMs: median(medians), p95Ms: median(p95s) }
}

async function version({ kysely }: Database) {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(kysely)
  return rows[0]!.server_version
}

async function purchaseDays({ kysely }: Database) {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from customer_days`.execute(kysely)
  return rows[0]!.count
}
