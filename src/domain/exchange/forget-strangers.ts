import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { withdraw } from '#domain/customers/write-identities.ts'

/**
 * Removes the customers that only this import knew: a wrong column must not leave thousands of
 * people behind who never were. Whoever is known from elsewhere, or of whom somebody has written
 * something down, stays.
 */
export async function forgetStrangers(
  tx: Tx,
  importId: string,
  customerIds: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select customers.customer_id as id
    from customers join persons using (customer_id)
    where customers.customer_id = any(${customerIds}::uuid[])
      and customers.merged_into is null
      and persons.birthday is null and persons.attributes = '{}'
      -- made by one of the import's own batches, and nothing else was ever heard of them
      and exists (select from events
        where events.customer_id = customers.customer_id
          and events.import_id = ${importId} and events.recorded_at = customers.created_at)
      and not exists (select from events
        where events.customer_id = customers.customer_id
          and events.import_id is distinct from ${importId})
      and not exists (select from customers as merged
        where merged.merged_into = customers.customer_id)
      and not exists (select from customer_tags
        where customer_tags.customer_id = customers.customer_id)`.execute(tx)
  if (rows.length > 0)
    await withdraw(
      tx,
      rows.map((row) => row.id),
    )
}
