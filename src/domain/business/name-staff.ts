import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** Names of the people of staff and of the cashiers behind the keys of callers; programs have none here. */
export async function nameStaff(
  tx: Tx,
  callerKeys: readonly (string | null)[],
): Promise<Map<string | null, string>> {
  const { rows } = await sql<{ key: string; name: string }>`
    select 'staff ' || staff_id as key, coalesce(nullif(name, ''), email) as name from staff
    where 'staff ' || staff_id = any(${callerKeys}::text[])
    union all
    select 'cashier ' || cashier_id, name from cashiers
    where 'cashier ' || cashier_id = any(${callerKeys}::text[])`.execute(tx)
  return new Map(rows.map(({ key, name }) => [key, name]))
}
