import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { dayMillis, hourMillis } from '#kernel/calendar.ts'

/** Codes are for one moment; what was redeemed by them stands in the books. */
export const sweepCodesWorker = ({ database, clock }: Context): Worker => ({
  name: 'redemption codes',
  restMillis: hourMillis,
  work: async () => {
    const before = new Date(clock.now().getTime() - dayMillis)
    await sql`delete from redemption_codes where expires_at < ${before}`.execute(database.kysely)
    return 'done'
  },
})
