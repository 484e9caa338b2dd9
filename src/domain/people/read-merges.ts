import { latestMergesMax, type MergeView } from '#contract/endpoints/merges.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { visibleAmong } from '#domain/profile/customer-queries.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { standingMerges, standingMergesOf } from './merge-rows.ts'
import { viewMerges } from './merge-view.ts'

/** Who counts for a customer, and since when. */
export async function readMerges(
  { database }: Pick<Context, 'database'>,
  customerId: string,
  stores: Caller['stores'],
): Promise<MergeView[]> {
  return await readOnly(database, async (tx) => {
    const { memberIds } = await seeCustomer(tx, customerId, stores)
    return await viewMerges(tx, await standingMergesOf(tx, memberIds))
  })
}

/** The latest merges of customers whom the caller may see. */
export async function readLatestMerges(
  { database }: Pick<Context, 'database'>,
  stores: Caller['stores'],
): Promise<MergeView[]> {
  return await readOnly(database, async (tx) => {
    const merges = await standingMerges(tx, latestMergesMax)
    const roots = await rootsOf(
      tx,
      merges.map(({ fromId }) => fromId),
    )
    const visible = new Set(await visibleAmong(tx, [...new Set(roots.values())], stores))
    const seen = merges.filter(({ fromId }) => visible.has(roots.get(fromId)!))
    return await viewMerges(tx, seen)
  })
}
