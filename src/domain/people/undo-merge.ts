import { type Caller, callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { becomeGuest } from './claim-purchase.ts'
import { emptyAgain } from './fill-in.ts'
import { holdIntake, lockCustomers } from './hold-customers.ts'
import type { PeopleRim } from './merge-customers.ts'
import { findMerge, type Merge, noteUndone } from './merge-rows.ts'
import { pointBack, regroup } from './regroup.ts'
import { sayMerge } from './say-merge.ts'

/**
 * Parts two customers again, whatever was merged since: each stands as if they had never been one.
 * What came in under an identity meanwhile goes with it; what was redeemed stays redeemed by whoever
 * did it, and where their own points do not suffice for it, it falls short.
 */
export async function undoMerge(
  { context, planFor }: PeopleRim,
  { customerId, mergeId }: { customerId: string; mergeId: string },
  by: Caller,
): Promise<Merge> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    await holdIntake(tx)
    const merge = await standing(tx, customerId, mergeId, by)
    const { fromId } = merge
    const root = (await rootsOf(tx, [fromId])).get(fromId)!
    await lockCustomers(tx, [fromId, root])
    await pointBack(tx, merge)
    await refreshSearch(tx, await emptyAgain(tx, merge))
    if (merge.kind === 'claim') await becomeGuest(tx, fromId)
    const roots = merge.kind === 'claim' ? [root] : [fromId, root].sort()
    await regroup(tx, { roots, mergedAway: [] }, planFor, now)
    await noteUndone(tx, mergeId, callerKey(by), now)
    await sayMerge(tx, 'customers_parted', merge, now)
    return { ...merge, undoneAt: now }
  })
}

/** @throws Refusal where there is no such merge of this customer, or it was undone */
async function standing(
  tx: Tx,
  customerId: string,
  mergeId: string,
  { stores }: Caller,
): Promise<Merge> {
  const merge = await findMerge(tx, mergeId)
  const root = await seeRoot(tx, customerId, stores)
  if (merge?.undoneAt) throw conflict('merge_undone', 'This merge was undone before.')
  const joined = merge && (await rootsOf(tx, [merge.fromId])).get(merge.fromId)
  if (!merge || joined !== root) throw notFound('merge')
  return merge
}
