import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { cardNumber } from '../language/card-number.ts'
import { stopReasons } from '../language/counter-limits.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { pointCurrency } from '../language/points.ts'
import { label } from '../language/text.ts'
import { storeName } from './reports/parts.ts'

/** How a card is taken out of use: found by a stranger, given in exchange, or at its end. */
export const stopKinds = ['blocked', 'replaced', 'ended'] as const
export type StopKind = (typeof stopKinds)[number]

export const cardStates = ['new', 'in_use', ...stopKinds] as const
export type CardState = (typeof cardStates)[number]

export const card = z.object({
  cardNumber: z.string(),
  state: z.enum(cardStates),
  label: z.string().nullable().describe('Whose it is, where several share a balance'),
  madeHere: z.boolean().describe('false: of an older system'),
  issuedAt: moment.nullable(),
  issuedIn: storeName.nullable(),
  stoppedAt: moment.nullable().describe('From then on it names nobody'),
  replacedBy: z.string().nullable(),
})
export type Card = z.output<typeof card>

const params = z.object({ customerId })
/** As it is printed or typed: ten digits of our own form, or whatever an older system wrote. */
const storeCode = label(64).describe('Code of the store in which it happens').optional()

const givingErrors = [
  'customer_not_found',
  'identity_taken',
  'identity_erased',
  'identities_too_many',
  'card_number_mistyped',
  'card_not_issued',
  'card_blocked',
  'card_replaced',
  'card_ended',
  'store_unknown',
  'store_not_allowed',
] as const

export const listCardNumbers = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/card-numbers',
  tag: 'cards',
  summary: 'The cards of a customer, those in use first',
  permission: 'customers:read',
  params,
  reply: z.object({ items: z.array(card) }),
  errors: ['customer_not_found'],
})

export const giveCardNumber = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/card-numbers',
  tag: 'cards',
  summary: 'Give a customer a card, one more if they have some',
  description:
    'Several cards share one balance and tier, as in a family. Without `cardNumber` a number is made. ' +
    'Of the form of our own numbers only those are given out that were made here.',
  permission: 'customers:write',
  params,
  body: z
    .strictObject({
      cardNumber: cardNumber.optional(),
      label: label(60).optional().describe('Whose it is, where several share a balance'),
      store: storeCode,
    })
    .meta({ examples: [{ cardNumber: '4821093710', label: 'Mia' }, {}] }),
  reply: card,
  status: 201,
  errors: givingErrors,
})

const reason = z.enum(stopReasons).optional().describe('Told in the audit')

const oneCard = { cardNumber }
const oneExample = { cardNumber: '4821093710' }

export const labelCardNumber = endpoint({
  method: 'PATCH',
  path: '/api/v1/customers/:customerId/card-numbers',
  tag: 'cards',
  summary: 'Say whose card it is, where several share a balance',
  permission: 'customers:write',
  params,
  body: z
    .strictObject({ ...oneCard, label: label(60).nullable() })
    .meta({ examples: [{ ...oneExample, label: 'Mia' }] }),
  reply: card,
  errors: ['customer_not_found', 'card_not_found'],
})

export const blockCardNumber = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/card-numbers/block',
  tag: 'cards',
  summary: 'Take a card out of use, in every store at once',
  description:
    'From now on the number names nobody. What is told later of a time before still counts for the ' +
    'customer; what happened after is kept, of nobody in particular. The same again changes nothing.',
  permission: 'customers:write',
  params,
  body: z
    .strictObject({
      ...oneCard,
      as: z
        .enum(['blocked', 'ended'])
        .default('blocked')
        .describe('`blocked`: lost or stolen. `ended`: given back'),
      reason,
    })
    .meta({ examples: [oneExample] }),
  reply: card,
  errors: ['customer_not_found', 'card_not_found'],
})

export const unblockCardNumber = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/card-numbers/unblock',
  tag: 'cards',
  summary: 'Let a card name its customer again that was blocked by mistake, or was found',
  description: 'A card that replaced it stays: both lead to the same balance.',
  permission: 'cards:unblock',
  params,
  body: z.strictObject(oneCard).meta({ examples: [oneExample] }),
  reply: card,
  errors: ['customer_not_found', 'card_not_found'],
})

export const replaceCardNumber = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/card-numbers/replace',
  tag: 'cards',
  summary: 'Block a card and give another for it, on the same balance',
  description:
    'Without `newCardNumber` a number is made. A card is replaced once: the same again answers with ' +
    'the card it was replaced by.',
  permission: 'customers:write',
  params,
  body: z
    .strictObject({ ...oneCard, newCardNumber: cardNumber.optional(), store: storeCode, reason })
    .meta({ examples: [oneExample] }),
  reply: card,
  errors: ['card_not_found', 'card_replaced_otherwise', ...givingErrors],
})

export const splitCardNumber = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/card-numbers/split',
  tag: 'cards',
  summary: 'Make a card a customer of its own, from now on',
  description:
    'What happened stays where it is; points go along as far as `points` says, with their expiry. The ' +
    'card is a customer without addresses: letters go on to whom they went.',
  permission: 'customers:merge',
  params,
  body: z
    .strictObject({
      ...oneCard,
      name: label(200).optional(),
      points: z
        .array(z.strictObject({ currency: pointCurrency, points: z.int().min(1).max(1e9) }))
        .max(20)
        .default([])
        .refine(
          (parts) => new Set(parts.map(({ currency }) => currency)).size === parts.length,
          'names a currency twice',
        ),
    })
    .meta({
      examples: [{ ...oneExample, name: 'Mia', points: [{ currency: 'stamps', points: 4 }] }],
    }),
  reply: z.object({ customerId: customerId.describe('Who has the card from now on') }),
  status: 201,
  errors: [
    'customer_not_found',
    'card_not_found',
    'card_blocked',
    'card_replaced',
    'card_ended',
    'points_insufficient',
    'point_currency_not_found',
  ],
})
