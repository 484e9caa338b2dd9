import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { sortName } from './search-text.ts'

/** What this module holds about a person, as it stands in the tables. */
export type CustomerExport = {
  customerId: string
  createdAt: Date
  name: string | null
  language: string | null
  birthday: string | null
  attributes: Record<string, unknown>
  identities: { kind: string; value: string; shown: string }[]
  tags: string[]
}

/** @param customerIds the customer and all who were merged into them */
export async function exportPerson(
  tx: Tx,
  customerIds: readonly string[],
): Promise<CustomerExport[]> {
  const { rows } = await sql<CustomerExport>`
    select customer_id as "customerId", created_at as "createdAt", name, language, birthday, attributes,
      coalesce((
        select json_agg(json_build_object('kind', kind, 'value', value, 'shown', shown) order by kind, value)
        from identities where identities.customer_id = customers.customer_id
      ), '[]') as identities,
      array(
        select tags.name from customer_tags join tags on tags.number = tag_number
        where customer_tags.customer_id = customers.customer_id
        order by tags.name
      ) as tags
    from customers join persons using (customer_id)
    where customer_id = any(${customerIds}::uuid[])
    order by customer_id`.execute(tx)
  return rows
}

/**
 * Forgets who these customers are. Their numbers stay, under an id that leads to nobody; tags go
 * too, since a business writes in them what it thinks of people.
 */
export async function erasePerson(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with unnamed as (
      delete from identities where customer_id = any(${customerIds}::uuid[])
    ), untagged as (
      delete from customer_tags where customer_id = any(${customerIds}::uuid[])
    )
    update persons
    set name = null, language = null, birthday = null, attributes = '{}', search = '',
      sort_name = ${sortName(null)}
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
