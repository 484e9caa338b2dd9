import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { label } from '../language/text.ts'

export const viewsPerRequestMax = 50

const shared = {
  /** Made by the page: what is sent again counts once. */
  id: label(64),
  at: z.iso.datetime({ offset: true }),
}

const view = z.discriminatedUnion('type', [
  z.strictObject({
    ...shared,
    type: z.literal('page'),
    path: label(500),
    title: z.string().max(500).optional(),
  }),
  z.strictObject({
    ...shared,
    type: z.literal('product'),
    sku: label(64),
    name: label(200).optional(),
    category: label(64).optional(),
  }),
])
export type SnippetView = z.output<typeof view>

/** What the snippet in a shop's pages sends, as text. */
export const snippetBody = z.strictObject({
  user: z.strictObject({ id: label(128), hash: z.string().max(100) }),
  views: z.array(view).min(1).max(viewsPerRequestMax),
})

export const receiveViews = endpoint({
  method: 'POST',
  path: '/api/v1/snippet/:connectionId',
  tag: 'inbound',
  summary: 'Take in what a signed-in customer of a web shop looked at',
  description:
    'Sent by the snippet of a connection, from pages of the origins named there. The shop has signed who ' +
    'the customer is: HMAC-SHA256 of their number, with the secret of the connection, in hexadecimal. ' +
    'It can tell of pages and articles that were looked at, and can read nothing.',
  permission: 'signed',
  // Whoever cannot sign is not told which connections there are.
  params: z.object({ connectionId: z.string().max(100) }),
  headers: ['origin'],
  upload: { bytesMax: 64 * 1024 },
  crossOrigin: { perMinuteMax: 120 },
  reply: z.object({ received: z.int() }),
  errors: ['signature_not_valid', 'origin_not_allowed', 'delivery_malformed'],
})
