import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { noteHappened } from '#domain/business/audit/note-happened.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { holdIntake, lockCustomers } from '../hold-customers.ts'
import { forget, keyOf } from './erase-person.ts'

/** Everybody who was erased, the first one first: ids alone, which lead to nobody. */
export async function listErased({ kysely }: Queryable): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers
    where erased_at is not null order by erased_at, customer_id`.execute(kysely)
  return rows.map(({ id }) => id)
}

/**
 * Erases again who had been erased when an older copy was put back. Said twice it is the same; whom the
 * copy never knew is passed over.
 * @returns how many people were erased
 */
export async function replayErasures(
  context: Context,
  customerIds: readonly string[],
): Promise<number> {
  let erased = 0
  for (const customerId of customerIds) if (await eraseAgain(context, customerId)) erased++
  return erased
}

async function eraseAgain(context: Context, customerId: string): Promise<boolean> {
  return await transaction(context.database, async (tx) => {
    const { rows } = await sql`
      select from customers where customer_id = ${customerId} and erased_at is null`.execute(tx)
    if (rows.length === 0) return false
    await holdIntake(tx)
    const root = (await rootsOf(tx, [customerId])).get(customerId)!
    const memberIds = (await membersOf(tx, [root])).get(root)!
    await lockCustomers(tx, memberIds)
    const erasing = { erasureKey: keyOf(context), now: context.clock.now() }
    await forget(tx, { customerId: root, memberIds }, erasing)
    const by = 'erasures of before'
    await noteHappened(tx, { subject: 'customer_erased', by, operation: null, customerId: root })
    return true
  })
}
