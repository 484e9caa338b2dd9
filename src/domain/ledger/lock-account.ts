import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { notFound } from '#kernel/errors.ts'
import { type AccountKey, type KeptAccount, lockAccounts } from './account-rows.ts'
import { type AccountState, decodeAccount } from './account-state.ts'
import { type LedgerTerms, type TermsRow, termsOf, termsSelected } from './terms.ts'

/** An account nobody else changes until the end of `tx`, and the terms it is kept by. */
export type LockedAccount = { kept: KeptAccount; terms: LedgerTerms }

type Row = TermsRow & { known: boolean; state: AccountState | null }

/**
 * The account of whoever this customer was merged into. A merge changes the customers after it
 * locked their accounts, so whoever waited for one of them looks again whose it is by then.
 */
export async function lockAccount(tx: Tx, key: AccountKey): Promise<LockedAccount> {
  const { customerId, currency } = key
  const { rows } = await sql<Row>`${prepared}
    with locked as (
      select state from ledger_accounts join customers using (customer_id)
      where ledger_accounts.customer_id = ${customerId} and currency = ${currency}
        and merged_into is null
      for update of ledger_accounts for share of customers
    )
    select ${termsSelected}, customer_id is not null as known,
      (select state from locked)
    from business left join customers on customer_id = ${customerId}`.execute(tx)
  const { known, state, ...row } = rows[0]!
  const terms = termsOf(row)
  if (!terms.policies.has(currency)) throw notFound('point_currency')
  if (!known) throw notFound('customer')
  if (state) return { kept: { ...key, account: decodeAccount(state) }, terms }
  // A merge that ended while we waited is not seen by the statement that waited; none begins from
  // here on, while there is no account of theirs yet that it could wait for.
  await sql`select from customers where customer_id = ${customerId} for share`.execute(tx)
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  if (root !== customerId) return await lockAccount(tx, { customerId: root, currency })
  const [kept] = await lockAccounts(tx, [key])
  return { kept: kept!, terms }
}
