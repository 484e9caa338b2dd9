import { sql } from 'kysely'
import { copyIn } from '#database/copy.ts'
import type { Database } from '#database/open.ts'
import { encodeDays, encodeMonthRevenue, encodeMonths } from '#domain/profile/encoding.ts'
import { dateText, dayNumber, monthOf } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'

export const months = 36
export const firstDay = dayNumber('2023-01-01')
export const endDay = dayNumber('2026-01-01')
const stores = 20
const categories = 12

type Purchase = { day: number; store: number; channel: number; category: number; sales: number }

/**
 * Customers with gamma-like rates of buying who drop out one day, always the same ones. Written
 * the way intake leaves them: log, days, profiles, receipts of stores. Every purchase stands on a
 * day of its own, about 20 to a customer.
 */
export async function makeCohortsWorld(database: Database, customers: number): Promise<void> {
  await makeDirectories(database)
  await makeCustomers(database, customers)
  await fillFromDays(database)
  await sql`vacuum (analyze) profiles, events, customer_days, store_days, customer_tags`.execute(
    database.kysely,
  )
}

async function makeDirectories({ kysely }: Database) {
  for (const statement of [
    sql`insert into stores (store_id, code, name, created_at)
        select gen_random_uuid(), 'store-' || n, 'Store ' || n, now()
        from generate_series(1, ${stores}::integer) as n`,
    sql`insert into channels (code) values ('store'), ('web')`,
    sql`insert into categories (code)
        select 'category-' || n from generate_series(1, ${categories}::integer) as n`,
    sql`insert into tags (name) values ('tenth')`,
  ])
    await statement.execute(kysely)
}

async function makeCustomers(database: Database, customers: number) {
  const random = seededRandom(20_260_101)
  const chunk = 20_000
  for (let first = 0; first < customers; first += chunk) {
    const size = Math.min(chunk, customers - first)
    const made = Array.from({ length: size }, () => ({
      id: newId(),
      purchases: purchasesOf(random),
    }))
    await copyIn(
      database,
      'customers',
      ['customer_id', 'created_at'],
      made.map(({ id }) => [id, new Date(endDay * 86_400_000)]),
    )
    await copyIn(database, 'profiles', profileColumns, made.map(profileRow))
    await copyIn(database, 'customer_days', dayColumns, dayRows(made))
    await copyIn(
      database,
      'customer_tags',
      ['customer_id', 'tag_number'],
      made.filter((_, index) => index % 10 === 0).map(({ id }) => [id, 1]),
    )
  }
}

function purchasesOf(random: () => number): Purchase[] {
  const home = 1 + Math.floor(random() * stores)
  const meanGap = 6 + 41 * -Math.log(1 - random())
  const begin = firstDay + Math.floor(random() * 900)
  const end = Math.min(endDay, begin + 60 - 900 * Math.log(1 - random()))
  const purchases: Purchase[] = []
  for (let day = begin; day < end; day += 1 + Math.floor(-meanGap * Math.log(1 - random()))) {
    purchases.push({
      day,
      store: random() < 0.8 ? home : 1 + Math.floor(random() * stores),
      channel: random() < 0.85 ? 1 : 2,
      category: 1 + Math.floor(random() * categories),
      sales: 200 + Math.floor(random() * 4800),
    })
  }
  return purchases
}

type Made = { id: string; purchases: Purchase[] }

const dayColumns = [
  'customer_id',
  'day',
  'store_number',
  'channel_number',
  'category_number',
  'purchases',
  'receipts',
  'sales',
  'margin',
]

function* dayRows(made: readonly Made[]) {
  for (const { id, purchases } of made) {
    for (const { day, store, channel, category, sales } of purchases) {
      yield [id, dateText(day), store, channel, category, 1, 1, sales, sales >> 1]
    }
  }
}

const profileColumns = [
  'customer_id',
  'last_seen_at',
  'first_purchase_at',
  'last_purchase_at',
  'revenue',
  'sales',
  'margin',
  'purchases',
  'purchase_days',
  'visits',
  'facts',
  'first_category',
  'first_store',
  'first_channel',
  'first_month',
  'months',
  'month_revenue',
  'days',
  'categories',
]

function profileRow({ id, purchases }: Made) {
  const first = purchases[0]!
  const last = purchases.at(-1)!
  const revenue = new Map<number, number>()
  for (const { day, sales } of purchases) {
    revenue.set(monthOf(day), (revenue.get(monthOf(day)) ?? 0) + sales)
  }
  const sum = purchases.reduce((total, { sales }) => total + sales, 0)
  return [
    id,
    noon(last.day),
    noon(first.day),
    noon(last.day),
    sum,
    sum,
    purchases.reduce((total, { sales }) => total + (sales >> 1), 0),
    purchases.length,
    purchases.length,
    purchases.length,
    purchases.length,
    first.category,
    first.store,
    first.channel,
    monthOf(first.day),
    encodeMonths([...revenue.keys()]),
    encodeMonthRevenue([...revenue].map(([month, amount]) => ({ month, revenue: amount }))),
    encodeDays(purchases.map((purchase) => ({ ...purchase, purchase: true }))),
    [...new Set(purchases.map(({ category }) => category))].sort((a, b) => a - b),
  ]
}

const noon = (day: number) => new Date(day * 86_400_000 + 39_600_000)

/** The log says the same as the days, in the order in which purchases come in. */
async function fillFromDays({ kysely }: Database) {
  // Building an index at once takes a tenth of the time of filling it out of order.
  await sql`alter table events drop constraint events_pkey`.execute(kysely)
  await sql`
    insert into events (customer_id, event_id, type, source, external_id, version, occurred_at,
      recorded_at, store_number, channel_number, amount)
    select customer_id, gen_random_uuid(), 'purchase', 'till', customer_id || '-' || day, 0,
      day + interval '11 hours', day + interval '11 hours', store_number, channel_number, sales
    from customer_days order by day`.execute(kysely)
  await sql`alter table events add primary key (customer_id, event_id)`.execute(kysely)
  await sql`
    insert into store_days (day, store_number, channel_number, shard, known_receipts, known_sales)
    select day, store_number, channel_number, 0, sum(receipts), sum(sales)
    from customer_days group by day, store_number, channel_number`.execute(kysely)
}

/** Mulberry32: small, quick, the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
