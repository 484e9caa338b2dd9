import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
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
const cardNumber = label(64)
const storeCode = label(64).describe('Code of the store in which it happens').optional()

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
  errors: [
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
  ],
})
