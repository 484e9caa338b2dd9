import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'

/** Takes away what of guests' signing in has run out. All of it counts as gone before. */
export async function sweepGuestSignIn({ kysely }: Queryable, now: Date): Promise<void> {
  for (const table of ['guest_sessions', 'guest_asks', 'card_codes']) {
    await sql`delete from ${sql.table(table)} where expires_at <= ${now}`.execute(kysely)
  }
}
