import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'

/** Takes away sessions and links that have run out. All of them count as gone before. */
export async function sweepSignIn({ kysely }: Queryable, now: Date): Promise<void> {
  await sql`delete from auth_sessions where expires_at <= ${now}`.execute(kysely)
  await sql`delete from auth_verifications where expires_at <= ${now}`.execute(kysely)
  await sql`delete from set_up_links where expires_at <= ${now}`.execute(kysely)
}
