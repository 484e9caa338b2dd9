import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import type { LoggedEvent } from '#domain/events/fact.ts'
import { readStreams } from '#domain/events/log.ts'
import { nilId } from '#kernel/ids.ts'

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

/**
 * The events of these customers, each with those of everybody merged into them, and of these
 * guests, in one statement for both.
 */
export async function readEvents(
  tx: Tx,
  roots: readonly string[],
  guests: readonly string[] = [],
): Promise<(id: string) => readonly LoggedEvent[]> {
  const members = await membersOf(tx, roots)
  const streams = Map.groupBy(
    await readStreams(tx, [...[...members.values()].flat(), ...guests]),
    (event) => event.customerId,
  )
  return (id) => (members.get(id) ?? [id]).flatMap((member) => streams.get(member) ?? [])
}

/** Pages of ids, each beginning after the last of the one before. */
async function* steps(read: (after: string) => Promise<{ rows: { id: string }[] }>) {
  let after: string = nilId
  while (true) {
    const ids = (await read(after)).rows.map((row) => row.id)
    if (ids.length === 0) return
    yield ids
    after = ids.at(-1)!
  }
}
