import { type RawBuilder, sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import { shardOf } from '#kernel/ids.ts'
import { accountRows, type KeptAccount } from './account-rows.ts'
import type { Act } from './act.ts'
import { deedOf } from './act-rows.ts'
import type { Entry } from './entry.ts'
import { encodeFacts, encodeMovements } from './entry-state.ts'
import { addedUp, type MonthFlow, monthFlows } from './months.ts'
import type { LedgerTerms } from './terms.ts'

export type NewAct = {
  /** Who acted: stays with them when they are merged and parted. */
  customerId: string
  act: Act
  doneBy: string | null
  note: string | null
  /** Hashes in hexadecimal. */
  identity: string
  contentHash: string
  answer: object
}

export type Bookings = {
  accounts: readonly KeptAccount[]
  entries: readonly Entry[]
  acts?: readonly NewAct[]
  /** Takes the sums of the month instead of their table; see `saveMonths`. */
  gathered?: MonthFlow[] | undefined
}

/**
 * Writes entries, acts, sums of the month and accounts, in one statement.
 * @param unless a query: where it finds a row, nothing is written
 * @returns how many accounts were written
 */
export async function save(
  tx: Tx,
  { accounts, entries, acts = [], gathered }: Bookings,
  terms: LedgerTerms,
  now: Date,
  unless?: RawBuilder<unknown>,
): Promise<number> {
  const first = (accounts[0] ?? entries[0])?.customerId
  if (first === undefined) return 0
  const flows = monthFlows(entries, now.getTime(), terms.zone)
  gathered?.push(...flows)
  const asNew = unless ? sql`cross join fresh` : sql``
  const { numAffectedRows } = await sql`${prepared}
    with ${unless ? sql`fresh as (select where not exists (${unless})),` : sql``}
    booked as (
      insert into ledger_entries (customer_id, currency, kind, correction, event_id, act_id,
        store_number, effective_at, booked_at, movements, facts, balance_before, balance_after)
      select customer_id, currency, kind, correction, event_id, act_id, store_number, effective_at,
        ${now}, movements::json, facts::json, balance_before, balance_after
      from ${entryRows(entries)} ${asNew} order by place
    )
    ${acts.length === 0 ? sql`` : actsWritten(acts, now, asNew)}
    ${gathered ? sql`` : sql`, counted as (${monthsCounted(flows, first, asNew)})`}
    update ledger_accounts set state = new.state::json, next_at = new.next_at
    from ${accountRows(accounts)} ${asNew}
    where ledger_accounts.customer_id = new.customer_id
      and ledger_accounts.currency = new.currency`.execute(tx)
  return Number(numAffectedRows)
}

/**
 * Writes the sums of the month that were gathered, once all accounts of the transaction are locked:
 * who held a sum and waited for an account would stand in a ring with who holds that account.
 */
export async function saveMonths(
  tx: Tx,
  gathered: readonly MonthFlow[],
  customerId: string,
): Promise<void> {
  if (gathered.length === 0) return
  await sql`${prepared} ${monthsCounted(addedUp(gathered), customerId, sql``)}`.execute(tx)
}

/** One shard for all, by a customer: two that took several each could wait for each other. */
function monthsCounted(
  flows: readonly MonthFlow[],
  customerId: string,
  asNew: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const shard = shardOf(customerId)
  return sql`
    insert into ledger_months as known (month, currency, store_number, issuer_number,
      from_account, to_account, points, shard)
    select *, ${shard}::smallint from ${monthRows(flows)} ${asNew}
    order by month, currency, store_number, issuer_number, from_account, to_account
    on conflict (month, currency, store_number, issuer_number, from_account, to_account, shard)
    do update set points = known.points + excluded.points`
}

const actsWritten = (
  acts: readonly NewAct[],
  now: Date,
  asNew: RawBuilder<unknown>,
): RawBuilder<unknown> => {
  const rows = actRows(acts)
  return sql`, done as (
      insert into ledger_acts (customer_id, act_id, currency, kind, at, recorded_at, store_number,
        done_by, deed, reason_key, reason_params, identity, content_hash, answer)
      select customer_id, act_id, currency, kind, at, ${now}, store_number, done_by, deed,
        reason_key, reason_params, identity, content_hash, answer::json
      from ${rows} ${asNew} order by place
    ), noted as (
      insert into act_notes (customer_id, act_id, note)
      select customer_id, act_id, note from ${rows} ${asNew} where note is not null
    )`
}

const dateOf = (instant: number | null) => (instant === null ? null : new Date(instant))

const entryRows = (entries: readonly Entry[]) =>
  unnestRows<Entry>(
    'new',
    [
      { name: 'place', type: 'integer', of: (_, place) => place },
      { name: 'customer_id', type: 'uuid', of: (row) => row.customerId },
      { name: 'currency', type: 'text', of: (row) => row.currency },
      { name: 'kind', type: 'text', of: (row) => row.kind },
      { name: 'correction', type: 'boolean', of: (row) => row.correction },
      { name: 'event_id', type: 'uuid', of: (row) => row.eventId },
      { name: 'act_id', type: 'uuid', of: (row) => row.actId },
      { name: 'store_number', type: 'smallint', of: (row) => row.store || null },
      { name: 'effective_at', type: 'timestamptz', of: (row) => dateOf(row.effectiveAt) },
      { name: 'movements', type: 'text', of: (row) => JSON.stringify(encodeMovements(row)) },
      { name: 'facts', type: 'text', of: (row) => jsonOrNull(encodeFacts(row)) },
      { name: 'balance_before', type: 'bigint', of: (row) => row.balanceBefore },
      { name: 'balance_after', type: 'bigint', of: (row) => row.balanceAfter },
    ],
    entries,
  )

const jsonOrNull = (value: object | null) => (value === null ? null : JSON.stringify(value))

const actRows = (acts: readonly NewAct[]) =>
  unnestRows<NewAct>(
    'new',
    [
      { name: 'place', type: 'integer', of: (_, place) => place },
      { name: 'customer_id', type: 'uuid', of: (row) => row.customerId },
      { name: 'act_id', type: 'uuid', of: (row) => row.act.id },
      { name: 'currency', type: 'text', of: (row) => row.act.currency },
      { name: 'kind', type: 'text', of: (row) => row.act.kind },
      { name: 'at', type: 'timestamptz', of: (row) => dateOf(row.act.at) },
      { name: 'store_number', type: 'smallint', of: (row) => row.act.store || null },
      { name: 'done_by', type: 'text', of: (row) => row.doneBy },
      { name: 'note', type: 'text', of: (row) => row.note },
      { name: 'deed', type: 'jsonb', of: (row) => JSON.stringify(deedOf(row.act)) },
      { name: 'reason_key', type: 'text', of: (row) => row.act.reason.key },
      {
        name: 'reason_params',
        type: 'jsonb',
        of: (row) => JSON.stringify(row.act.reason.params ?? {}),
      },
      { name: 'identity', type: 'bytea', of: (row) => Buffer.from(row.identity, 'hex') },
      { name: 'content_hash', type: 'bytea', of: (row) => Buffer.from(row.contentHash, 'hex') },
      { name: 'answer', type: 'text', of: (row) => JSON.stringify(row.answer) },
    ],
    acts,
  )

const monthRows = (flows: readonly MonthFlow[]) =>
  unnestRows<MonthFlow>(
    'new',
    [
      { name: 'month', type: 'smallint', of: (row) => row.month },
      { name: 'currency', type: 'text', of: (row) => row.currency },
      { name: 'store_number', type: 'smallint', of: (row) => row.store },
      { name: 'issuer_number', type: 'smallint', of: (row) => row.issuer },
      { name: 'from_account', type: 'text', of: (row) => row.from },
      { name: 'to_account', type: 'text', of: (row) => row.to },
      { name: 'points', type: 'bigint', of: (row) => row.points },
    ],
    flows,
  )
