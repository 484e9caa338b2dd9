import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { cardBatchId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label, text } from '../language/text.ts'
import { cardStates } from './card-numbers.ts'

export const batchSizeMax = 1000

export const cardBatch = z.object({
  id: cardBatchId,
  size: z.int(),
  note: z.string(),
  madeAt: moment,
  new: z.int().describe('Of its numbers so many lead to nobody yet'),
})
export type CardBatch = z.output<typeof cardBatch>

export const fullCardBatch = cardBatch.extend({
  cards: z.array(z.object({ cardNumber: z.string(), state: z.enum(cardStates) })),
})
export type FullCardBatch = z.output<typeof fullCardBatch>

const cardBatchInput = z.strictObject({
  size: z.int().min(1).max(batchSizeMax),
  note: text(200).trim().default(''),
})
export type CardBatchInput = z.output<typeof cardBatchInput>

export const listCardBatches = endpoint({
  method: 'GET',
  path: '/api/v1/card-batches',
  tag: 'cards',
  summary: 'List the cards that were made together, the latest first',
  permission: 'cards:make',
  reply: z.object({ items: z.array(cardBatch) }),
})

export const makeCardBatch = endpoint({
  method: 'POST',
  path: '/api/v1/card-batches',
  tag: 'cards',
  summary: 'Make card numbers to be printed and given out',
  description:
    'Ten digits each, the last two of them check digits by ISO 7064 MOD 97-10. They lead to nobody until ' +
    'the till gives them out. Once numbers are made here, one of this form that was never made is refused.',
  permission: 'cards:make',
  body: cardBatchInput.meta({ examples: [{ size: 24, note: 'First sheet' }] }),
  reply: fullCardBatch,
  status: 201,
})

export const readCardBatch = endpoint({
  method: 'GET',
  path: '/api/v1/card-batches/:cardBatchId',
  tag: 'cards',
  summary: 'Read cards that were made together, with their numbers as they stand now',
  permission: 'cards:make',
  params: z.object({ cardBatchId }),
  reply: fullCardBatch,
  errors: ['card_batch_not_found'],
})

export const codeKinds = ['qr', 'bar'] as const
export type CodeKind = (typeof codeKinds)[number]

export const drawCardCode = endpoint({
  method: 'POST',
  path: '/api/v1/card-numbers/code',
  tag: 'cards',
  summary: 'Draw the QR code or the bar code of a card number',
  description:
    'Changes nothing; a body, since addresses are written into logs. Code 128 as bar code.',
  permission: 'customers:read',
  body: z
    .strictObject({
      // What a bar code can hold and a scanner can type.
      cardNumber: label(64).regex(/^[\x20-\x7e]+$/, 'holds more than plain letters and digits'),
      as: z.enum(codeKinds).default('qr'),
    })
    .meta({ examples: [{ cardNumber: '4821093710' }] }),
  reply: z.string(),
  file: { contentType: 'image/svg+xml' },
})
