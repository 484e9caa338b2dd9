import { sql } from 'kysely'
import type { NamedCustomer } from '#contract/endpoints/reports/parts.ts'
import type { Tx } from '#database/transaction.ts'
import { identityKinds } from './identity.ts'

/** Names of customers, or where none is known an identity to tell them by. */
export async function nameCustomers(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, NamedCustomer>> {
  const { rows } = await sql<NamedCustomer>`
    select customer_id as "customerId", persons.name,
      (select shown from identities where identities.customer_id = asked.customer_id
       order by array_position(${[...identityKinds]}::text[], kind), value
       limit 1) as shown
    from unnest(${ids}::uuid[]) as asked(customer_id) left join persons using (customer_id)`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.customerId, row]))
}
