import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

type Named = { id: string; name: string }

/** A store by its number; null for 0, where none was said. */
export type StoreNames = (number: number) => Named | null

export async function readStoreNames(tx: Tx): Promise<StoreNames> {
  const { rows } = await sql<Named & { number: number }>`
    select number, store_id as id, name from stores`.execute(tx)
  const stores = new Map(rows.map(({ number, id, name }) => [number, { id, name }]))
  return (number) => stores.get(number) ?? null
}
