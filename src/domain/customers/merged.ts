import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'

/** Each customer with everybody merged into them, themselves first. */
export async function membersOf(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const members = new Map(customerIds.map((id) => [id, [id]]))
  if (members.size === 0) return members
  const { rows } = await sql<{ customerId: string; memberId: string }>`${prepared}
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

/** The customer each of these was merged into in the end; themselves where they were not. */
export async function rootsOf(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, string>> {
  const roots = new Map(customerIds.map((id) => [id, id]))
  if (roots.size === 0) return roots
  const { rows } = await sql<{ memberId: string; customerId: string }>`${prepared}
    with recursive ways as (
      select customer_id as member, merged_into as customer
      from customers
      where customer_id = any(${[...roots.keys()]}::uuid[]) and merged_into is not null
      union all
      select ways.member, customers.merged_into
      from ways join customers on customers.customer_id = ways.customer
      where customers.merged_into is not null
    )
    select member as "memberId", customer as "customerId"
    from ways
    where not exists (
      select from customers
      where customers.customer_id = ways.customer and customers.merged_into is not null
    )`.execute(tx)
  for (const { memberId, customerId } of rows) roots.set(memberId, customerId)
  return roots
}

/** Those of the customers who were erased. */
export async function erasedOf(tx: Tx, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers
    where customer_id = any(${customerIds}::uuid[]) and erased_at is not null`.execute(tx)
  return rows.map(({ id }) => id)
}
