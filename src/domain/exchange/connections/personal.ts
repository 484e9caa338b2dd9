import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { openBody } from './keep-deliveries.ts'

/** What shops have sent about a person, as far as it is still kept. */
export type DeliveryExport = { receivedAt: Date; topic: string; content: unknown }

/** @param customerIds the customer and all who were merged into them */
export async function exportPerson(
  tx: Tx,
  sealKey: string,
  customerIds: readonly string[],
): Promise<DeliveryExport[]> {
  const { rows } = await sql<{ receivedAt: Date; topic: string; body: Buffer }>`
    select received_at as "receivedAt", topic, body from deliveries
    where customer_ids && ${customerIds}::uuid[]
    order by delivery_id`.execute(tx)
  return rows.map(({ body, ...row }) => ({
    ...row,
    content: JSON.parse(openBody(body, sealKey).toString()),
  }))
}

/**
 * Forgets what shops sent about these customers, and under which number they knew them. To be
 * called while their identities still stand. What counted for nobody (an unpaid order) names them
 * until it is swept.
 */
export async function erasePerson(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with forgotten as (
      delete from connection_persons using identities
      where kind = 'external_id' and value = external_id
        and customer_id = any(${customerIds}::uuid[])
    )
    delete from deliveries where customer_ids && ${customerIds}::uuid[]`.execute(tx)
}
