import { sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { Refusal } from '#kernel/errors.ts'

/**
 * Nobody books on their own card; a colleague does.
 * @param root whose card it is, under whomever they were merged into
 */
export async function refuseOwnCard(tx: Tx, caller: Caller, root: string): Promise<void> {
  const own = await ownCustomer(tx, caller)
  if (own === null || (await rootsOf(tx, [own])).get(own) !== root) return
  throw new Refusal('forbidden', 'own_card', 'This is your own card. Ask a colleague to book.')
}

async function ownCustomer(tx: Tx, caller: Caller): Promise<string | null> {
  if (caller.kind !== 'staff') return null
  const { rows } = await sql<{ own: string | null }>`${
    caller.cashier
      ? sql`select own_customer_id as own from cashiers
          where cashier_id = ${caller.cashier.cashierId}`
      : sql`select own_customer_id as own from staff where staff_id = ${caller.staffId}`
  }`.execute(tx)
  return rows[0]?.own ?? null
}
