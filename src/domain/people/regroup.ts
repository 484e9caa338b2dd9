import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { regroupContacts } from '#domain/customers/companies/regroup-contacts.ts'
import { restateConsents } from '#domain/customers/consent/restate.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { regroupProgram } from '#domain/loyalty/regroup.ts'
import { type Regrouped, regroupProfiles } from '#domain/profile/regroup.ts'
import type { Merge } from './merge-rows.ts'

type Pointer = Pick<Merge, 'fromId' | 'intoId'>

/** Leads a customer to another. */
export async function pointTo(tx: Tx, { fromId, intoId }: Pointer): Promise<void> {
  await sql`
    update customers set merged_into = ${intoId} where customer_id = ${fromId}`.execute(tx)
  await sql`update customers set joined = true where customer_id = ${intoId}`.execute(tx)
}

/** Leads a customer back to themselves. */
export async function pointBack(tx: Tx, { fromId, intoId }: Pointer): Promise<void> {
  await sql`update customers set merged_into = null where customer_id = ${fromId}`.execute(tx)
  await sql`
    update customers set joined = exists (
      select from customers as member where member.merged_into = ${intoId}
    ) where customer_id = ${intoId}`.execute(tx)
}

/** All state that follows from who counts for whom, anew; in the order of the modules. */
export async function regroup(
  tx: Tx,
  regrouped: Regrouped,
  planFor: PlanFor,
  now: Date,
): Promise<void> {
  await refreshSearch(tx, regrouped.roots)
  await restateConsents(tx, regrouped.roots)
  await regroupProfiles(tx, regrouped)
  await regroupContacts(tx, regrouped.roots)
  await regroupProgram(tx, regrouped, await planFor(tx), now)
}
