import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { dayMillis } from '#kernel/calendar.ts'

const attemptsKeptMillis = dayMillis
const devicesKeptMillis = 365 * dayMillis

/** Takes away what of signing in has run out. All of it counts as gone before. */
export async function sweepSignIn({ kysely }: Queryable, now: Date): Promise<void> {
  const before = (millis: number) => new Date(now.getTime() - millis)
  const overdue = [
    sql`staff_sessions where expires_at <= ${now}`,
    sql`sign_in_steps where expires_at <= ${now}`,
    sql`set_up_links where expires_at <= ${now}`,
    sql`sign_in_attempts where last_at <= ${before(attemptsKeptMillis)}`,
    sql`known_devices where used_at <= ${before(devicesKeptMillis)}`,
  ]
  for (const rows of overdue) await sql`delete from ${rows}`.execute(kysely)
}
