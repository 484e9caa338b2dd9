import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

type Limit = {
  table: 'company_contracts' | 'installed_products'
  max: number
  code: string
  message: string
}

/** Whoever adds something to a company does so one after the other, and not without end. */
export async function lockWithin(
  tx: Tx,
  companyId: string,
  { table, max, code, message }: Limit,
): Promise<void> {
  await sql`
    select from companies where customer_id = ${companyId} for no key update`.execute(tx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${sql.table(table)}
    where customer_id = ${companyId}`.execute(tx)
  if (rows[0]!.count >= max) throw conflict(code, message)
}
