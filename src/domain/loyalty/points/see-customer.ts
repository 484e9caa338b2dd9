import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { visibleAmong } from '#domain/profile/customer-queries.ts'
import { notFound } from '#kernel/errors.ts'

/** Whoever a customer was merged into; only where they bought where the caller works. */
export async function seeCustomer(
  tx: Tx,
  customerId: string,
  stores: Caller['stores'],
): Promise<string> {
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  const [visible] = await visibleAmong(tx, [root], stores)
  if (visible === undefined) throw notFound('customer')
  return visible
}
