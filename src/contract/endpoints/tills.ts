import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { customerId, eventId, tillExportId, tillId, tillReceiptId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { label, text } from '../language/text.ts'
import { storeName } from './reports/parts.ts'

export const tillsMax = 500
export const tillKeysMax = 10
/** A receipt that customers show themselves is worth something for so long, and so many a day. */
export const receiptShownHoursMax = 48
export const receiptsShownADayMax = 3

export const till = z.object({
  id: tillId,
  name: z.string(),
  store: storeName,
  serial: z.string().describe('Stands on each of its receipts, second in the code'),
  publicKeys: z.array(z.string()).describe('Of its signing units, in base64: last in the code'),
  createdAt: moment,
  archivedAt: moment.nullable(),
  lastReceiptAt: moment.nullable().describe('The latest receipt that was shown or exported'),
  usualStayMinutes: z
    .int()
    .nullable()
    .describe('Median from beginning to end of its exported receipts of the last 90 days'),
})
export type Till = z.output<typeof till>

export const receiptText = text(2000, 1).describe('The code on the receipt: `V0;...`')
const publicKey = text(200, 1).regex(/^[A-Za-z0-9+/]{4,}={0,2}$/)
const serial = label(70)

export const listTills = endpoint({
  method: 'GET',
  path: '/api/v1/tills',
  tag: 'tills',
  summary: 'List the tills whose receipts count',
  permission: 'connections:read',
  reply: z.object({ items: z.array(till) }),
})

export const registerTill = endpoint({
  method: 'POST',
  path: '/api/v1/tills',
  tag: 'tills',
  summary: 'Register a till, by one of its receipts or by its serial number and key',
  description:
    'Receipts are believed when they are signed with the key of a registered till. Of a receipt its ' +
    'signature is checked, so that what is registered is what the till signs with.',
  permission: 'connections:manage',
  body: z
    .strictObject({
      name: label(100),
      store: label(64).describe('Code of the store'),
      receipt: receiptText.optional(),
      serial: serial.optional(),
      publicKey: publicKey.optional(),
    })
    .meta({
      examples: [
        { name: 'Theke links', store: 'old-town', serial: '955002-00', publicKey: 'BHhW' },
      ],
    }),
  reply: till,
  status: 201,
  errors: [
    'till_exists',
    'till_unsaid',
    'tills_too_many',
    'till_key_malformed',
    'receipt_code_malformed',
    'receipt_signature_not_valid',
    'store_unknown',
  ],
})

export const updateTill = endpoint({
  method: 'PATCH',
  path: '/api/v1/tills/:tillId',
  tag: 'tills',
  summary: 'Rename a till, move it, add the key of a new signing unit, or archive it',
  description: 'What an archived till signed counts no more; what counted stays.',
  permission: 'connections:manage',
  params: z.object({ tillId }),
  body: z.strictObject({
    name: label(100).optional(),
    store: label(64).optional(),
    publicKeys: z.array(publicKey).min(1).max(tillKeysMax).optional(),
    archived: z.boolean().optional(),
  }),
  reply: till,
  errors: ['till_not_found', 'till_key_malformed', 'store_unknown'],
})

export const shownReceipt = z.object({
  became: z
    .enum(['recorded', 'claimed'])
    .describe('claimed: the purchase was known already, without a customer'),
  customerId,
  store: storeName,
  occurredAt: moment,
  amount: money,
})
export type ShownReceipt = z.output<typeof shownReceipt>

/** What can be wrong with a receipt, whoever shows it. */
export const shownReceiptErrors = [
  'receipt_code_malformed',
  'receipt_signature_not_valid',
  'receipt_without_sale',
  'receipt_too_old',
  'receipt_shown',
  'receipt_counted',
  'receipts_too_many_today',
  'till_unknown',
  'exchange_rate_missing',
] as const

export const showReceipt = endpoint({
  method: 'POST',
  path: '/api/v1/receipts/qr',
  tag: 'tills',
  summary: 'Give a customer the purchase of a receipt, by the code printed on it',
  description:
    'The code of the signing unit that every German receipt bears. It must be signed by a registered till. ' +
    `Each receipt counts once, for ${receiptShownHoursMax} hours, ${receiptsShownADayMax} a day for a customer. ` +
    'A purchase that came from elsewhere already is claimed, not counted twice.',
  permission: 'receipts:show',
  body: z
    .strictObject({ customerId, code: receiptText })
    .meta({ examples: [{ customerId: 'cus_06PQW0Q5NJX8FVQ8Z6C7TQ2R4M', code: 'V0;KASSE-1;...' }] }),
  reply: shownReceipt,
  status: 201,
  errors: [...shownReceiptErrors, 'customer_not_found', 'store_not_allowed'],
})

export const tillExportBytesMax = 64 * 1024 * 1024

/** joined: to a purchase that was told of otherwise. doubtful: it may be one of several. */
export const tillReceiptOutcomes = [
  'waiting',
  'booked',
  'joined',
  'doubtful',
  'skipped',
  'refused',
] as const
export type TillReceiptOutcome = (typeof tillReceiptOutcomes)[number]

export const tillExport = z.object({
  id: tillExportId,
  fileName: z.string(),
  receivedAt: moment,
  receipts: z.int().describe('In the file'),
  fresh: z.int().describe('Of them not known from an earlier file'),
  counts: z
    .object({
      waiting: z.int(),
      booked: z.int(),
      joined: z.int(),
      doubtful: z.int(),
      skipped: z.int(),
      refused: z.int(),
    })
    .describe('What became of the fresh ones'),
})
export type TillExportView = z.output<typeof tillExport>

export const uploadTillExport = endpoint({
  method: 'POST',
  path: '/api/v1/till-exports',
  tag: 'tills',
  summary: 'Bring in the receipts of tills, from their export by DSFinV-K',
  description:
    'The body is the ZIP archive as the till writes it, with its `index.xml`. Each receipt counts once, ' +
    'however often it is exported. One that was told of already, by a scan, a booking or another file, is ' +
    'joined to that purchase by till, time and amount. Training and what was broken off are passed over; ' +
    'tips, deposits and vouchers sold never count.',
  permission: 'imports:manage',
  query: z.object({
    fileName: label(255),
    store: label(64)
      .optional()
      .describe('Code of the store of tills that are not registered yet; they are then'),
  }),
  upload: { bytesMax: tillExportBytesMax },
  reply: tillExport,
  status: 202,
  errors: [
    'till_export_unreadable',
    'till_export_incomplete',
    'till_export_without_index',
    'till_export_too_large',
    'till_unregistered',
    'tills_too_many',
    'store_unknown',
    'body_too_large',
  ],
})

export const listTillExports = endpoint({
  method: 'GET',
  path: '/api/v1/till-exports',
  tag: 'tills',
  summary: 'List the exports of tills that came in, the latest first',
  permission: 'imports:manage',
  query: z.object(pageQuery),
  reply: page(tillExport),
  errors: ['cursor_malformed'],
})

export const tillReceipt = z.object({
  id: tillReceiptId,
  till: z.object({ id: tillId, name: z.string() }),
  store: storeName,
  number: z.string().describe('As it stands on paper'),
  endedAt: moment,
  stayMinutes: z.int(),
  total: z.int().describe('Rung up, in cents'),
  counted: z.int().describe('Of it what counts, in cents'),
  outcome: z.enum(tillReceiptOutcomes),
  reason: z.object({ code: z.string(), text: z.string() }).nullable(),
  candidates: z
    .array(
      z.object({
        eventId,
        source: z.string(),
        occurredAt: moment,
        amount: z.int(),
        customerId: customerId.nullable().describe('null: nobody is known to have bought it'),
      }),
    )
    .describe('Of a doubtful one: the purchases it may be'),
})
export type TillReceiptView = z.output<typeof tillReceipt>

export const listTillReceipts = endpoint({
  method: 'GET',
  path: '/api/v1/till-receipts',
  tag: 'tills',
  summary: 'List exported receipts by what became of them, the earliest first',
  permission: 'imports:manage',
  query: z.object({ ...pageQuery, outcome: z.enum(tillReceiptOutcomes) }),
  reply: page(tillReceipt),
  errors: ['cursor_malformed'],
})

export const decideTillReceipt = endpoint({
  method: 'POST',
  path: '/api/v1/till-receipts/:tillReceiptId/decide',
  tag: 'tills',
  summary: 'Say which purchase a doubtful receipt is, or that it is one of its own',
  description: 'A refused one is tried once more.',
  permission: 'imports:manage',
  params: z.object({ tillReceiptId }),
  body: z.strictObject({
    eventId: eventId.nullable().describe('One of its candidates; null: none of them'),
  }),
  reply: tillReceipt,
  errors: ['till_receipt_not_found', 'till_receipt_decided', 'till_receipt_mismatch'],
})
