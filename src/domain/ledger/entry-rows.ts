import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { keyText } from './account-rows.ts'
import type { Act } from './act.ts'
import { type ActRow, actOf } from './act-rows.ts'
import { type Cause, effectOnBalance, type Movement } from './book-account.ts'
import {
  decodeFacts,
  decodeMovements,
  type EntryHead,
  type FactsState,
  type MovementState,
} from './entry-state.ts'
import type { Facts } from './facts.ts'
import { lastTold } from './tellings.ts'

/** Everything booked and done in one account, those of merged customers included. */
export type Books = {
  customerId: string
  currency: string
  movements: Movement[]
  facts: Facts
  acts: Act[]
  balance: number
}

type EntryRow = {
  customer_id: string
  currency: string
  kind: Cause['kind']
  event_id: string | null
  act_id: string | null
  store: number
  effective_at: Date
  movements: MovementState[]
  facts: FactsState | null
}

const headOf = (row: EntryRow): EntryHead => ({
  currency: row.currency,
  kind: row.kind,
  eventId: row.event_id,
  actId: row.act_id,
  store: row.store,
  effectiveAt: row.effective_at.getTime(),
})

/** The books of these customers, by account. */
export async function readBooks(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Books>> {
  const members = await membersOf(tx, customerIds)
  const rootOf = new Map(
    [...members].flatMap(([root, ids]) => ids.map((id) => [id, root] as const)),
  )
  const [entries, acts] = [
    await readEntries(tx, [...rootOf.keys()]),
    await readActs(tx, [...rootOf.keys()]),
  ]
  const keyOf = (row: { customer_id: string; currency: string }) =>
    keyText({ customerId: rootOf.get(row.customer_id)!, currency: row.currency })
  const [entriesOf, actsOf] = [Map.groupBy(entries, keyOf), Map.groupBy(acts, keyOf)]
  return new Map(
    [...new Set([...entriesOf.keys(), ...actsOf.keys()])].map((key) => {
      const [customerId = '', currency = ''] = key.split(' ')
      return [
        key,
        { customerId, currency, ...booksOf(entriesOf.get(key) ?? [], actsOf.get(key) ?? []) },
      ]
    }),
  )
}

function booksOf(entries: readonly EntryRow[], acts: readonly ActRow[]) {
  const movements = entries.flatMap((row) => decodeMovements(headOf(row), row.movements))
  return {
    movements,
    facts: lastTold(entries.map((row) => decodeFacts(headOf(row), row.facts))),
    acts: acts.map(actOf),
    balance: movements.reduce((sum, movement) => sum + effectOnBalance(movement), 0),
  }
}

async function readEntries(tx: Tx, customerIds: readonly string[]): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select customer_id, currency, kind, event_id, act_id, coalesce(store_number, 0) as store,
      effective_at, movements, facts
    from ledger_entries where customer_id = any(${customerIds}::uuid[])
    order by position`.execute(tx)
  return rows
}

async function readActs(tx: Tx, customerIds: readonly string[]): Promise<ActRow[]> {
  const { rows } = await sql<ActRow>`
    select customer_id, act_id, currency, at, coalesce(store_number, 0) as store, kind, deed,
      reason_key, reason_params
    from ledger_acts where customer_id = any(${customerIds}::uuid[])
    order by position`.execute(tx)
  return rows
}
