import { sql } from 'kysely'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { fillIn } from './fill-in.ts'
import { holdIntake, lockCustomers } from './hold-customers.ts'
import { type Merge, type MergeKind, writeMerge } from './merge-rows.ts'
import { pointTo, regroup } from './regroup.ts'
import { sayMerge } from './say-merge.ts'

/** Replays read all that ever happened with a customer, within one transaction. */
const membersMax = 500

export type PeopleRim = { context: Context; planFor: PlanFor }

/** Who is to be one, and what whoever does it says about it. */
export type Merging = { from: string; into: string; note: string | null }

/**
 * Joins two customers: from now on `from` counts for `into`. No row of the log is touched; all that
 * follows from the log is told anew over both, and what the books say otherwise is corrected.
 * @throws Refusal where one of them is not known or not to be seen, or both are one already
 */
export async function mergeCustomers(rim: PeopleRim, merging: Merging, by: Caller): Promise<Merge> {
  return await transaction(rim.context.database, (tx) => mergeWithin(tx, rim, merging, by))
}

/** The same within a transaction, so that it can be tried. */
export async function mergeWithin(
  tx: Tx,
  { context, planFor }: PeopleRim,
  { from, into, note }: Merging,
  by: Caller,
): Promise<Merge> {
  await holdIntake(tx)
  const fromId = await seeRoot(tx, from, by.stores)
  const intoId = await seeRoot(tx, into, by.stores)
  await refuseUnjoinable(tx, fromId, intoId)
  await refuseCompanies(tx, [fromId, intoId])
  await lockCustomers(tx, [fromId, intoId])
  const asked = { kind: 'merge' as const, fromId, intoId, mergedAt: context.clock.now(), note }
  return await join(tx, { ...asked, mergedBy: callerKey(by) }, planFor)
}

/** A company is no person who was met twice, and its contracts stay with it. */
async function refuseCompanies(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const { rows } = await sql`
    select from companies where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  if (rows.length === 0) return
  throw conflict('company_not_mergeable', 'Companies cannot be joined with another customer.')
}

export type Joining = Omit<Merge, 'mergeId' | 'taken' | 'undoneAt'> & { kind: MergeKind }

/** The same for two who are locked and fit to be joined. */
export async function join(tx: Tx, joining: Joining, planFor: PlanFor): Promise<Merge> {
  const { fromId, intoId, mergedAt } = joining
  await pointTo(tx, joining)
  const taken = joining.kind === 'merge' ? await fillIn(tx, joining) : {}
  await regroup(tx, { roots: [intoId], mergedAway: [fromId] }, planFor, mergedAt)
  const merge = { ...joining, mergeId: newId(), taken }
  await writeMerge(tx, merge)
  await sayMerge(tx, 'customers_merged', merge, mergedAt)
  return { ...merge, undoneAt: null }
}

export async function refuseUnjoinable(tx: Tx, fromId: string, intoId: string): Promise<void> {
  if (fromId === intoId) {
    throw conflict('customers_are_one', 'These are the same customer already.')
  }
  const members = await membersOf(tx, [fromId, intoId])
  if ([...members.values()].flat().length <= membersMax) return
  throw conflict(
    'merges_too_many',
    `At most ${membersMax} customers and receipts can be joined in one.`,
  )
}
