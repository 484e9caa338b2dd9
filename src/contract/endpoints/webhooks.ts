import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { webhookId, webhookMessageId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label } from '../language/text.ts'
import { type WebhookType, webhookTypes, whenTold } from '../language/webhook-type.ts'

/**
 * `failing`: stopped after days without one success. `gone`: its receiver answered 410. What
 * happens while it is `paused` or `failing` waits and is told once it is active again.
 */
export const webhookStates = ['active', 'paused', 'failing', 'gone'] as const
export type WebhookState = (typeof webhookStates)[number]

export const webhookDeliveryStates = ['waiting', 'delivered', 'failed'] as const

export const webhooksMax = 20
/** Messages and what became of them are kept so long. */
export const messagesKeptDays = 30
/** Until a new secret alone signs. */
export const formerSecretHours = 24

const types = z
  .array(z.enum(webhookTypes as readonly [WebhookType, ...WebhookType[]]))
  .min(1)
  .max(webhookTypes.length)
  .nullable()
  .describe('Of what it is told; null: of everything, also of what is yet to come')

const url = label(2000).describe('https only, and no address of a private network')

export const webhook = z.object({
  id: webhookId,
  name: z.string(),
  url: z.string(),
  types,
  includesImports: z.boolean().describe('Also of what files of earlier purchases bring in'),
  state: z.enum(webhookStates),
  createdAt: moment,
  deliveredAt: moment.nullable().describe('The last success'),
  failingSince: moment.nullable().describe('The first failure since the last success'),
  restsUntil: moment
    .nullable()
    .describe('After several failures in a row it is left alone so long'),
  formerSecretUntil: moment.nullable().describe('Until then the secret before signs as well'),
  counts: z
    .object({ waiting: z.int(), delivered: z.int(), failed: z.int() })
    .describe(`Of the last ${messagesKeptDays} days`),
})
export type Webhook = z.output<typeof webhook>

export const webhookDelivery = z.object({
  id: webhookMessageId.describe('The webhook-id: the same in every attempt'),
  type: z.string(),
  recordedAt: moment,
  state: z.enum(webhookDeliveryStates),
  attempts: z.int(),
  triedAt: moment.nullable(),
  nextAt: moment.nullable().describe('The next attempt, while it waits'),
  answer: z
    .object({
      code: z.string().describe('`answered`, or why there was no answer'),
      status: z.int().nullable(),
      text: z.string().describe('The beginning of what the receiver said'),
    })
    .nullable()
    .describe('What became of the last attempt'),
})
export type WebhookDelivery = z.output<typeof webhookDelivery>

export const listWebhooks = endpoint({
  method: 'GET',
  path: '/api/v1/webhooks',
  tag: 'webhooks',
  summary: 'List the webhooks',
  permission: 'webhooks:read',
  reply: z.object({ items: z.array(webhook) }),
})

export const createWebhook = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks',
  tag: 'webhooks',
  summary: 'Have an address of yours told what happens; the secret is shown this once',
  description:
    'Messages follow the Standard Webhooks specification: signed, at least once, in order for each customer. ' +
    `It can be told of:\n\n${webhookTypes.map((type) => `- \`${type}\`: ${whenTold(type)}`).join('\n')}`,
  permission: 'webhooks:manage',
  body: z.strictObject({
    name: label(100),
    url,
    types: types.default(null),
    includesImports: z.boolean().default(false),
  }),
  reply: z.object({ webhook, secret: z.string() }),
  status: 201,
  errors: ['webhook_address_refused', 'webhooks_too_many'],
})

const params = z.object({ webhookId })

export const readWebhook = endpoint({
  method: 'GET',
  path: '/api/v1/webhooks/:webhookId',
  tag: 'webhooks',
  summary: 'Read a webhook',
  permission: 'webhooks:read',
  params,
  reply: webhook,
  errors: ['webhook_not_found'],
})

export const updateWebhook = endpoint({
  method: 'PATCH',
  path: '/api/v1/webhooks/:webhookId',
  tag: 'webhooks',
  summary: 'Change a webhook, pause it, or let it go on',
  description: 'Whatever stopped it: `active` begins anew with all that waits.',
  permission: 'webhooks:manage',
  params,
  body: z.strictObject({
    name: label(100).optional(),
    url: url.optional(),
    types: types.optional(),
    includesImports: z.boolean().optional(),
    state: z.enum(['active', 'paused']).optional(),
  }),
  reply: webhook,
  errors: ['webhook_not_found', 'webhook_address_refused'],
})

export const removeWebhook = endpoint({
  method: 'DELETE',
  path: '/api/v1/webhooks/:webhookId',
  tag: 'webhooks',
  summary: 'Remove a webhook with all that waits for it',
  permission: 'webhooks:manage',
  params,
  reply: z.void(),
  status: 204,
  errors: ['webhook_not_found'],
})

export const rotateWebhookSecret = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks/:webhookId/rotate',
  tag: 'webhooks',
  summary: 'Make a new secret, shown this once',
  description: `For ${formerSecretHours} hours every message is signed with both.`,
  permission: 'webhooks:manage',
  params,
  reply: z.object({ webhook, secret: z.string() }),
  errors: ['webhook_not_found'],
})

export const testWebhook = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks/:webhookId/test',
  tag: 'webhooks',
  summary: 'Send a message that says nothing',
  description: 'Also while it is paused or stopped. It is tried once.',
  permission: 'webhooks:manage',
  params,
  reply: webhookDelivery,
  status: 202,
  errors: ['webhook_not_found'],
})

export const listWebhookDeliveries = endpoint({
  method: 'GET',
  path: '/api/v1/webhooks/:webhookId/deliveries',
  tag: 'webhooks',
  summary: 'List what a webhook was told, the latest first',
  permission: 'webhooks:read',
  params,
  query: z.object({ ...pageQuery, state: z.enum(webhookDeliveryStates).optional() }),
  reply: page(webhookDelivery),
  errors: ['webhook_not_found', 'cursor_malformed'],
})

export const resendWebhookDelivery = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks/:webhookId/deliveries/:messageId/resend',
  tag: 'webhooks',
  summary: 'Send a message once more, under the same webhook-id',
  permission: 'webhooks:manage',
  params: z.object({ webhookId, messageId: webhookMessageId }),
  reply: webhookDelivery,
  errors: ['webhook_not_found', 'webhook_delivery_not_found'],
})

export const resendFailed = endpoint({
  method: 'POST',
  path: '/api/v1/webhooks/:webhookId/resend',
  tag: 'webhooks',
  summary: 'Send everything once more that was given up',
  permission: 'webhooks:manage',
  params,
  body: z.strictObject({ since: z.iso.datetime({ offset: true }).optional() }),
  reply: z.object({ deliveries: z.int() }),
  errors: ['webhook_not_found'],
})
