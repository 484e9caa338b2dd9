import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { holdTerms } from '#domain/events/terms.ts'
import { lockAccountsOf } from '#domain/ledger/account-rows.ts'

/**
 * Every change of who counts for whom begins with this. The business is locked first, as by whoever
 * changes its terms, so that one such change follows another and kept answers end; then intake waits,
 * since what it adds to a customer must not slip past the replay.
 */
export async function holdIntake(tx: Tx): Promise<void> {
  await bumpRevision(tx)
  await holdTerms(tx)
}

/** Accounts before customers: whoever acts holds them in this order, and looks again when it waited. */
export async function lockCustomers(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await lockAccountsOf(tx, customerIds)
  await sql`
    select from customers where customer_id = any(${customerIds}::uuid[])
    order by customer_id for no key update`.execute(tx)
  // Whoever says something of them is done, or sees afterwards that they are gone.
  await sql`
    select from persons where customer_id = any(${customerIds}::uuid[])
    order by customer_id for update`.execute(tx)
}
