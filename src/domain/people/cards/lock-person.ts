import { sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { lockFamilies } from '#domain/customers/families.ts'
import { type Seen, seeRoot } from '#domain/profile/see-customer.ts'
import { notFound } from '#kernel/errors.ts'

/**
 * Whoever changes the cards of a customer begins with this: nobody merges, parts or erases them until
 * the end of `tx`.
 * @throws Refusal where there is no such customer, or they were erased meanwhile
 */
export async function lockPerson(
  tx: Tx,
  customerId: string,
  stores: Caller['stores'],
): Promise<Seen> {
  await seeRoot(tx, customerId, stores)
  const [root, ...others] = (await lockFamilies(tx, [customerId])).get(customerId)!
  const { rows } = await sql`
    select from persons where customer_id = ${root} for no key update`.execute(tx)
  if (rows.length === 0) throw notFound('customer')
  return { customerId: root, memberIds: [root, ...others] }
}
