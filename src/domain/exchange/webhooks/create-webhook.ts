import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import {
  type createWebhook as createEndpoint,
  type Webhook,
  webhooksMax,
} from '#contract/endpoints/webhooks.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import type { Reach } from '#domain/business/reach/look-up-within.ts'
import { seal } from '#domain/business/seal.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { checkAddress } from './check-address.ts'
import { newSecret } from './signing.ts'
import { readWebhook } from './webhook.ts'

export type WebhookRim = Pick<Context, 'database'> & { sealKey: string; reach: Reach }

type Wished = Input<typeof createEndpoint>['body']

/** From now on it is told. Its secret is kept sealed, since signatures need it as it is. */
export async function createWebhook(
  { database, sealKey, reach }: WebhookRim,
  { name, url, types, includesImports }: Wished,
  createdBy: string,
): Promise<{ webhook: Webhook; secret: string }> {
  const address = checkAddress(url, reach)
  const [secret, webhookId] = [newSecret(), newId()]
  await transaction(database, async (tx) => {
    await sql`lock table webhooks in share row exclusive mode`.execute(tx)
    if ((await countWebhooks(tx)) === 0) await beginHere(tx)
    await sql`
      insert into webhooks (webhook_id, name, url, types, includes_imports, secret, created_at,
        created_by, since)
      values (${webhookId}, ${name}, ${address}, ${types}, ${includesImports},
        ${seal(secret, sealKey, 'webhook secret')}, ${new Date()}, ${createdBy},
        pg_current_xact_id())`.execute(tx)
  })
  return { webhook: await readWebhook(database, webhookId), secret }
}

async function countWebhooks(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from webhooks`.execute(tx)
  const { count } = rows[0]!
  if (count < webhooksMax) return count
  throw conflict('webhooks_too_many', `There are at most ${webhooksMax} webhooks.`)
}

/** Nobody wanted to know what was before. */
async function beginHere(tx: Tx): Promise<void> {
  await sql`
    update webhook_progress
    set xid = pg_snapshot_xmin(pg_current_snapshot()), rank = 0, position = 0,
      tiers_looked_at = null`.execute(tx)
}
