import { sql } from 'kysely'
import type { Customer } from '#contract/endpoints/customers.ts'
import type { Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { identityKinds } from './identity.ts'

/**
 * Who a customer is. Identities and tags of those merged into them are theirs too; name and
 * attributes are their own.
 * @param memberIds the customer and all who were merged into them
 */
export async function readCustomer(
  tx: Tx,
  customerId: string,
  memberIds: readonly string[],
): Promise<Customer> {
  const { rows } = await sql<Customer>`
    select customer_id as id, name, language, birthday, attributes, created_at as "createdAt",
      coalesce((
        select json_agg(json_build_object('kind', kind, 'value', shown)
          order by array_position(${[...identityKinds]}::text[], kind), value)
        from identities
        where identities.customer_id = any(${memberIds}::uuid[])
      ), '[]') as identities,
      coalesce((
        select json_agg(json_build_object('number', number, 'name', name) order by lower(name), name)
        from tags
        where number in (
          select tag_number from customer_tags
          where customer_tags.customer_id = any(${memberIds}::uuid[])
        )
      ), '[]') as tags
    from customers join persons using (customer_id)
    where customer_id = ${customerId}`.execute(tx)
  if (!rows[0]) throw notFound('customer')
  return rows[0]
}
