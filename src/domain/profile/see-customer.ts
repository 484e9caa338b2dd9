import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { notFound } from '#kernel/errors.ts'
import { visibleAmong } from './customer-queries.ts'

/** A customer as they stand now: under the one they were merged into, with all who were too. */
export type Seen = { customerId: string; memberIds: readonly string[] }

/** @throws Refusal where there is no such customer, or they never were where the caller works */
export async function seeCustomer(
  tx: Tx,
  customerId: string,
  stores: Caller['stores'],
): Promise<Seen> {
  const root = await seeRoot(tx, customerId, stores)
  return { customerId: root, memberIds: (await membersOf(tx, [root])).get(root)! }
}

/** The same for who asks for the customer alone. */
export async function seeRoot(
  tx: Tx,
  customerId: string,
  stores: Caller['stores'],
): Promise<string> {
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  const [visible] = await visibleAmong(tx, [root], stores)
  if (visible === undefined) throw notFound('customer')
  return visible
}
