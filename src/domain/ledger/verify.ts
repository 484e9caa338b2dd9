import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { rootIds } from '#domain/profile/streams.ts'
import { accountRows, type KeptAccount, keyText, readAccounts } from './account-rows.ts'
import { encodeAccount } from './account-state.ts'
import { corrections } from './correct.ts'
import { type Books, readBooks } from './entry-rows.ts'
import { settle } from './settle.ts'
import { type LedgerTerms, policyOf, readLedgerTerms } from './terms.ts'
import { type LedgerDifference, monthDifferences } from './verify-months.ts'

export type LedgerVerification = {
  accounts: number
  movements: number
  differences: LedgerDifference[]
}

const differencesMax = 100

/**
 * Replays every account from what its books were told and from its acts, and compares: the books
 * movement by movement, the row that is kept and when time moves it next, the balances along the
 * entries, the sums of the months. On one unchanging picture of the database; nothing is written.
 */
export async function verifyLedger({
  database,
}: Pick<Context, 'database'>): Promise<LedgerVerification> {
  return readOnly(database, async (tx) => {
    const result: LedgerVerification = { accounts: 0, movements: 0, differences: [] }
    const terms = await readLedgerTerms(tx)
    for await (const ids of rootIds(tx)) await verifyAccounts(tx, ids, terms, result)
    for (const difference of await brokenChains(tx)) note(result, difference)
    for (const difference of await monthDifferences(tx, terms.zone, differencesMax))
      note(result, difference)
    return result
  })
}

async function verifyAccounts(
  tx: Tx,
  customerIds: string[],
  terms: LedgerTerms,
  result: LedgerVerification,
): Promise<void> {
  const kept = new Map((await readAccounts(tx, customerIds)).map((one) => [keyText(one), one]))
  for (const difference of await wrongNext(tx, [...kept.values()])) note(result, difference)
  const books = await readBooks(tx, customerIds)
  for (const key of new Set([...kept.keys(), ...books.keys()])) {
    result.accounts++
    result.movements += books.get(key)?.movements.length ?? 0
    verifyAccount(key, kept.get(key), books.get(key), terms, result)
  }
}

function verifyAccount(
  key: string,
  kept: KeptAccount | undefined,
  books: Books | undefined,
  terms: LedgerTerms,
  result: LedgerVerification,
): void {
  if (!kept) {
    note(result, { table: 'ledger_accounts', key, stored: 'nothing', replayed: 'an account' })
    return
  }
  const life = { ...(books?.facts ?? { grants: [], reversals: [] }), acts: books?.acts ?? [] }
  const { settledAt } = kept.account
  const { account, movements } = settle(life, policyOf(terms, kept.currency), settledAt)
  compare(result, 'ledger_accounts', key, encodeAccount(kept.account), encodeAccount(account))
  compare(result, 'ledger_entries', key, [], corrections(books?.movements ?? [], movements))
}

/** Where time moves points next at another instant than is kept for the job that books it. */
async function wrongNext(tx: Tx, kept: readonly KeptAccount[]): Promise<LedgerDifference[]> {
  const { rows } = await sql<LedgerDifference>`
    select 'ledger_accounts' as table, concat_ws(' ', customer_id, currency) as key,
      coalesce(ledger_accounts.next_at::text, 'never') as stored,
      coalesce(new.next_at::text, 'never') as replayed
    from ${accountRows(kept)} join ledger_accounts using (customer_id, currency)
    where ledger_accounts.next_at is distinct from new.next_at`.execute(tx)
  return rows
}

function compare(
  result: LedgerVerification,
  table: string,
  key: string,
  stored: unknown,
  replayed: unknown,
): void {
  const [left, right] = [JSON.stringify(stored), JSON.stringify(replayed)]
  if (left !== right) note(result, { table, key, stored: left, replayed: right })
}

function note({ differences }: LedgerVerification, difference: LedgerDifference): void {
  if (differences.length < differencesMax) differences.push(difference)
}

/** Entries that do not move the balance from what they say it was to what they say it is. */
async function brokenChains(tx: Tx): Promise<LedgerDifference[]> {
  const { rows } = await sql<LedgerDifference>`
    with effects as (
      select customer_id, currency, position, balance_after, balance_before + coalesce((
        select sum((movement->>'points')::bigint * (
          (movement->>'to' in ('available', 'owed'))::int
          - (movement->>'from' in ('available', 'owed'))::int))
        from json_array_elements(movements) as movement
      ), 0) as reckoned
      from ledger_entries
    )
    select 'ledger_entries' as table, concat_ws(' ', customer_id, currency, position) as key,
      balance_after::text as stored, reckoned::text as replayed
    from effects where balance_after <> reckoned
    limit ${differencesMax}`.execute(tx)
  return rows
}

/**
 * Entries that do not begin with the balance the one before them ended with. Of whom this need not hold is
 * named by a query: while two count as one, the entries of both go by what they have together.
 */
export async function tornChains(
  tx: Tx,
  joined: RawBuilder<{ customer_id: string }>,
): Promise<LedgerDifference[]> {
  const { rows } = await sql<LedgerDifference>`
    with chained as (
      select customer_id, currency, position, balance_before, coalesce(lag(balance_after) over (
        partition by customer_id, currency order by position
      ), 0) as ended
      from ledger_entries where customer_id not in (${joined})
    )
    select 'ledger_entries' as table, concat_ws(' ', customer_id, currency, position) as key,
      balance_before::text as stored, ended::text as replayed
    from chained where balance_before <> ended
    limit ${differencesMax}`.execute(tx)
  return rows
}
