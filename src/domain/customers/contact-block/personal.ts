import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** That somebody was not to be contacted, and what was noted about it. */
export type ContactBlockExport = {
  reason: string
  note: string | null
  blockedAt: Date
  liftedAt: Date | null
}

/** @param customerIds the customer and all who were merged into them */
export async function exportContactBlocks(
  tx: Tx,
  customerIds: readonly string[],
): Promise<ContactBlockExport[]> {
  const { rows } = await sql<ContactBlockExport>`
    select reason, note, blocked_at as "blockedAt", lifted_at as "liftedAt"
    from contact_blocks where customer_id = any(${customerIds}::uuid[])
    order by block_id`.execute(tx)
  return rows
}

/** Forgets what was noted. That nobody is to be contacted stays, under an id that leads to nobody. */
export async function eraseContactBlocks(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    update contact_blocks set note = null
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
