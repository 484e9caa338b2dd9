import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { noteLabel } from './card-rows.ts'

/**
 * Lets a card lead to somebody else from now on. What it was shown for stays with whom it was.
 * @throws Refusal where it leads to none of `fromIds`
 */
export async function moveCard(
  tx: Tx,
  number: string,
  { fromIds, toId }: { fromIds: readonly string[]; toId: string },
): Promise<void> {
  const { numAffectedRows } = await sql`
    update identities set customer_id = ${toId}
    where kind = 'card_number' and value = ${number} and customer_id = any(${fromIds}::uuid[])`.execute(
    tx,
  )
  if (!numAffectedRows) throw notFound('card')
  await noteLabel(tx, number, null)
}

/** Whom a card was given to: the customer, or one who was merged into them. */
export async function holderOf(tx: Tx, number: string): Promise<string> {
  const { rows } = await sql<{ customerId: string }>`
    select customer_id as "customerId" from identities
    where kind = 'card_number' and value = ${number}`.execute(tx)
  if (!rows[0]) throw notFound('card')
  return rows[0].customerId
}
