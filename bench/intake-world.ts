import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import type { Database } from '#database/open.ts'
import { transaction } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'

export const customers = 200_000
export const batchSize = 1000
/** Purchases of the last months, one each seven seconds, as a chain's tills bring them. */
const start = Date.now() - 200 * dayMillis
const idOfCustomer = new Map<string, string>()
let sequence = 0

export type Batch = ReturnType<typeof batch>

/** Customers who are known, and a bare table with the indexes of the log and of its keys. */
export async function prepareIntake({ kysely }: Pick<Database, 'kysely'>) {
  await sql`create table bare_events (
    like events including defaults including identity including indexes)`.execute(kysely)
  await sql`create unique index on bare_events (source, external_id)`.execute(kysely)
  await sql`insert into customers select gen_random_uuid(), now() from generate_series(1, ${customers})`.execute(
    kysely,
  )
  await sql`insert into identities select 'external_id', 'k' || row_number() over (), customer_id, 'k' || row_number() over () from customers`.execute(
    kysely,
  )
  await sql`insert into persons (customer_id, search) select customer_id, value from identities`.execute(
    kysely,
  )
  await sql`insert into profiles (customer_id, last_seen_at) select customer_id, created_at from customers`.execute(
    kysely,
  )
  await sql`insert into list_places (customer_id) select customer_id from profiles`.execute(kysely)
  await sql`insert into stores (store_id, code, name, created_at) select gen_random_uuid(), 's' || n, 's' || n, now() from generate_series(0, 5) n`.execute(
    kysely,
  )
  await sql`insert into channels (code) values ('store')`.execute(kysely)
  await sql`insert into categories (code) select 'c' || n from generate_series(0, 9) n`.execute(
    kysely,
  )
  await sql`vacuum analyze`.execute(kysely)
  const { rows } = await sql<{ value: string; customer_id: string }>`
    select value, customer_id from identities`.execute(kysely)
  for (const row of rows) idOfCustomer.set(row.value, row.customer_id)
}

/** A thousand purchases of known customers, in the order of time. */
export const batch = () =>
  Array.from({ length: batchSize }, () => purchase(Math.floor(Math.random() * customers)))

/** Batches in which every customer buys once: from then on nobody is new. */
export function* batchesOfAll() {
  for (let first = 0; first < customers; first += batchSize) {
    yield Array.from({ length: batchSize }, (_, place) => purchase(first + place))
  }
}

function purchase(customer: number) {
  const number = sequence++
  return {
    type: 'purchase',
    source: 'till',
    externalId: `b${number}`,
    occurredAt: new Date(start + number * 7000).toISOString(),
    customer: { externalId: `k${1 + customer}` },
    store: `s${number % 6}`,
    channel: 'store',
    receiptNumber: String(number),
    lines: basket(number),
  }
}

/** Half of the purchases are one article, half are two. */
function basket(number: number) {
  const coffee = { sku: 'a17', category: `c${number % 10}`, quantity: 1, amount: 430 }
  const cake = { sku: 'b3', category: `c${(number * 7) % 10}`, quantity: 2, amount: 520 }
  return number % 2 === 0 ? [coffee] : [coffee, cake]
}

/** The same events and nothing else, in one insert. */
export async function bareInsert(database: Database, events: Batch) {
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

/** The batches as intake takes them. */
export function taking(context: Context, within: readonly Within[]) {
  return async (events: Batch) => {
    const outcomes = await recordEvents(context, within, events)
    if (outcomes.some((one) => one.status !== 'accepted'))
      throw new Error('an event of the bench was not accepted')
  }
}
