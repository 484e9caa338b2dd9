import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'

const hourMillis = 3_600_000

/** Takes away what has run out: kept replies, sessions, links. All of them count as gone before. */
export const sweepWorker = ({ database: { kysely } }: Context): Worker => ({
  name: 'sweep',
  restMillis: hourMillis,
  work: async () => {
    const now = new Date()
    await sql`delete from idempotency_replies where expires_at <= ${now}`.execute(kysely)
    await sql`delete from auth_sessions where expires_at <= ${now}`.execute(kysely)
    await sql`delete from auth_verifications where expires_at <= ${now}`.execute(kysely)
    await sql`delete from set_up_links where expires_at <= ${now}`.execute(kysely)
    return 'done'
  },
})
