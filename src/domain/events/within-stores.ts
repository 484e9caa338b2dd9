import { sql } from 'kysely'
import type { EventInput } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import type { Refused } from './prepare.ts'
import { keyText } from './versions.ts'

/** What happens in a store; all else is about a customer. */
const happening: ReadonlySet<EventInput['type']> = new Set(['purchase', 'return', 'visit'])

/**
 * What somebody limited to some stores may say: what happened in one of them, and words about
 * customers who were there. Neither may overrule what was said of another store, or would tell of
 * its customers.
 * @returns one refusal or null per event, in order
 */
export async function refusalsWithin(
  tx: Tx,
  events: readonly EventInput[],
  stores: readonly number[],
): Promise<(Refused | null)[]> {
  const codes = await codesOfStores(tx, stores)
  const taken = await keysOfOthers(tx, events, stores)
  const known = await customersOf(tx, events, stores)
  return events.map((event) => {
    if (event.store !== undefined && !codes.has(event.store)) return otherStore
    if (taken.has(keyText(event))) return otherEvent
    if (event.store !== undefined) return null
    if (happening.has(event.type)) return storeMissing
    return known.has(event.customer?.id ?? '') ? null : customerNotFound
  })
}

const refused = (code: string, pointer: string, message: string): Refused => ({
  code,
  faults: [{ pointer, code, message }],
})

const otherStore = refused('store_not_allowed', '/store', 'You may not record for this store.')
const otherEvent = refused('store_not_allowed', '', 'This event was recorded for another store.')
const storeMissing = refused('store_missing', '/store', 'Name the store in which it happened.')
const customerNotFound = refused(
  'customer_not_found',
  '/customer',
  'Name a customer of your stores by id.',
)

async function codesOfStores(tx: Tx, stores: readonly number[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from stores where number = any(${stores}::integer[])`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

/** Keys under which something is known that did not happen in these stores. */
async function keysOfOthers(
  tx: Tx,
  events: readonly EventInput[],
  stores: readonly number[],
): Promise<Set<string>> {
  const { rows } = await sql<{ source: string; externalId: string }>`
    select event_keys.source, event_keys.external_id as "externalId"
    from unnest(${events.map(({ source }) => source)}::text[],
      ${events.map(({ externalId }) => externalId)}::text[]) as sent (source, external_id)
    join event_keys using (source, external_id)
    join events using (customer_id, event_id)
    where coalesce(events.store_number, 0) <> all(${stores}::integer[])
      and (coalesce(events.store_number, 0) <> 0 or events.type = any(${[...happening]}::text[]))`.execute(
    tx,
  )
  return new Set(rows.map(keyText))
}

/** Those of the customers named by id of whom something happened in these stores. */
async function customersOf(
  tx: Tx,
  events: readonly EventInput[],
  stores: readonly number[],
): Promise<Set<string>> {
  const roots = await rootsOf(
    tx,
    events.flatMap(({ customer }) => customer?.id ?? []),
  )
  const members = await membersOf(tx, [...new Set(roots.values())])
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from events
    where customer_id = any(${[...members.values()].flat()}::uuid[])
      and store_number = any(${stores}::integer[])`.execute(tx)
  const there = new Set(rows.map(({ id }) => id))
  return new Set(
    [...roots]
      .filter(([, root]) => members.get(root)!.some((member) => there.has(member)))
      .map(([id]) => id),
  )
}
