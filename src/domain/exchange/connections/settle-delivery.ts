import { sql } from 'kysely'
import type { Delivery } from '#contract/endpoints/connections.ts'
import type { Queryable } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'
import { readDelivery } from './list-deliveries.ts'

/** What was asked of a person is done; why it was asked stays beside it. */
export async function settleDelivery(
  db: Queryable,
  connectionId: string,
  deliveryId: string,
): Promise<Delivery> {
  const { numAffectedRows } = await sql`
    update deliveries set outcome = 'ignored'
    where connection_id = ${connectionId} and delivery_id = ${deliveryId} and outcome = 'noted'`.execute(
    db.kysely,
  )
  const delivery = await readDelivery(db, connectionId, deliveryId)
  if (numAffectedRows) return delivery
  throw conflict('delivery_not_noted', 'This delivery asks nothing of anybody.')
}
