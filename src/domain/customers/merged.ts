import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Each customer with everybody merged into them, themselves first. */
export async function membersOf(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const members = new Map(customerIds.map((id) => [id, [id]]))
  if (members.size === 0) return members
  const { rows } = await sql<{ customerId: string; memberId: string }>`
    with recursive joined as (
      select merged_into as root, customer_id
      from customers
      where merged_into = any(${[...members.keys()]}::uuid[])
      union all
      select joined.root, customers.customer_id
      from joined join customers on customers.merged_into = joined.customer_id
    )
    select root as "customerId", customer_id as "memberId" from joined order by customer_id`.execute(
    tx,
  )
  for (const { customerId, memberId } of rows) members.get(customerId)!.push(memberId)
  return members
}
