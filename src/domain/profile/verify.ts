import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import type { LoggedEvent } from '#domain/events/fact.ts'
import { loadAllTerms, type Terms } from '#domain/events/terms.ts'
import { conflict } from '#kernel/errors.ts'
import { misplaced } from './places.ts'
import { encodeProfile } from './profile-row.ts'
import { readRecount } from './recount.ts'
import { replay } from './replay.ts'
import { type CustomerDay, readCustomerDays, readProfiles, type StoreDay } from './rows.ts'
import { StoreDays } from './store-days.ts'
import { guestIds, readEvents, rootIds } from './streams.ts'

/** A place where what is stored differs from what the log says. */
export type Difference = { table: string; key: string; stored: string; replayed: string }
export type Verification = { customers: number; events: number; differences: Difference[] }

const differencesMax = 100

/**
 * Rebuilds every customer's state from the log and compares it with what is stored, on one
 * unchanging picture of the database. Nothing is written.
 */
export async function verifyProfiles(
  context: Context,
  onProgress: (customers: number) => void = () => {},
): Promise<Verification> {
  return readOnly(context.database, async (tx) => {
    await refuseWhileRecounting(tx)
    const terms = await loadAllTerms(tx)
    const result: Verification = { customers: 0, events: 0, differences: [] }
    const storeDays = new StoreDays()
    for await (const ids of rootIds(tx)) {
      await compareCustomers(tx, ids, terms, storeDays, result)
      onProgress(result.customers)
    }
    for await (const ids of guestIds(tx)) {
      const eventsOf = await readEvents(tx, [], ids)
      for (const id of ids) countGuest(eventsOf(id), terms, storeDays, result)
    }
    await compareStoreDays(tx, storeDays.take(), result)
    for (const { key, stored, replayed } of await misplaced(tx, differencesMax)) {
      compare(result, 'list_places', key, stored, replayed)
    }
    return result
  })
}

async function refuseWhileRecounting(tx: Tx): Promise<void> {
  if ((await readRecount({ kysely: tx })) === null) return
  throw conflict(
    'recount_running',
    'Customers are being counted anew after a new time zone, margin or tax rate. That goes on ' +
      'while Stammgast serves; verify when it is done.',
  )
}

async function compareCustomers(
  tx: Tx,
  ids: string[],
  terms: Terms,
  storeDays: StoreDays,
  result: Verification,
) {
  const eventsOf = await readEvents(tx, ids)
  const profiles = await readProfiles(tx, ids)
  const days = Map.groupBy(await readCustomerDays(tx, ids), (row) => row.customerId)
  for (const id of ids) {
    const events = eventsOf(id)
    const replayed = replay(events, terms)
    result.customers++
    result.events += events.length
    const stored = profiles.get(id)
    compare(
      result,
      'profiles',
      id,
      stored && legible(encodeProfile(stored)),
      legible(encodeProfile(replayed.profile)),
    )
    const replayedDays = [...replayed.days.values()]
    compare(result, 'customer_days', id, dayLines(days.get(id) ?? []), dayLines(replayedDays))
    for (const row of replayedDays) storeDays.add('known', row)
  }
}

function countGuest(
  events: readonly LoggedEvent[],
  terms: Terms,
  storeDays: StoreDays,
  result: Verification,
) {
  result.events += events.length
  for (const row of replay(events, terms).days.values()) storeDays.add('anonymous', row)
}

async function compareStoreDays(tx: Tx, replayed: readonly StoreDay[], result: Verification) {
  const { rows } = await sql<StoreDay>`
    select day - date '1970-01-01' as day, store_number as store, channel_number as channel,
      sum(known_receipts)::int as "knownReceipts", sum(known_sales)::bigint as "knownSales",
      sum(anonymous_receipts)::int as "anonymousReceipts",
      sum(anonymous_sales)::bigint as "anonymousSales"
    from store_days group by day, store_number, channel_number
    having sum(known_receipts) <> 0 or sum(known_sales) <> 0
      or sum(anonymous_receipts) <> 0 or sum(anonymous_sales) <> 0`.execute(tx)
  const keyed = (all: readonly StoreDay[]) =>
    new Map(all.map((row) => [`${row.day} ${row.store} ${row.channel}`, row]))
  const stored = keyed(rows)
  const wanted = keyed(replayed)
  for (const key of new Set([...stored.keys(), ...wanted.keys()])) {
    compare(result, 'store_days', key, storeDayLine(stored.get(key)), storeDayLine(wanted.get(key)))
  }
}

function compare(
  result: Verification,
  table: string,
  key: string,
  stored: unknown,
  replayed: unknown,
) {
  const [left, right] = [JSON.stringify(stored) ?? 'nothing', JSON.stringify(replayed) ?? 'nothing']
  if (left === right) return
  if (result.differences.length < differencesMax) {
    result.differences.push({ table, key, stored: left, replayed: right })
  }
}

/** Byte strings in hexadecimal. */
const legible = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? value.toString('hex') : value,
    ]),
  )

const storeDayLine = (row: StoreDay | undefined) =>
  row && [row.knownReceipts, row.knownSales, row.anonymousReceipts, row.anonymousSales]

/** Rows that add up to nothing say nothing. */
function dayLines(rows: readonly Omit<CustomerDay, 'customerId'>[]): string[] {
  return rows
    .filter((row) => row.purchases || row.receipts || row.sales || row.returned || row.margin)
    .map(({ day, store, channel, category, purchases, receipts, sales, returned, margin }) =>
      [day, store, channel, category, purchases, receipts, sales, returned, margin].join(' '),
    )
    .sort()
}
