import type { MergeView } from '#contract/endpoints/merges.ts'
import type { Tx } from '#database/transaction.ts'
import { nameStaff } from '#domain/business/name-staff.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import type { Merge } from './merge-rows.ts'

/** Merges as they are shown, each with the names of both as they stand alone. */
export async function viewMerges(tx: Tx, merges: readonly Merge[]): Promise<MergeView[]> {
  const ids = merges.flatMap(({ fromId, intoId }) => [fromId, intoId])
  const names = await nameCustomers(tx, [...new Set(ids)])
  const staff = await nameStaff(
    tx,
    merges.map(({ mergedBy }) => mergedBy),
  )
  return merges.map(({ mergeId, kind, fromId, intoId, mergedAt, mergedBy, note }) => ({
    ...{ id: mergeId, kind, mergedAt, note },
    ...{ from: names.get(fromId)!, into: names.get(intoId)! },
    mergedBy: staff.get(mergedBy) ?? null,
  }))
}
