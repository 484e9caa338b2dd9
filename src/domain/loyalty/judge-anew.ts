import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { readLedgerTerms } from '#domain/ledger/terms.ts'
import type { CountedAnew } from '#domain/profile/recount.ts'
import { keptPlan, replayCustomers } from './follow-program.ts'

/**
 * Lets those the program has followed go through it anew, beside their profiles: after a new time
 * zone it judges by other days.
 */
export function judgeAnew(): CountedAnew {
  const planFor = keptPlan()
  return async (tx, customerIds, now) => {
    const plan = await planFor(tx)
    if (!plan) return
    const followed = await followedAmong(tx, customerIds)
    await replayCustomers(tx, followed, { plan, ledger: await readLedgerTerms(tx), now })
  }
}

async function followedAmong(tx: Tx, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from program_states
    where customer_id = any(${customerIds}::uuid[]) order by customer_id`.execute(tx)
  return rows.map(({ id }) => id)
}
