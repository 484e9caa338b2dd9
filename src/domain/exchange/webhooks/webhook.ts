import { type RawBuilder, sql } from 'kysely'
import { messagesKeptDays, type Webhook } from '#contract/endpoints/webhooks.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'

/** How each webhook stands, with what became of its messages of the last days. */
async function ask({ kysely }: Queryable, where: RawBuilder<unknown>): Promise<Webhook[]> {
  const now = new Date()
  const since = new Date(now.getTime() - messagesKeptDays * 24 * 3_600_000)
  const { rows } = await sql<Webhook>`
    select webhook_id as id, name, url, types, includes_imports as "includesImports", state,
      created_at as "createdAt", delivered_at as "deliveredAt", failing_since as "failingSince",
      case when rest_until > ${now} then rest_until end as "restsUntil",
      case when former_until > ${now} then former_until end as "formerSecretUntil", counts
    from webhooks cross join lateral (
      select json_build_object(
        'waiting', count(*) filter (where webhook_deliveries.state = 'waiting'),
        'delivered', count(*) filter (where webhook_deliveries.state = 'delivered'),
        'failed', count(*) filter (where webhook_deliveries.state = 'failed')) as counts
      from webhook_deliveries join webhook_messages using (message_id)
      where webhook_deliveries.webhook_id = webhooks.webhook_id and recorded_at >= ${since}
    ) as recent
    ${where}
    order by created_at, webhook_id`.execute(kysely)
  return rows
}

export const listWebhooks = (db: Queryable): Promise<Webhook[]> => ask(db, sql``)

export async function readWebhook(db: Queryable, webhookId: string): Promise<Webhook> {
  const [found] = await ask(db, sql`where webhook_id = ${webhookId}`)
  if (!found) throw notFound('webhook')
  return found
}

/** @throws Refusal where there is none; it stays as it is until the transaction ends */
export async function lockWebhook(tx: Tx, webhookId: string): Promise<void> {
  const { rows } = await sql`
    select from webhooks where webhook_id = ${webhookId} for no key update`.execute(tx)
  if (rows.length === 0) throw notFound('webhook')
}
