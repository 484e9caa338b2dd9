import { sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { malformed, Refusal } from '#kernel/errors.ts'

export type Store = { id: string; number: number }

/**
 * The store in which something happens, by its code. Whoever is limited to stores names one of theirs.
 * @param pointer where the input names it
 */
export async function storeOf(
  tx: Tx,
  code: string | undefined,
  stores: Caller['stores'],
  pointer = '/store',
): Promise<Store | null> {
  if (code === undefined) return storeAllowed(code, null, stores, pointer)
  const { rows } = await sql<Store>`
    select store_id as id, number from stores where code = ${code}`.execute(tx)
  return storeAllowed(code, rows[0] ?? null, stores, pointer)
}

/** The same of a store that was looked up already; null: there is none of this code. */
export function storeAllowed(
  code: string | undefined,
  store: Store | null,
  stores: Caller['stores'],
  pointer: string,
): Store | null {
  if (code === undefined) {
    if (stores === null) return null
    throw malformed('store_missing', 'Name the store in which it happens.', pointer)
  }
  if (!store) throw malformed('store_unknown', 'There is no store with this code.', pointer)
  refuseOtherStore(store.number, stores)
  return store
}

export function refuseOtherStore(number: number | null, stores: Caller['stores']): void {
  if (stores === null || (number !== null && stores.includes(number))) return
  throw new Refusal('forbidden', 'store_not_allowed', 'This belongs to another store.')
}
