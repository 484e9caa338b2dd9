import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Who somebody is as a cashier of a store; null where they are none, or none any more. */
export async function standsThere(
  tx: Tx,
  cashierId: string,
  store: number,
): Promise<{ cashierId: string; name: string } | null> {
  const { rows } = await sql<{ cashierId: string; name: string }>`
    select cashier_id as "cashierId", name from cashiers
    where cashier_id = ${cashierId} and ended_at is null
      and (store_numbers is null or ${store}::smallint = any(store_numbers))`.execute(tx)
  return rows[0] ?? null
}
