import * as webhooks from '#contract/endpoints/webhooks.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { callerName, on, type Route } from '#contract/route.ts'
import { changeWebhook, removeWebhook, rotateSecret } from './change-webhook.ts'
import { createWebhook, type WebhookRim } from './create-webhook.ts'
import { listWebhookDeliveries } from './list-webhook-deliveries.ts'
import { resendDelivery, resendFailed } from './resend.ts'
import { testWebhook } from './test-webhook.ts'
import { listWebhooks, readWebhook } from './webhook.ts'

export const routes = (rim: WebhookRim): Route[] =>
  [...webhookRoutes(rim), ...deliveryRoutes(rim)].map(
    ofEveryStore('Webhooks concern every store; your access is limited to some.'),
  )

const webhookRoutes = (rim: WebhookRim): Route[] => [
  on(webhooks.listWebhooks, async () => ({ items: await listWebhooks(rim.database) })),
  on(webhooks.createWebhook, ({ body, caller }) => createWebhook(rim, body, callerName(caller))),
  on(webhooks.readWebhook, ({ params }) => readWebhook(rim.database, params.webhookId)),
  on(webhooks.updateWebhook, ({ params, body }) => changeWebhook(rim, params.webhookId, body)),
  on(webhooks.removeWebhook, ({ params }) => removeWebhook(rim, params.webhookId)),
  on(webhooks.rotateWebhookSecret, ({ params }) => rotateSecret(rim, params.webhookId)),
]

const deliveryRoutes = (rim: WebhookRim): Route[] => [
  on(webhooks.testWebhook, ({ params }) => testWebhook(rim, params.webhookId)),
  on(webhooks.listWebhookDeliveries, ({ params, query }) =>
    listWebhookDeliveries(rim.database, params.webhookId, query),
  ),
  on(webhooks.resendWebhookDelivery, ({ params }) =>
    resendDelivery(rim, params.webhookId, params.messageId),
  ),
  on(webhooks.resendFailed, async ({ params, body }) => ({
    deliveries: await resendFailed(
      rim,
      params.webhookId,
      body.since === undefined ? null : new Date(body.since),
    ),
  })),
]
