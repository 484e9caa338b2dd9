import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'

/** So long a shop may still ask what became of a checkout. */
const keptDays = 30
const cartsPerStep = 5_000

/**
 * Removes carts that became no order, since they say who looked at what. What they held ended by
 * the clock of the ledger and of the vouchers, whether or not this ever runs.
 */
export const sweepCartsWorker = ({ database, clock }: Context): Worker => ({
  name: 'sweep carts',
  restMillis: 3_600_000,
  work: async () => {
    const before = new Date(clock.now().getTime() - keptDays * 86_400_000)
    const removed = await transaction(database, (tx) => removeAbandoned(tx, before))
    return removed === cartsPerStep ? 'more' : 'done'
  },
})

/** Whoever is just ending one of them keeps it. */
async function removeAbandoned(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with abandoned as (
      select cart_id from carts
      where status <> 'captured' and expires_at < ${before}
      order by expires_at limit ${cartsPerStep}
      for update skip locked
    )
    delete from carts using abandoned where carts.cart_id = abandoned.cart_id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
