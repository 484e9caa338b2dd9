import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/**
 * Lets referrals wait again that were refused for want of a purchase since then. Of those whose own
 * time is over the worker says so once more.
 */
export async function reviveRefused(tx: Tx, since: Date, now: Date): Promise<void> {
  await sql`
    update referrals set state = 'waiting', waits_for = 'purchase', next_at = ${now},
      reasons = '{}', decided_at = null
    where state = 'refused' and reasons = '{referral_too_late}' and decided_at >= ${since}`.execute(
    tx,
  )
}
