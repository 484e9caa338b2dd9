import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Forgets what stood where these customers were changed; that it was changed, and by whom, stays. */
export async function eraseAuditValues(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`delete from audit_values where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
