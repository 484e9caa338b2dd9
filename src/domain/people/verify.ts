import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { tornChains } from '#domain/ledger/verify.ts'
import type { LedgerDifference } from '#domain/ledger/verify-months.ts'

/**
 * Compares the balances along the entries of everybody who was never joined with anybody. Writes
 * nothing.
 */
export async function verifyChains({
  database,
}: Pick<Context, 'database'>): Promise<{ differences: LedgerDifference[] }> {
  const joined = sql<{ customer_id: string }>`
    select from_id from customer_merges union select into_id from customer_merges`
  return await readOnly(database, async (tx) => ({ differences: await tornChains(tx, joined) }))
}
