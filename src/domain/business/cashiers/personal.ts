import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Whoever works here and was erased as a customer is not known as one any more. */
export async function eraseOwnCards(tx: Tx, customerIds: readonly string[]): Promise<void> {
  for (const table of ['cashiers', 'staff']) {
    await sql`
      update ${sql.table(table)} set own_customer_id = null
      where own_customer_id = any(${customerIds}::uuid[])`.execute(tx)
  }
}
