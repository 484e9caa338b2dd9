import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import {
  formerSecretHours,
  type updateWebhook as updateEndpoint,
  type Webhook,
} from '#contract/endpoints/webhooks.ts'
import { transaction } from '#database/transaction.ts'
import { seal } from '#domain/business/seal.ts'
import { notFound } from '#kernel/errors.ts'
import { checkAddress } from './check-address.ts'
import type { WebhookRim } from './create-webhook.ts'
import { newSecret } from './signing.ts'
import { lockWebhook, readWebhook } from './webhook.ts'

type Change = Input<typeof updateEndpoint>['body']

/** Whoever lets it go on begins anew: what waits is tried at once, and old failures are forgotten. */
export async function changeWebhook(
  { database, reach }: WebhookRim,
  webhookId: string,
  { name, url, types, includesImports, state }: Change,
): Promise<Webhook> {
  const address = url === undefined ? null : checkAddress(url, reach)
  const now = new Date()
  await transaction(database, async (tx) => {
    await lockWebhook(tx, webhookId)
    await sql`
      update webhooks set
        name = coalesce(${name ?? null}::text, name),
        url = coalesce(${address}::text, url),
        types = case when ${types !== undefined} then ${types ?? null}::text[] else types end,
        includes_imports = coalesce(${includesImports ?? null}::boolean, includes_imports),
        state = coalesce(${state ?? null}::text, state)
      where webhook_id = ${webhookId}`.execute(tx)
    if (state !== 'active') return
    await sql`
      update webhooks set failures_in_row = 0, failing_since = null, rest_until = null
      where webhook_id = ${webhookId}`.execute(tx)
    await sql`
      update webhook_deliveries set next_at = ${now}
      where webhook_id = ${webhookId} and state = 'waiting' and next_at > ${now}`.execute(tx)
  })
  return await readWebhook(database, webhookId)
}

export async function removeWebhook(
  { database }: Pick<WebhookRim, 'database'>,
  webhookId: string,
): Promise<void> {
  await transaction(database, async (tx) => {
    const { numAffectedRows } = await sql`
      delete from webhooks where webhook_id = ${webhookId}`.execute(tx)
    if (!numAffectedRows) throw notFound('webhook')
    await sql`
      delete from webhook_messages where not exists (
        select from webhook_deliveries as other
        where other.message_id = webhook_messages.message_id
      )`.execute(tx)
  })
}

/** The secret before signs as well for a while, so that the receiver can change in peace. */
export async function rotateSecret(
  { database, sealKey }: WebhookRim,
  webhookId: string,
): Promise<{ webhook: Webhook; secret: string }> {
  const secret = newSecret()
  const until = new Date(Date.now() + formerSecretHours * 3_600_000)
  await transaction(database, async (tx) => {
    await lockWebhook(tx, webhookId)
    await sql`
      update webhooks set former_secret = secret, former_until = ${until},
        secret = ${seal(secret, sealKey, 'webhook secret')}
      where webhook_id = ${webhookId}`.execute(tx)
  })
  return { webhook: await readWebhook(database, webhookId), secret }
}
