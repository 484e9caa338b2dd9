import { sql } from 'kysely'
import type { Delivery } from '#contract/endpoints/connections.ts'
import type { Queryable } from '#database/transaction.ts'
import { connectionEnded, readConnection } from './connection.ts'
import { readDelivery } from './list-deliveries.ts'

/** Lets the worker decide a delivery once more: what counted already is found repeated. */
export async function replayDelivery(
  db: Queryable,
  connectionId: string,
  deliveryId: string,
): Promise<Delivery> {
  await readDelivery(db, connectionId, deliveryId)
  await refuseEnded(db, connectionId)
  await sql`
    update deliveries set outcome = 'waiting', reason = null, decided_at = null
    where connection_id = ${connectionId} and delivery_id = ${deliveryId}`.execute(db.kysely)
  return await readDelivery(db, connectionId, deliveryId)
}

/** @returns how many were refused and now wait */
export async function replayRefused(db: Queryable, connectionId: string): Promise<number> {
  await refuseEnded(db, connectionId)
  const { numAffectedRows } = await sql`
    update deliveries set outcome = 'waiting', reason = null, decided_at = null
    where connection_id = ${connectionId} and outcome = 'refused'`.execute(db.kysely)
  return Number(numAffectedRows ?? 0)
}

async function refuseEnded(db: Queryable, connectionId: string): Promise<void> {
  const { state } = await readConnection(db, connectionId)
  if (state === 'ended') throw connectionEnded()
}
