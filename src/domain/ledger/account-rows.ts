import { type RawBuilder, sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import { type Account, emptyAccount, nextClockAt } from './account.ts'
import { type AccountState, decodeAccount, encodeAccount } from './account-state.ts'

/** Whose account in which currency; the customer is never one merged into another. */
export type AccountKey = { customerId: string; currency: string }
export type KeptAccount = AccountKey & { account: Account }

type Row = { customer_id: string; currency: string; state: AccountState }

const keptOf = ({ customer_id, currency, state }: Row): KeptAccount => ({
  customerId: customer_id,
  currency,
  account: decodeAccount(state),
})

export const keyText = ({ customerId, currency }: AccountKey) => `${customerId} ${currency}`

export const customersOf = (keys: readonly AccountKey[]) => [
  ...new Set(keys.map(({ customerId }) => customerId)),
]

const byKey = ([a]: [string, AccountKey], [b]: [string, AccountKey]) => (a < b ? -1 : 1)

/** These accounts, locked in order of their keys; whoever has none gets one. */
export async function lockAccounts(tx: Tx, keys: readonly AccountKey[]): Promise<KeptAccount[]> {
  const wanted = inOrder(keys)
  const locked = await lock(tx, wanted)
  if (locked.length === wanted.length) return locked
  const known = new Set(locked.map(keyText))
  const missing = wanted.filter((key) => !known.has(keyText(key)))
  await sql`
    insert into ledger_accounts (customer_id, currency, state)
    select customer_id, currency, ${JSON.stringify(encodeAccount(emptyAccount()))}::json
    from ${keyRows(missing)} order by customer_id, currency
    on conflict (customer_id, currency) do nothing`.execute(tx)
  return [...locked, ...(await lock(tx, missing))]
}

/** Those of these accounts that there are, locked in order of their keys. */
export const lockKnownAccounts = (tx: Tx, keys: readonly AccountKey[]): Promise<KeptAccount[]> =>
  lock(tx, inOrder(keys))

/**
 * Begins accounts with all that is in them at once, in order of their keys: each is locked from then
 * on. Where somebody else began one meanwhile, theirs stands.
 * @returns the keys, as text, of those that were begun
 */
export async function beginAccounts(
  tx: Tx,
  accounts: readonly KeptAccount[],
): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set()
  const { rows } = await sql<Omit<Row, 'state'>>`${prepared}
    insert into ledger_accounts (customer_id, currency, state, next_at)
    select customer_id, currency, state::json, next_at from ${accountRows(accounts)}
    order by customer_id, currency
    on conflict (customer_id, currency) do nothing
    returning customer_id, currency`.execute(tx)
  return new Set(
    rows.map((row) => keyText({ customerId: row.customer_id, currency: row.currency })),
  )
}

/** Those of them that nobody works on; whoever locks the others meanwhile waits for none of these. */
export const lockFreeAccounts = (tx: Tx, keys: readonly AccountKey[]): Promise<KeptAccount[]> =>
  lock(tx, inOrder(keys), sql`skip locked`)

function inOrder(keys: readonly AccountKey[]): AccountKey[] {
  const byText = new Map(keys.map((key) => [keyText(key), key]))
  return [...byText].sort(byKey).map(([, key]) => key)
}

async function lock(
  tx: Tx,
  keys: readonly AccountKey[],
  others: RawBuilder<unknown> = sql``,
): Promise<KeptAccount[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Row>`${prepared}
    select ledger_accounts.customer_id, ledger_accounts.currency, state
    from ${keyRows(keys)} join ledger_accounts using (customer_id, currency)
    order by customer_id, currency for update of ledger_accounts ${others}`.execute(tx)
  return rows.map(keptOf)
}

const keyRows = (keys: readonly AccountKey[]): RawBuilder<unknown> =>
  unnestRows<AccountKey>(
    'asked',
    [
      { name: 'customer_id', type: 'uuid', of: (key) => key.customerId },
      { name: 'currency', type: 'text', of: (key) => key.currency },
    ],
    keys,
  )

/** Accounts as they are to be written, under the name `new`. */
export const accountRows = (accounts: readonly KeptAccount[]): RawBuilder<unknown> =>
  unnestRows<KeptAccount>(
    'new',
    [
      { name: 'customer_id', type: 'uuid', of: (row) => row.customerId },
      { name: 'currency', type: 'text', of: (row) => row.currency },
      { name: 'state', type: 'text', of: (row) => JSON.stringify(encodeAccount(row.account)) },
      { name: 'next_at', type: 'timestamptz', of: ({ account }) => nextInstant(account) },
    ],
    accounts,
  )

function nextInstant(account: Account): Date | null {
  const next = nextClockAt(account)
  return next === null ? null : new Date(next)
}

/** All accounts of these customers. */
export const readAccounts = (tx: Tx, customerIds: readonly string[]) =>
  accountsOf(tx, customerIds, sql``)

/** The same, locked in order of their keys. */
export const lockAccountsOf = (tx: Tx, customerIds: readonly string[]) =>
  accountsOf(tx, customerIds, sql`for update`)

async function accountsOf(
  tx: Tx,
  customerIds: readonly string[],
  locking: RawBuilder<unknown>,
): Promise<KeptAccount[]> {
  const { rows } = await sql<Row>`${prepared}
    select customer_id, currency, state from ledger_accounts
    where customer_id = any(${customerIds}::uuid[])
    order by customer_id, currency ${locking}`.execute(tx)
  return rows.map(keptOf)
}

/** Accounts in which time will move points between the two, in order of their keys after that one. */
export const readAccountsDue = (
  tx: Tx,
  { after, from, until }: { after: AccountKey | null; from: Date; until: Date },
  limit: number,
) => readPage(tx, sql`next_at > ${from} and next_at < ${until}`, after, limit)

/** Accounts with points that are still open or held, in order of their keys after that one. */
export const readAccountsOpen = (tx: Tx, after: AccountKey | null, limit: number) =>
  readPage(tx, sql`state -> 'lots' is not null`, after, limit)

async function readPage(
  tx: Tx,
  which: RawBuilder<unknown>,
  after: AccountKey | null,
  limit: number,
): Promise<KeptAccount[]> {
  const { rows } = await sql<Row>`
    select customer_id, currency, state from ledger_accounts
    where ${which}
      and (${after === null}
        or (customer_id, currency) > (${after?.customerId ?? null}::uuid, ${after?.currency ?? null}))
      and not exists (
        select from customers
        where customers.customer_id = ledger_accounts.customer_id and merged_into is not null
      )
    order by customer_id, currency limit ${limit}`.execute(tx)
  return rows.map(keptOf)
}

/**
 * Accounts in which time has moved points that are not booked yet, locked. Those another
 * transaction works on are booked by it.
 */
export async function lockDueAccounts(tx: Tx, now: Date, limit: number): Promise<KeptAccount[]> {
  const { rows } = await sql<Row>`
    select customer_id, currency, state from ledger_accounts
    where next_at <= ${now} and not exists (
      select from customers
      where customers.customer_id = ledger_accounts.customer_id and merged_into is not null
    )
    order by next_at limit ${limit}
    for update skip locked`.execute(tx)
  return rows.map(keptOf)
}
