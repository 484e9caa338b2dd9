import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'

/** Gives customers without a name the one their rows tell; a name that is there stays. */
export async function nameCustomers(tx: Tx, names: ReadonlyMap<string, string>): Promise<void> {
  if (names.size === 0) return
  const { rows } = await sql<{ id: string }>`
    with told as (
      select customer_id, name
      from unnest(${[...names.keys()]}::uuid[], ${[...names.values()]}::text[])
        as told (customer_id, name)
    ), nameless as (
      -- in one order, so that two batches never wait for each other in a circle
      select customer_id from persons
      where customer_id in (select customer_id from told) and name is null
      order by customer_id for update
    )
    update persons set name = told.name
    from told join nameless using (customer_id)
    where persons.customer_id = told.customer_id
    returning persons.customer_id as id`.execute(tx)
  if (rows.length > 0)
    await refreshSearch(
      tx,
      rows.map((row) => row.id),
    )
}
