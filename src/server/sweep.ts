import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { sweepSignIn } from '#domain/business/sweep-sign-in.ts'
import { sweepRequests } from '#domain/customers/create-customer.ts'
import { sweepGuestSignIn } from '#domain/customers/sign-in/sweep.ts'
import { sweepCounts } from './shared-counts.ts'

const hourMillis = 3_600_000

/** Takes away what has run out: kept replies, sessions, links. */
export const sweepWorker = ({ database }: Context): Worker => ({
  name: 'sweep',
  restMillis: hourMillis,
  work: async () => {
    const now = new Date()
    await sql`delete from idempotency_replies where expires_at <= ${now}`.execute(database.kysely)
    await sweepRequests(database, now)
    await sweepSignIn(database, now)
    await sweepGuestSignIn(database, now)
    await sweepCounts(database)
    return 'done'
  },
})
