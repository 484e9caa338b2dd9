import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { readLedgerTerms } from '#domain/ledger/terms.ts'
import { rootIds } from '#domain/profile/streams.ts'
import { keptPlan, replayCustomers } from './follow-program.ts'

/**
 * Lets everybody the program has followed go through it anew, after a change of the days by which
 * it judges: the time zone. Runs in the transaction of that change; intake waits until it ends.
 */
export async function judgeEverybody(tx: Tx, now: Date): Promise<void> {
  const plan = await keptPlan()(tx)
  if (!plan) return
  const ledger = await readLedgerTerms(tx)
  for await (const ids of rootIds(tx)) {
    const { rows } = await sql<{ id: string }>`
      select customer_id as id from program_states
      where customer_id = any(${ids}::uuid[]) order by customer_id`.execute(tx)
    const followed = rows.map(({ id }) => id)
    await replayCustomers(tx, followed, { plan, ledger, now })
  }
}
