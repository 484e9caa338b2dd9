import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Kept answers of reports end here: something other than an event changed what they say. */
export async function bumpRevision(tx: Tx): Promise<void> {
  await sql`update business set revision = revision + 1`.execute(tx)
}
