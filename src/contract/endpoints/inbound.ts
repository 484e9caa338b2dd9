import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

/** A large order of a shop has some hundred kilobytes. */
export const deliveryBytesMax = 2 * 1024 * 1024
export const batchBytesMax = 500 * 1024

/** Which headers say who sent a delivery, what it is about and what it is called. */
export const deliveryHeaders = [
  'x-shopify-hmac-sha256',
  'x-shopify-topic',
  'x-shopify-event-id',
  'x-shopify-webhook-id',
  'x-wc-webhook-signature',
  'x-wc-webhook-topic',
  'x-wc-webhook-delivery-id',
  'shopware-shop-signature',
] as const

export const receiveDelivery = endpoint({
  method: 'POST',
  path: '/api/v1/inbound/:connectionId',
  tag: 'inbound',
  summary: 'Take in what a connected shop sends',
  description:
    'The address that a webhook of Shopify, WooCommerce or Shopware sends to. The body is signed with ' +
    'the secret of the connection, as each of these shops does. It is answered once it is kept; ' +
    'what became of it stands among the deliveries of the connection.',
  permission: 'signed',
  // Whoever cannot sign is not told which connections there are.
  params: z.object({ connectionId: z.string().max(100) }),
  headers: deliveryHeaders,
  upload: { bytesMax: deliveryBytesMax },
  reply: z.object({ received: z.int() }),
  errors: ['signature_not_valid', 'delivery_malformed'],
})

export const registerShopware = endpoint({
  method: 'GET',
  path: '/api/v1/inbound/:connectionId/register',
  tag: 'inbound',
  summary: 'Answer a Shopware that installs the app of a connection',
  description:
    'Shopware asks this once, signed with the secret of the app, and is told the secret it signs its ' +
    'webhooks with: for both it is the one of the connection. The confirmation that follows goes to the ' +
    'address of the webhooks; the access it brings is not kept.',
  permission: 'signed',
  params: z.object({ connectionId: z.string().max(100) }),
  headers: ['shopware-app-signature'],
  query: z.object({
    'shop-id': z.string().max(200).default(''),
    'shop-url': z.string().max(2000).default(''),
    timestamp: z.string().max(20).default(''),
  }),
  reply: z.object({ proof: z.string(), secret: z.string(), confirmation_url: z.string() }),
  errors: ['signature_not_valid'],
})

const library = {
  method: 'POST',
  tag: 'inbound',
  permission: 'signed',
  headers: ['authorization'],
  upload: { bytesMax: batchBytesMax },
  reply: z.object({ success: z.literal(true) }),
  errors: ['write_key_not_valid', 'delivery_malformed', 'batch_too_long'],
} as const

const asLibraries =
  'In the form the libraries of Segment send, also without `/api` before the path. The write key of a ' +
  'connection is the user name of Basic authentication, or `writeKey` in the body. '

export const receiveBatch = endpoint({
  ...library,
  path: '/api/v1/batch',
  summary: 'Take in a batch of calls',
  description: `${asLibraries}Each call is kept and decided on its own.`,
})

export const receiveTrack = endpoint({
  ...library,
  path: '/api/v1/track',
  summary: 'Take in what somebody did',
  description: asLibraries,
})

export const receiveIdentify = endpoint({
  ...library,
  path: '/api/v1/identify',
  summary: 'Take in who somebody is',
  description: asLibraries,
})
