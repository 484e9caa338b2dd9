import { sql } from 'kysely'
import type { CompanyInput } from '#contract/endpoints/companies.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { claimFresh, readIdentities } from '#domain/customers/claim-identities.ts'
import { insertCompanies } from '#domain/customers/companies/company-rows.ts'
import { refuseErased } from '#domain/customers/erased-identities.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import { newId } from '#kernel/ids.ts'

/** A company with nobody above it yet, and nobody who looks after it. */
export type FreshCompany = Omit<CompanyInput, 'parentId' | 'ownerId' | 'attributes'>

/**
 * Makes many companies known; the statements do not grow with their number.
 * @returns their ids, in order
 * @throws Refusal where one of them cannot be: then none of them is
 */
export async function createCompanies(
  { database, clock, erasureKey }: Context,
  companies: readonly FreshCompany[],
): Promise<string[]> {
  const now = clock.now()
  const fresh = companies.map((company) => ({ ...company, id: newId() }))
  const claimed = fresh.flatMap(({ id, identities }) =>
    readIdentities(identities, '/identities').map((identity) => ({ ...identity, id })),
  )
  await transaction(database, async (tx) => {
    await refuseErased(tx, claimed, erasureKey)
    await insertCustomers(tx, fresh, now)
    await claimFresh(tx, claimed)
    await insertCompanies(tx, fresh, now)
    await refreshSearch(
      tx,
      fresh.map(({ id }) => id),
    )
  })
  return fresh.map(({ id }) => id)
}

async function insertCustomers(
  tx: Tx,
  fresh: readonly { id: string; name: string }[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(fresh.map(({ id, name }) => ({ id, name })))
  await sql`
    with fresh as (
      select id, name from json_to_recordset(${rows}::json) as fresh (id uuid, name text)
    ), made as (
      insert into customers (customer_id, created_at) select id, ${now}::timestamptz from fresh
    ), seen as (
      insert into profiles (customer_id, last_seen_at) select id, ${now}::timestamptz from fresh
    ), placed as (
      insert into list_places (customer_id) select id from fresh
    )
    insert into persons (customer_id, name, attributes) select id, name, '{}' from fresh`.execute(
    tx,
  )
}
