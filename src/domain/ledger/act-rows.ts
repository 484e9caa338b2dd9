import { type RawBuilder, sql } from 'kysely'
import type { Act, Deed } from './act.ts'
import type { Reason } from './facts.ts'

/** A row of the table ledger_acts, as far as a replay needs it. */
export type ActRow = {
  customer_id: string
  act_id: string
  currency: string
  at: Date
  store: number
  kind: Deed['kind']
  deed: object
  reason_key: Reason['key']
  reason_params: NonNullable<Reason['params']>
}

export const actOf = (row: ActRow): Act => ({
  id: row.act_id,
  currency: row.currency,
  at: row.at.getTime(),
  store: row.store,
  reason: { key: row.reason_key, params: row.reason_params },
  // Written by deedOf only.
  ...({ kind: row.kind, ...row.deed } as Deed),
})

/** What is told of an act beside what the other columns say. */
export function deedOf({ id, currency, at, store, reason, kind, ...deed }: Act): object {
  return deed
}

/** What stands beside several who are one by now is told once: a condition on `acts`. */
export const toldOnce = (memberIds: readonly string[]): RawBuilder<boolean> => sql<boolean>`
  not exists (
    select from ledger_acts as twin
    where twin.customer_id = any(${memberIds}::uuid[]) and twin.act_id = acts.act_id
      and twin.position < acts.position
  )`
