import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import type { Delivery, DeliveryOutcome } from '#contract/endpoints/connections.ts'
import type { Queryable } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { readConnection } from './connection.ts'

type Asked = { limit: number; cursor?: string | undefined; outcome?: DeliveryOutcome | undefined }

const place = z.strictObject({ deliveryId: uuid })

/** What a connection sent, the latest first. */
export async function listDeliveries(
  db: Queryable,
  connectionId: string,
  { limit, cursor, outcome }: Asked,
): Promise<{ items: Delivery[]; nextCursor: string | null }> {
  await readConnection(db, connectionId)
  const after = cursor === undefined ? null : decodeCursor(cursor, place).deliveryId
  const found = await ask(
    db,
    sql`connection_id = ${connectionId}
      ${outcome === undefined ? sql`` : sql`and outcome = ${outcome}`}
      ${after === null ? sql`` : sql`and delivery_id < ${after}`}`,
    limit + 1,
  )
  const items = found.slice(0, limit)
  const isMore = found.length > limit
  return { items, nextCursor: isMore ? encodeCursor({ deliveryId: items.at(-1)!.id }) : null }
}

export async function readDelivery(
  db: Queryable,
  connectionId: string,
  deliveryId: string,
): Promise<Delivery> {
  const [found] = await ask(
    db,
    sql`connection_id = ${connectionId} and delivery_id = ${deliveryId}`,
    1,
  )
  if (!found) throw notFound('delivery')
  return found
}

async function ask({ kysely }: Queryable, where: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<Delivery>`
    select delivery_id as id, received_at as "receivedAt", decided_at as "decidedAt", topic, key,
      reference, outcome, reason, repeats
    from deliveries where ${where}
    order by delivery_id desc limit ${limit}`.execute(kysely)
  return rows
}
