import { sql } from 'kysely'
import type { Store } from '#contract/endpoints/business.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { bumpRevision } from './revision.ts'

type Row = {
  store_id: string
  code: string
  name: string
  created_at: Date
  archived_at: Date | null
}

const toStore = (row: Row): Store => ({
  id: row.store_id,
  code: row.code,
  name: row.name,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
})

/**
 * So many may be known. Whoever names more has taken receipt numbers for stores, and every list
 * and report would carry them from then on.
 */
export const storesMax = 2000

/** @param numbers only these; null: every store */
export async function listStores(
  { kysely }: Queryable,
  numbers: readonly number[] | null,
): Promise<Store[]> {
  const { rows } = await sql<Row>`
    select store_id, code, name, created_at, archived_at
    from stores
    where ${numbers}::smallint[] is null or number = any(${numbers}::smallint[])
    order by archived_at nulls first, name, code
  `.execute(kysely)
  return rows.map(toStore)
}

export async function createStore(
  { database, clock }: Context,
  store: { code: string; name: string },
): Promise<Store> {
  return await transaction(database, (tx) => createStoreIn(tx, store, clock.now()))
}

/** The same within a transaction, for whoever makes more than a store. */
export async function createStoreIn(
  tx: Tx,
  { code, name }: { code: string; name: string },
  now: Date,
): Promise<Store> {
  await refuseTooMany(tx)
  const { rows } = await sql<Row>`
    insert into stores (store_id, code, name, created_at)
    values (${newId()}, ${code}, ${name}, ${now})
    on conflict (code) do nothing
    returning store_id, code, name, created_at, archived_at
  `.execute(tx)
  if (!rows[0]) throw conflict('store_exists', 'There is already a store with this code.')
  await bumpRevision(tx)
  return toStore(rows[0])
}

async function refuseTooMany(tx: Tx) {
  const { rows } = await sql<{ full: boolean }>`
    select count(*) >= ${storesMax} as full from stores
  `.execute(tx)
  if (rows[0]!.full) {
    throw conflict('stores_too_many', `A business has at most ${storesMax} stores.`)
  }
}

export async function updateStore(
  { database, clock }: Context,
  storeId: string,
  change: { name?: string | undefined; archived?: boolean | undefined },
): Promise<Store> {
  return await transaction(database, async (tx) => {
    const { rows } = await sql<Row>`
      update stores set
        name = coalesce(${change.name ?? null}, name),
        archived_at = case ${change.archived ?? null}::boolean
          when true then coalesce(archived_at, ${clock.now()})
          when false then null
          else archived_at end
      where store_id = ${storeId}
      returning store_id, code, name, created_at, archived_at
    `.execute(tx)
    if (!rows[0]) throw notFound('store')
    await bumpRevision(tx)
    return toStore(rows[0])
  })
}

/** The numbers of stores, in any order; one that does not exist is refused. */
export async function storeNumbers(
  tx: Tx,
  storeIds: readonly string[] | null,
): Promise<number[] | null> {
  if (storeIds === null) return null
  const wanted = [...new Set(storeIds)]
  const { rows } = await sql<{ number: number }>`
    select number from stores where store_id = any(${wanted}::uuid[]) order by number
  `.execute(tx)
  if (rows.length < wanted.length) throw notFound('store')
  return rows.map((row) => row.number)
}
