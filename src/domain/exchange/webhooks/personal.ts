import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** What webhooks were told about a person, as far as it is still kept. */
export type MessageExport = { recordedAt: Date; type: string; content: unknown }

/** @param customerIds the customer and all who were merged into them */
export async function exportMessages(
  tx: Tx,
  customerIds: readonly string[],
): Promise<MessageExport[]> {
  const { rows } = await sql<MessageExport>`
    select recorded_at as "recordedAt", type, body::json as content from webhook_messages
    where customer_id = any(${customerIds}::uuid[])
    order by message_id`.execute(tx)
  return rows
}

/** Forgets what was told and takes back what has not been sent yet. */
export async function eraseMessages(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with changes as (
      delete from webhook_changes where customer_id = any(${customerIds}::uuid[])
    ), tiers as (
      delete from webhook_tiers where customer_id = any(${customerIds}::uuid[])
    )
    delete from webhook_messages where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
