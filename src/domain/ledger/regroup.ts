import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { type AccountKey, lockAccounts } from './account-rows.ts'
import { bookReplayed, type Told } from './book.ts'
import type { LedgerTerms } from './terms.ts'

/**
 * Books customers anew after a merge or its undoing, from all their facts and from the acts of all
 * who count for them. Nothing that was booked is touched: what is otherwise now becomes corrections.
 * The accounts of those who count for another rest until they stand for themselves again.
 */
export async function regroupAccounts(
  tx: Tx,
  whole: readonly Told[],
  mergedAway: readonly string[],
  terms: LedgerTerms,
  now: Date,
): Promise<void> {
  await sql`
    update ledger_accounts set next_at = null
    where customer_id = any(${mergedAway}::uuid[])`.execute(tx)
  const keys = await accountsOfFamilies(
    tx,
    whole.map(({ customerId }) => customerId),
  )
  await lockAccounts(tx, keys)
  await bookReplayed(tx, whole, terms, now)
}

/** What anybody who counts for these customers has or did, as accounts of the customers. */
async function accountsOfFamilies(tx: Tx, roots: readonly string[]): Promise<AccountKey[]> {
  const members = await membersOf(tx, roots)
  const rootOf = new Map([...members].flatMap(([root, ids]) => ids.map((id) => [id, root])))
  const { rows } = await sql<AccountKey>`
    with family as (select unnest(${[...rootOf.keys()]}::uuid[]) as customer_id)
    select customer_id as "customerId", currency from family join ledger_accounts using (customer_id)
    union
    select customer_id, currency from family join ledger_acts using (customer_id)`.execute(tx)
  return rows.map(({ customerId, currency }) => ({ customerId: rootOf.get(customerId)!, currency }))
}
