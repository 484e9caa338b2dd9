import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { connectionId, consentTextId, deliveryId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label } from '../language/text.ts'

export const connectionKinds = ['shopify', 'woocommerce', 'shopware', 'segment', 'snippet'] as const
export type ConnectionKind = (typeof connectionKinds)[number]

export const connectionStates = ['active', 'paused', 'ended'] as const

/** What became of a delivery. `noted`: it asks something of a person, such as an erasure. */
export const deliveryOutcomes = [
  'waiting',
  'accepted',
  'repeated',
  'ignored',
  'noted',
  'refused',
] as const
export type DeliveryOutcome = (typeof deliveryOutcomes)[number]

/** Deliveries are kept so long; what asks something of a person longer. */
export const deliveriesKeptDays = 30
export const notedKeptDays = 90
export const connectionsMax = 50

const counts = z.object({
  waiting: z.int(),
  accepted: z.int(),
  repeated: z.int(),
  ignored: z.int(),
  noted: z.int(),
  refused: z.int(),
})

export const connection = z.object({
  id: connectionId,
  kind: z.enum(connectionKinds),
  name: z.string(),
  source: z.string().describe('Stands in each of its events'),
  origins: z.array(z.string()).describe('Of a snippet: whose pages may tell something'),
  consentTextId: consentTextId
    .nullable()
    .describe(
      'Of Shopify: the words beside its checkbox for e-mails; null: no consent is recorded',
    ),
  state: z.enum(connectionStates).describe('paused: what comes is kept, and counted later'),
  path: z.string().describe('Where it sends to, behind the address of this installation'),
  createdAt: moment,
  endedAt: moment.nullable(),
  lastReceivedAt: moment.nullable(),
  counts: counts.describe(`Of the deliveries of the last ${deliveriesKeptDays} days`),
})
export type Connection = z.output<typeof connection>

export const delivery = z.object({
  id: deliveryId,
  receivedAt: moment,
  decidedAt: moment.nullable(),
  topic: z.string(),
  key: z.string().describe('What the sender calls this delivery'),
  reference: z.string().describe('What it is about: the number of an order'),
  outcome: z.enum(deliveryOutcomes),
  reason: z
    .object({ code: z.string(), text: z.string() })
    .nullable()
    .describe('Why it was ignored, noted or refused'),
  repeats: z.int().describe('How often it came again'),
})
export type Delivery = z.output<typeof delivery>

export const listConnections = endpoint({
  method: 'GET',
  path: '/api/v1/connections',
  tag: 'connections',
  summary: 'List the connections to shops, ended ones last',
  permission: 'connections:read',
  reply: z.object({ items: z.array(connection) }),
})

const secretText = label(200).min(16)
const origins = z.array(z.url({ protocol: /^https?$/ }).max(300)).max(20)

export const createConnection = endpoint({
  method: 'POST',
  path: '/api/v1/connections',
  tag: 'connections',
  summary: 'Connect a shop; its secret is shown this once',
  description:
    'Shopify signs with a secret of its own, which is sent as `secret`. For the others one is made, ' +
    'unless you send one. Its `source` stands in all its events and is never given to another.',
  permission: 'connections:manage',
  body: z.strictObject({
    kind: z.enum(connectionKinds),
    name: label(100),
    source: z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,39}$/)
      .optional()
      .describe('Left out: the name of the kind, with a number where that is taken'),
    secret: secretText.optional(),
    origins: origins.default([]).describe('Of a snippet: the addresses of the shop'),
  }),
  reply: z.object({ connection, secret: z.string() }),
  status: 201,
  errors: [
    'connection_source_taken',
    'connection_secret_missing',
    'connection_origins_missing',
    'connections_too_many',
  ],
})

const params = z.object({ connectionId })

export const readConnection = endpoint({
  method: 'GET',
  path: '/api/v1/connections/:connectionId',
  tag: 'connections',
  summary: 'Read a connection',
  permission: 'connections:read',
  params,
  reply: connection,
  errors: ['connection_not_found'],
})

export const updateConnection = endpoint({
  method: 'PATCH',
  path: '/api/v1/connections/:connectionId',
  tag: 'connections',
  summary: 'Rename, pause or resume a connection, or tell its new secret',
  description: 'While it is paused, what comes is kept; it is counted once it is active again.',
  permission: 'connections:manage',
  params,
  body: z.strictObject({
    name: label(100).optional(),
    state: z.enum(['active', 'paused']).optional(),
    secret: secretText.optional().describe('Not of a library: its write key stays as it is'),
    origins: origins.min(1).optional(),
    consentTextId: consentTextId
      .nullable()
      .optional()
      .describe('Of Shopify: with it, a yes or no to e-mails said there is recorded here'),
  }),
  reply: connection,
  errors: [
    'connection_not_found',
    'connection_ended',
    'connection_write_key_fixed',
    'connection_without_consents',
    'consent_text_not_found',
  ],
})

export const endConnection = endpoint({
  method: 'POST',
  path: '/api/v1/connections/:connectionId/end',
  tag: 'connections',
  summary: 'End a connection for good; what it told stays',
  permission: 'connections:manage',
  params,
  reply: connection,
  errors: ['connection_not_found'],
})

export const ordersFileBytesMax = 50 * 1024 * 1024

export const backfillOrders = endpoint({
  method: 'POST',
  path: '/api/v1/connections/:connectionId/orders',
  tag: 'connections',
  summary: 'Bring earlier orders in, from the export of the shop',
  description:
    'The orders file of Shopify as CSV, in one piece. Each order in it becomes a delivery. It is the same ' +
    'purchase that a webhook of it tells, and any webhook outdoes it.',
  permission: 'connections:manage',
  params,
  upload: { bytesMax: ordersFileBytesMax },
  reply: z.object({ orders: z.int() }),
  status: 202,
  errors: ['connection_not_found', 'connection_ended', 'orders_file_unknown'],
})

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/api/v1/connections/:connectionId/deliveries',
  tag: 'connections',
  summary: 'List what a shop sent, the latest first',
  permission: 'connections:read',
  params,
  query: z.object({ ...pageQuery, outcome: z.enum(deliveryOutcomes).optional() }),
  reply: page(delivery),
  errors: ['connection_not_found', 'cursor_malformed'],
})

export const replayDelivery = endpoint({
  method: 'POST',
  path: '/api/v1/connections/:connectionId/deliveries/:deliveryId/replay',
  tag: 'connections',
  summary: 'Decide a delivery once more',
  description: 'What it says counts once, however often it is replayed.',
  permission: 'connections:manage',
  params: z.object({ connectionId, deliveryId }),
  reply: delivery,
  errors: ['delivery_not_found', 'connection_ended'],
})

export const settleDelivery = endpoint({
  method: 'POST',
  path: '/api/v1/connections/:connectionId/deliveries/:deliveryId/settle',
  tag: 'connections',
  summary: 'Say that what a delivery asked of a person is done',
  description: 'It then counts among those not needed. Only a noted delivery can be settled.',
  permission: 'connections:manage',
  params: z.object({ connectionId, deliveryId }),
  reply: delivery,
  errors: ['delivery_not_found', 'delivery_not_noted'],
})

export const replayRefused = endpoint({
  method: 'POST',
  path: '/api/v1/connections/:connectionId/replay',
  tag: 'connections',
  summary: 'Decide all refused deliveries of a connection once more',
  permission: 'connections:manage',
  params,
  reply: z.object({ deliveries: z.int() }),
  errors: ['connection_not_found', 'connection_ended'],
})
