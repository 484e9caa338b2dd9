import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Forgets by which cards balances came; that they came stands in the books. */
export async function eraseBalanceRows(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    update balance_rows set card_number = null
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
