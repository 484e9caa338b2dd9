import { sql } from 'kysely'
import type { CustomerReference } from '#contract/language/event.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { identityKey } from '#domain/customers/identity.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import { beginSearch, type Resolved, resolveCustomers } from '#domain/customers/resolve.ts'
import { shareTerms } from '#domain/events/terms.ts'
import type { ShopPerson } from './translation.ts'

export type ToldPerson = { index: number; connectionId: string; person: ShopPerson }

/**
 * Writes down who customers are, as their shop says. The latest change counts, in whatever order
 * they arrive; an older one says nothing. An address is added to the others and takes none away.
 * @returns the customer of each that counted, by its index
 */
export async function writePersons(
  tx: Tx,
  told: readonly ToldPerson[],
  { clock, erasureKey }: Pick<Context, 'clock' | 'erasureKey'>,
): Promise<Map<number, string>> {
  if (told.length === 0) return new Map()
  // Nobody is erased between the look at who was erased and what is written down.
  await shareTerms(tx)
  const now = clock.now()
  const latest = await withoutErased(tx, latestOfEach(told), erasureKey)
  const fresh = await keepFresh(tx, latest)
  if (fresh.length === 0) return new Map()
  const resolved = await resolveCustomers(tx, fresh.map(byAddress), now, erasureKey)
  // Only then: a telephone is shared more often than an address, so it leads to nobody here.
  await resolveCustomers(tx, fresh.map(byTelephone), now, erasureKey)
  const found = fresh.flatMap((one, at) => {
    const customerId = customerOf(resolved[at]!)
    return customerId === null ? [] : [{ ...one, customerId }]
  })
  await describe(tx, found)
  await refreshSearch(tx, [...new Set(found.map(({ customerId }) => customerId))])
  return new Map(found.map(({ index, customerId }) => [index, customerId]))
}

function latestOfEach(told: readonly ToldPerson[]): ToldPerson[] {
  const latest = new Map<string, ToldPerson>()
  for (const one of told) {
    const key = `${one.connectionId} ${one.person.externalId}`
    const known = latest.get(key)
    if (!known || known.person.changedAt < one.person.changedAt) latest.set(key, one)
  }
  return [...latest.values()].toSorted((a, b) =>
    a.person.externalId < b.person.externalId ? -1 : 1,
  )
}

/** A shop that still knows somebody who was erased here makes nobody known again. */
async function withoutErased(
  tx: Tx,
  told: readonly ToldPerson[],
  erasureKey: string | undefined,
): Promise<ToldPerson[]> {
  const search = beginSearch(tx, told.map(byAddress), erasureKey)
  const { erased } = await search.known
  return told.filter(
    ({ person: { externalId, email } }) =>
      !erased.has(identityKey({ kind: 'external_id', value: externalId.trim() })) &&
      !(email && erased.has(identityKey({ kind: 'email', value: email.trim().toLowerCase() }))),
  )
}

async function keepFresh(tx: Tx, latest: readonly ToldPerson[]): Promise<ToldPerson[]> {
  const rows = latest.map(({ connectionId, person }) => ({
    connection_id: connectionId,
    external_id: person.externalId,
    changed_at: person.changedAt,
  }))
  const { rows: kept } = await sql<{ key: string }>`
    insert into connection_persons (connection_id, external_id, changed_at)
    select connection_id, external_id, changed_at
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as told (connection_id uuid, external_id text, changed_at timestamptz)
    on conflict (connection_id, external_id) do update set changed_at = excluded.changed_at
      where connection_persons.changed_at < excluded.changed_at
    returning connection_id || ' ' || external_id as key`.execute(tx)
  const keys = new Set(kept.map(({ key }) => key))
  return latest.filter(({ connectionId, person }) =>
    keys.has(`${connectionId} ${person.externalId}`),
  )
}

const byAddress = ({ person: { externalId, email } }: ToldPerson): CustomerReference => ({
  externalId,
  ...(email && { email }),
})

const byTelephone = ({ person: { externalId, phone } }: ToldPerson): CustomerReference => ({
  externalId,
  ...(phone && { phone }),
})

const customerOf = (resolved: Resolved): string | null =>
  'customerId' in resolved ? resolved.customerId : null

async function describe(
  tx: Tx,
  found: readonly (ToldPerson & { customerId: string })[],
): Promise<void> {
  const rows = found.map(({ customerId, person: { name, language } }) => ({
    id: customerId,
    name,
    language,
  }))
  await sql`
    update persons set
      name = coalesce(told.name, persons.name), language = coalesce(told.language, persons.language)
    from json_to_recordset(${JSON.stringify(rows)}::json) as told (id uuid, name text, language text)
    where customer_id = told.id`.execute(tx)
}
