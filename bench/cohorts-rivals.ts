import {
  DATE,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  INTEGER,
  SMALLINT,
} from '@duckdb/node-api'
import { type RawBuilder, sql } from 'kysely'
import { copyBinary } from '#database/copy.ts'
import type { Database } from '#database/open.ts'
import { readOnly } from '#database/transaction.ts'
import { dateText, monthStart, unitOf } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { firstDay, months } from './cohorts-world.ts'

/** Numbers of customers by month of the first purchase and months since. */
export type Counts = Map<string, number>

const firstMonth = unitOf('month', firstDay)
const indexes = Array.from({ length: months }, (_, index) => index)

/** When the months begin in the business's time zone. */
const begins = () => {
  const zone = zoneNamed('Europe/Berlin')
  return indexes.map((index) => zone.instantOf(monthStart(firstMonth + index) * 86_400_000))
}

const countOf = (index: number) =>
  sql`count(*) filter (where bits & ${1n << BigInt(index)}::bigint <> 0)::int as ${sql.ref(`m${index}`)}`

/** The months of a customer as bits, then one count for each pair: the quickest we know of. */
const byBits = () => sql`
  with customers as (
    select customer_id, min(month) as first, bit_or(1::bigint << month) as bits
    from (
      select customer_id, width_bucket(occurred_at, ${begins()}::timestamptz[]) - 1 as month
      from events where type = 'purchase'
    ) as purchases
    group by customer_id
  )
  select first, ${sql.join(indexes.map((index) => countOf(index)))}
  from customers group by first`

/** The same as one would write it first. */
const byDistinct = () => sql`
  with active as (
    select distinct customer_id, date_trunc('month', occurred_at at time zone 'Europe/Berlin') as month
    from events where type = 'purchase'
  ), begun as (
    select customer_id, min(month) as first from active group by customer_id
  )
  select first, month, count(*) from active join begun using (customer_id) group by first, month`

/** Grouping on the way, a window over the months of a customer. */
const byWindow = () => sql`
  with active as (
    select customer_id, width_bucket(occurred_at, ${begins()}::timestamptz[]) - 1 as month
    from events where type = 'purchase' group by 1, 2
  ), begun as (
    select month, min(month) over (partition by customer_id) as first from active
  )
  select first, month, count(*) from begun group by first, month`

export const logQueries = { byBits, byDistinct, byWindow }

/** Runs one of them, with memory enough to keep its groups. */
export async function askLog(database: Database, query: RawBuilder<unknown>) {
  return await readOnly(database, async (tx) => {
    await sql`set local work_mem = '512MB'`.execute(tx)
    return (await query.execute(tx)).rows as Record<string, number>[]
  })
}

export function countsOfBits(rows: readonly Record<string, number>[]): Counts {
  const counts: Counts = new Map()
  for (const row of rows) {
    const [first, ...active] = Object.values(row)
    active.forEach((count, month) => {
      if (count > 0) counts.set(`${first}+${month - first!}`, count)
    })
  }
  return counts
}

/**
 * The same purchases in tables of DuckDB's own, on disk: `purchases` with ids as long as those of
 * the log, `small_purchases` with small numbers for customers, which suit it better.
 */
export async function openDuck(database: Database, file: string) {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run(
    'create table small_purchases (customer integer, day date, store smallint, amount integer)',
  )
  const appender = await connection.createAppender('small_purchases')
  let rows: [number, DuckDBDateValue, number, number][] = []
  const types = [INTEGER, DATE, SMALLINT, INTEGER]
  const flush = () => {
    const chunk = DuckDBDataChunk.create(types, rows.length)
    chunk.setRows(rows)
    appender.appendDataChunk(chunk)
    rows = []
  }
  let customer = 0
  let current = ''
  const purchases = sql`
    select customer_id, day - date '1970-01-01', store_number, sales::integer
    from customer_days order by customer_id, day`
  await copyBinary(database, purchases, (row) => {
    const id = row.bytes(0).toString('latin1')
    if (id !== current) customer++
    current = id
    rows.push([customer, new DuckDBDateValue(row.int4(1)), row.int2(2), row.int4(3)])
    if (rows.length === 2048) flush()
  })
  if (rows.length > 0) flush()
  appender.closeSync()
  await connection.run(`
    create table purchases as
    select id as customer, day, store, amount
    from small_purchases
    join (select customer, uuid() as id from (select distinct customer from small_purchases))
      using (customer)
    order by small_purchases.rowid`)
  await connection.run('checkpoint')
  return {
    ask: async (text: string) => (await connection.runAndReadAll(text)).getRows(),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const month = `((year(day) - ${dateText(firstDay).slice(0, 4)}) * 12 + month(day) - 1)`

export const duckQueries = (table: 'purchases' | 'small_purchases') => ({
  byBits: `
    with customers as (
      select customer, min(${month}) as first, bit_or(1::bigint << ${month}) as bits
      from ${table} group by customer
    )
    select first, ${indexes.map((index) => `count(*) filter (where bits & ${1n << BigInt(index)} <> 0)`).join(', ')}
    from customers group by first`,
  byDistinct: `
    with active as (select distinct customer, ${month} as month from ${table}),
    begun as (select customer, min(month) as first from active group by customer)
    select first, month, count(*) from active join begun using (customer) group by first, month`,
})
