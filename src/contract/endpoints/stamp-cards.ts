import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { reward, rewardReasons } from '../language/reward.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { stampCard } from '../language/stamp-card.ts'
import { instant } from '../language/text.ts'
import { programRevision } from './programs.ts'

const cardKey = stampCard.shape.key
const params = z.object({ cardKey })
const limited = 'caller_limited_to_stores'

export const listStampCards = endpoint({
  method: 'GET',
  path: '/api/v1/programs/cards',
  tag: 'program',
  summary: 'List the stamp cards: those in force, then those planned and those that ended',
  permission: 'program:read',
  reply: z.object({ items: z.array(programRevision) }),
})

export const readStampCard = endpoint({
  method: 'GET',
  path: '/api/v1/programs/cards/:cardKey',
  tag: 'program',
  summary: 'Read a stamp card as it is now, or as it will begin',
  permission: 'program:read',
  params,
  reply: programRevision,
  errors: ['stamp_card_not_found'],
})

export const defineStampCard = endpoint({
  method: 'PUT',
  path: '/api/v1/programs/cards/:cardKey',
  tag: 'program',
  summary: 'Say how many stamps fill a card and what it leads to, or change it',
  description:
    'Acts from `validFrom` on, or from now on. Stamps stay what they are, a balance: a card with ' +
    'other places shows the same stamps. Saying again what holds already changes nothing.',
  permission: 'program:define',
  params,
  body: stampCard
    .omit({ key: true, status: true })
    .extend({ validFrom: instant.optional() })
    .meta({
      examples: [{ name: 'Coffee card', currency: 'stars', places: 10, reward: 'free_coffee' }],
    }),
  reply: programRevision,
  errors: ['stamp_card_faulty', 'point_currency_not_found', 'program_too_large', limited],
})

export const endStampCard = endpoint({
  method: 'DELETE',
  path: '/api/v1/programs/cards/:cardKey',
  tag: 'program',
  summary: 'End a stamp card now, with what was planned for it; the stamps stay',
  permission: 'program:define',
  params,
  reply: programRevision,
  errors: ['stamp_card_not_found', limited],
})

const cardOfCustomer = z.object({
  key: cardKey,
  name: z.string(),
  words: z.string().nullable(),
  currency: z.string(),
  places: z.int(),
  filled: z.int().describe('Stamps on the card in hand'),
  full: z.int().describe('Full cards besides'),
  missing: z.int().describe('Stamps until the card in hand is full'),
  pending: z.int().describe('Stamps that were earned and come later'),
  reward: z
    .object({
      key: reward.shape.key,
      name: z.string(),
      price: z.int(),
      ready: z.boolean().describe('It can be redeemed now'),
      reasons: z.array(z.object({ code: z.enum(rewardReasons), message: z.string() })),
    })
    .nullable()
    .describe('null: there is no such reward any more'),
})
export type CardOfCustomer = z.output<typeof cardOfCustomer>

export const listCustomerCards = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/cards',
  tag: 'program',
  summary: 'The stamp cards of a customer: how full, what is missing, which reward is ready',
  description:
    'Follows from the balance alone: stamps that expire, are redeemed or are taken back by a ' +
    'return leave the card at once. Cards of one currency show the same stamps.',
  permission: 'balances:read',
  params: z.object({ customerId }),
  query: z.object({ language: screenLanguage.optional().describe('Of the reasons') }),
  reply: z.object({ asOf: moment, items: z.array(cardOfCustomer) }),
  errors: ['customer_not_found'],
})
