import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

export type AcceptanceExport = { version: number; acceptedAt: Date }

/** @param customerIds the customer and all who were merged into them */
export async function exportAcceptances(
  tx: Tx,
  customerIds: readonly string[],
): Promise<AcceptanceExport[]> {
  const { rows } = await sql<AcceptanceExport>`
    select version, accepted_at as "acceptedAt" from terms_acceptances
    where customer_id = any(${customerIds}::uuid[]) order by version`.execute(tx)
  return rows
}

/** Who is a member no more is bound by nothing. */
export async function eraseAcceptances(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    delete from terms_acceptances where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
