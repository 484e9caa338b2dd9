import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Who is not to be contacted, with all they count for: few, so they are known as a whole. */
export async function readBlocked(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from blocked_customers`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** @param customer the column of their id */
export const isBlocked = (customer: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${customer} in (select blocked_customers.customer_id from blocked_customers)`
