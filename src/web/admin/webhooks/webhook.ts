import type { WireReply } from '#contract/endpoint.ts'
import {
  type createWebhook,
  listWebhookDeliveries,
  listWebhooks,
  readWebhook,
} from '#contract/endpoints/webhooks.ts'

export type Webhook = WireReply<typeof readWebhook>
export type Created = WireReply<typeof createWebhook>
export type Delivery = WireReply<typeof listWebhookDeliveries>['items'][number]

/** What every act on a webhook makes stale. */
export const changes = [listWebhooks, readWebhook, listWebhookDeliveries]
