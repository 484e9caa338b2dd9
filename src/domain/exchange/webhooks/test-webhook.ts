import { sql } from 'kysely'
import type { WebhookDelivery } from '#contract/endpoints/webhooks.ts'
import { testType } from '#contract/language/webhook-type.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { bodyOf } from './keep-messages.ts'
import { readWebhookDelivery } from './list-webhook-deliveries.ts'
import { lockWebhook } from './webhook.ts'

/** A message that says nothing, to see whether the receiver is there and knows the secret. */
export async function testWebhook(
  { database }: Pick<Context, 'database'>,
  webhookId: string,
): Promise<WebhookDelivery> {
  const [id, now] = [newId(), new Date()]
  const body = bodyOf({ id, type: testType, occurredAt: now, data: {} })
  await transaction(database, async (tx) => {
    await lockWebhook(tx, webhookId)
    await sql`
      insert into webhook_messages (message_id, type, recorded_at, body)
      values (${id}, ${testType}, ${now}, ${body})`.execute(tx)
    await sql`
      insert into webhook_deliveries (webhook_id, message_id, stream, is_test, next_at)
      values (${webhookId}, ${id}, ${id}, true, ${now})`.execute(tx)
  })
  return await readWebhookDelivery(database, webhookId, id)
}
