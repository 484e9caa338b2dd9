import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'

/** Whether nothing was ever put in: no customer, no event, no store. */
export async function isEmpty({ kysely }: Queryable): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from customers)
      and not exists (select from events)
      and not exists (select from stores) as empty`.execute(kysely)
  return rows[0]!.empty
}
