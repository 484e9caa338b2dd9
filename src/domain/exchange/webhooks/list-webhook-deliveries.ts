import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '#contract/cursor.ts'
import type { WebhookDelivery } from '#contract/endpoints/webhooks.ts'
import type { Queryable } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { readWebhook } from './webhook.ts'

type Asked = {
  limit: number
  cursor?: string | undefined
  state?: WebhookDelivery['state'] | undefined
}
type Row = WebhookDelivery & { number: number }

const place = z.strictObject({ number: z.int().min(0) })

/** What a webhook was told, the latest first. */
export async function listWebhookDeliveries(
  db: Queryable,
  webhookId: string,
  { limit, cursor, state }: Asked,
): Promise<{ items: WebhookDelivery[]; nextCursor: string | null }> {
  await readWebhook(db, webhookId)
  const after = cursor === undefined ? null : decodeCursor(cursor, place).number
  const found = await ask(
    db,
    sql`webhook_id = ${webhookId}
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${after === null ? sql`` : sql`and number < ${after}`}`,
    limit + 1,
  )
  const items = found.slice(0, limit)
  const nextCursor = found.length > limit ? encodeCursor({ number: items.at(-1)!.number }) : null
  return { items: items.map(({ number: _, ...delivery }) => delivery), nextCursor }
}

export async function readWebhookDelivery(
  db: Queryable,
  webhookId: string,
  messageId: string,
): Promise<WebhookDelivery> {
  const [found] = await ask(db, sql`webhook_id = ${webhookId} and message_id = ${messageId}`, 1)
  if (!found) throw notFound('webhook_delivery')
  const { number: _, ...delivery } = found
  return delivery
}

async function ask({ kysely }: Queryable, where: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<Row>`
    select number, message_id as id, type, recorded_at as "recordedAt", state, attempts,
      tried_at as "triedAt", case when state = 'waiting' then next_at end as "nextAt", answer
    from webhook_deliveries join webhook_messages using (message_id)
    where ${where}
    order by number desc limit ${limit}`.execute(kysely)
  return rows
}
