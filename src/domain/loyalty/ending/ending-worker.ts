import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { shareTerms } from '#domain/events/terms.ts'
import type { AccountKey } from '#domain/ledger/account-rows.ts'
import { endPoints } from '#domain/ledger/end-points.ts'
import { hourMillis } from '#kernel/calendar.ts'
import { endsAheadMillis } from './plan-ending.ts'
import { readEnding } from './read-ending.ts'

/** Tells open points that they end with the program, a day before, and those that came late. */
export function endingWorker({ database, clock }: Pick<Context, 'database' | 'clock'>): Worker {
  let after: AccountKey | null = null
  return {
    name: 'end points with the program',
    restMillis: hourMillis,
    work: async () => {
      const now = clock.now()
      after = await transaction(database, async (tx) => {
        // Whoever withdraws the end is done before, or comes too late.
        await shareTerms(tx)
        const { ending } = await readEnding(tx, now)
        if (!ending || now.getTime() < ending.redeemEndMillis - endsAheadMillis) return null
        return await endPoints(tx, after, new Date(ending.redeemEndMillis), now)
      })
      return after === null ? 'done' : 'more'
    },
  }
}
