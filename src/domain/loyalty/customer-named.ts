import { sql } from 'kysely'
import type { CustomerReference } from '#contract/language/event.ts'
import type { Tx } from '#database/transaction.ts'
import type { Holder } from '#domain/customers/matching.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { notFound } from '#kernel/errors.ts'
import { findCustomer, findRoot } from './vouchers/find-customer.ts'

/** A customer with everybody merged into them, themselves first; `memberId` is who was named. */
export type Member = Holder & { ids: readonly string[] }

/** @throws Refusal where nobody is known by any of it */
export async function customerNamed(tx: Tx, reference: CustomerReference): Promise<Member> {
  const found = await findCustomer(tx, reference)
  if (typeof found === 'string') throw notFound('customer')
  return found
}

/** The same for who asks for the customer alone. */
export async function rootNamed(tx: Tx, reference: CustomerReference): Promise<Holder> {
  const found = await findRoot(tx, reference)
  if (typeof found === 'string') throw notFound('customer')
  return found
}

/** @throws Refusal where there is no such customer */
export async function customerOf(tx: Tx, customerId: string): Promise<Member> {
  const { rows } = await sql`select from customers where customer_id = ${customerId}`.execute(tx)
  if (rows.length === 0) throw notFound('customer')
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  return { customerId: root, memberId: customerId, ids: (await membersOf(tx, [root])).get(root)! }
}

/**
 * Whoever does something that one customer can have only once begins with this. Who waited for a merge
 * looks again: by then it may be somebody else, or more than one.
 */
export async function lockMember(tx: Tx, find: () => Promise<Member>): Promise<Member> {
  const { customerId } = await find()
  await sql`select from customers where customer_id = ${customerId} for no key update`.execute(tx)
  const member = await find()
  return member.customerId === customerId ? member : await lockMember(tx, find)
}
