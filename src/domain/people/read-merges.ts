import type { MergeView } from '#contract/endpoints/merges.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { standingMergesOf } from './merge-rows.ts'
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
