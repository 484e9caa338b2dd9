import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/**
 * Has the figures of companies added up anew, soon. Rows are only appended, so that tills of one
 * company do not wait for each other.
 * @param companies a query with one column, the ids
 */
export async function markChanged(tx: Tx, companies: RawBuilder<unknown>): Promise<void> {
  await sql`insert into company_changes (company_id) ${companies}`.execute(tx)
}

/** The companies these customers count for: their own, or as contacts at any time. */
export const companiesOf = (customerIds: readonly string[]): RawBuilder<unknown> => sql`
  select customer_id from companies where customer_id = any(${customerIds}::uuid[])
  union
  select company_id from company_contacts where root_id = any(${customerIds}::uuid[])`
