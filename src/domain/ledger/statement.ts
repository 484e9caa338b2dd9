import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import type { Deed } from './act.ts'
import type { Cause } from './book-account.ts'
import { type FactsState, type MovementState, partsOf } from './entry-state.ts'
import type { GrantPart, Reason } from './facts.ts'

export type StatementRequest = {
  customerId: string
  currency: string
  /** When it was booked, the end exclusive. */
  from: Date
  to: Date
  /** Position of the last line of the page before; null: the first page. */
  after: number | null
  limit: number
}

/** A line of the books as a customer is told, the newest first. */
export type StatementLine = {
  position: number
  kind: Cause['kind']
  correction: boolean
  eventId: string | null
  actId: string | null
  /** What was done. */
  act: Deed['kind'] | null
  store: number
  effectiveAt: Date
  bookedAt: Date
  balanceBefore: number
  balanceAfter: number
  movements: MovementState[]
  /** What its grants brought, by rule. */
  parts: GrantPart[]
  /** Of the act. */
  reason: Reason | null
}

export async function readStatement(tx: Tx, request: StatementRequest): Promise<StatementLine[]> {
  const { customerId, currency, from, to, after, limit } = request
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  const members = (await membersOf(tx, [root])).get(root)!
  const { rows } = await sql<Omit<StatementLine, 'parts'> & { facts: FactsState | null }>`
    select entries.position, entries.kind, correction, event_id as "eventId",
      entries.act_id as "actId", acts.kind as act, coalesce(entries.store_number, 0) as store,
      effective_at as "effectiveAt", booked_at as "bookedAt", balance_before as "balanceBefore",
      balance_after as "balanceAfter", movements, facts,
      case when acts.act_id is not null
        then jsonb_build_object('key', reason_key, 'params', reason_params) end as reason
    from ledger_entries as entries
    left join ledger_acts as acts
      on acts.customer_id = any(${members}::uuid[]) and acts.act_id = entries.act_id
    where entries.customer_id = any(${members}::uuid[]) and entries.currency = ${currency}
      and booked_at >= ${from} and booked_at < ${to}
      and (${after}::bigint is null or entries.position < ${after}::bigint)
    order by entries.position desc
    limit ${limit}`.execute(tx)
  return rows.map(({ facts, ...line }) => ({ ...line, parts: partsOf(facts) }))
}
