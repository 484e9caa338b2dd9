import { sql } from 'kysely'
import type { WebhookDelivery } from '#contract/endpoints/webhooks.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { readWebhookDelivery } from './list-webhook-deliveries.ts'
import { lockWebhook } from './webhook.ts'

type Rim = Pick<Context, 'database'>

/** Sends a message once more, as it was: a receiver that knows its id can leave it at that. */
export async function resendDelivery(
  { database }: Rim,
  webhookId: string,
  messageId: string,
): Promise<WebhookDelivery> {
  await transaction(database, async (tx) => {
    await lockWebhook(tx, webhookId)
    const { rows } = await sql`
      select from webhook_deliveries
      where webhook_id = ${webhookId} and message_id = ${messageId}`.execute(tx)
    if (rows.length === 0) throw notFound('webhook_delivery')
    await queueAgain(tx, sql`webhook_id = ${webhookId} and message_id = ${messageId}`)
  })
  return await readWebhookDelivery(database, webhookId, messageId)
}

/** @returns how many were given up, since then where that is said, and now wait */
export async function resendFailed(
  { database }: Rim,
  webhookId: string,
  since: Date | null,
): Promise<number> {
  return await transaction(database, async (tx) => {
    await lockWebhook(tx, webhookId)
    return await queueAgain(
      tx,
      sql`webhook_id = ${webhookId} and state = 'failed' and not is_test and message_id in (
        select message_id from webhook_messages
        where ${since}::timestamptz is null or recorded_at >= ${since}
      )`,
    )
  })
}

/** What is under way right now is left alone. */
async function queueAgain(tx: Tx, which: ReturnType<typeof sql>): Promise<number> {
  const now = new Date()
  const { numAffectedRows } = await sql`
    update webhook_deliveries set state = 'waiting', attempts = 0, next_at = ${now}
    where ${which} and (held_until is null or held_until <= ${now})`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
