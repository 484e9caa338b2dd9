import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { publicId } from '#kernel/ids.ts'

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

/**
 * Tells who keeps something of a person that they are forgotten here, under each id they ever had.
 * @param customerIds of one person, the one that counts first
 */
export async function tellErased(tx: Tx, customerIds: readonly string[], now: Date): Promise<void> {
  const content = { ids: customerIds.map((id) => publicId('cus', id)) }
  await sql`
    insert into webhook_changes (type, customer_id, occurred_at, content)
    select 'customer.erased', ${customerIds[0]!}::uuid, ${now}, ${JSON.stringify(content)}::jsonb
    where webhooks_want('{customer.erased}')`.execute(tx)
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
