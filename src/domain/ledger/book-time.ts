import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { lockDueAccounts } from './account-rows.ts'
import { bookAll } from './book.ts'
import { noFacts } from './facts.ts'
import { readLedgerTerms } from './terms.ts'

const accountsPerStep = 2000

/**
 * Writes down what time has done: points that became available or expired, holds that ended. The
 * balance is the same before and after; only the books say more.
 * @returns how many accounts were written
 */
export async function bookTime({ database, clock }: Context): Promise<number> {
  let written = 0
  for (;;) {
    const step = await transaction(database, (tx) => bookDue(tx, clock.now()))
    written += step
    if (step < accountsPerStep) return written
  }
}

/** The same in pieces beside the requests. */
export const bookTimeWorker = ({
  database,
  clock,
}: Pick<Context, 'database' | 'clock'>): Worker => ({
  name: 'book time',
  restMillis: 60_000,
  work: async () => {
    const written = await transaction(database, (tx) => bookDue(tx, clock.now()))
    return written < accountsPerStep ? 'done' : 'more'
  },
})

async function bookDue(tx: Tx, now: Date): Promise<number> {
  const due = await lockDueAccounts(tx, now, accountsPerStep)
  if (due.length === 0) return 0
  const added = { ...noFacts, acts: [] }
  const terms = await readLedgerTerms(tx)
  await bookAll(
    tx,
    due.map((kept) => ({ ...kept, added })),
    terms,
    now,
  )
  return due.length
}
