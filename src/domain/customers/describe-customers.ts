import { sql } from 'kysely'
import type { ContactBlockReason } from '#contract/language/consent.ts'
import type { Tx } from '#database/transaction.ts'
import type { IdentityKind } from './identity.ts'

export type Description = {
  customerId: string
  language: string | null
  birthday: string | null
  /** Why nobody is to contact them. */
  contact: ContactBlockReason | null
  identities: { kind: IdentityKind; shown: string }[]
}

/** What else is written down of these customers, for a file that names everything. */
export async function describeCustomers(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Description>> {
  const { rows } = await sql<Description>`
    select customer_id as "customerId", language, birthday, blocked_customers.reason as contact,
      coalesce((
        select json_agg(json_build_object('kind', kind, 'shown', shown) order by kind, value)
        from identities where identities.customer_id = persons.customer_id
      ), '[]') as identities
    from persons left join blocked_customers using (customer_id)
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.customerId, row]))
}
