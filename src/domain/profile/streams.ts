import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

const customersPerStep = 2000

/** Every customer that was not merged into another, in steps. */
export const rootIds = (tx: Tx) =>
  steps((after) =>
    sql<{ id: string }>`
      select customer_id as id from customers
      where merged_into is null and customer_id > ${after}::uuid
      order by customer_id limit ${customersPerStep}`.execute(tx),
  )

/** Every guest of the log: streams that belong to no customer. */
export const guestIds = (tx: Tx) =>
  steps((after) =>
    sql<{ id: string }>`
      select customer_id as id from events
      where customer_id > ${after}::uuid
        and not exists (select from customers where customers.customer_id = events.customer_id)
      group by customer_id order by customer_id limit ${customersPerStep}`.execute(tx),
  )

/** Pages of ids, each beginning after the last of the one before. */
async function* steps(read: (after: string) => Promise<{ rows: { id: string }[] }>) {
  let after = '00000000-0000-0000-0000-000000000000'
  while (true) {
    const ids = (await read(after)).rows.map((row) => row.id)
    if (ids.length === 0) return
    yield ids
    after = ids.at(-1)!
  }
}
