import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { actReference } from '../language/act-reference.ts'
import { customerReference } from '../language/event.ts'
import { customerId, referralId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { referralTerms, referralToldWithinDays } from '../language/referral-terms.ts'
import { instant, label, text } from '../language/text.ts'
import { namedCustomer } from './reports/parts.ts'

const limited = 'caller_limited_to_stores'

export const readReferralTerms = endpoint({
  method: 'GET',
  path: '/api/v1/referral-terms',
  tag: 'referrals',
  summary: 'Read what bringing a customer is worth, past and to come',
  permission: 'rewards:read',
  reply: z.object({ items: z.array(referralTerms) }),
})

export const defineReferralTerms = endpoint({
  method: 'POST',
  path: '/api/v1/referral-terms',
  tag: 'referrals',
  summary: 'Say what bringing a customer is worth from a moment on',
  description: 'Links followed before keep the terms they were followed under.',
  permission: 'rewards:define',
  body: referralTerms.meta({
    examples: [
      {
        validFrom: '2026-12-01T00:00:00+01:00',
        currency: 'points',
        referrerPoints: 200,
        recruitPoints: 100,
        amountMin: 1000,
      },
    ],
  }),
  reply: referralTerms,
  status: 201,
  errors: ['point_currency_not_found', 'referral_terms_in_the_past', limited],
})

const traits = z
  .strictObject({
    device: label(200).optional(),
    payment: label(200).optional().describe('A hint such as the last digits and the bank'),
    address: text(500, 1).optional(),
  })
  .describe('What two accounts of one person would share. Kept as hashes only')
export type ToldTraits = z.output<typeof traits>

export const makeReferralCode = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/referral-code',
  tag: 'referrals',
  summary: 'Give a customer their personal code to bring others',
  description: 'The same customer always has the same code. Put it into the link you show them.',
  permission: 'rewards:redeem',
  params: z.object({ customerId }),
  body: z.strictObject({ traits: traits.default({}) }).default({ traits: {} }),
  reply: z.object({ code: z.string(), customerId }),
  errors: ['customer_not_found'],
})

export const referralStates = ['waiting', 'paid', 'refused'] as const

export const referral = z.object({
  id: referralId,
  referrerId: customerId,
  recruitId: customerId,
  state: z.enum(referralStates),
  waitsFor: z.enum(['purchase', 'return_time']).nullable(),
  waitsUntil: moment.nullable(),
  reasons: z.array(z.string()).describe('Why it is not paid'),
  referrerPoints: z.int(),
  recruitPoints: z.int(),
  currency: z.string(),
  followedAt: moment,
  decidedAt: moment.nullable(),
})
export type Referral = z.output<typeof referral>

const named = namedCustomer.nullable().describe('null: not among the customers you may see')

const listedReferral = referral.extend({ referrer: named, recruit: named })

export const recordReferral = endpoint({
  method: 'POST',
  path: '/api/v1/referrals',
  tag: 'referrals',
  summary: "Say that a customer came by another's code",
  description:
    'It pays both when the time to return the recruit’s first purchase is over. One that cannot count is recorded with every reason. ' +
    `A customer is recruited once. The recruit must be known: create them first, and tell it within ${referralToldWithinDays} days of that; later it is refused with \`referral_told_too_late\`. ` +
    'A repeat is answered with how it stands by then.',
  permission: 'rewards:redeem',
  body: z
    .strictObject({
      ...actReference,
      code: label(64),
      recruit: customerReference,
      followedAt: instant.describe(
        'When the link was followed: not ahead of now, nor longer ago than `withinDays` of the terms in ' +
          'force then, so that nobody who has long been a customer is made a new one by an early time',
      ),
      traits: traits.default({}),
    })
    .meta({
      examples: [
        {
          source: 'shop',
          externalId: 'sign-up-4711',
          code: 'K7QM-3XWPA-9RTC',
          recruit: { externalId: '4711' },
          followedAt: '2026-11-21T08:16:00+01:00',
        },
      ],
    }),
  reply: referral,
  status: 201,
  errors: [
    'referral_code_unknown',
    'referral_followed_in_future',
    'referral_followed_too_long_ago',
    'referral_not_offered',
    'referral_recorded_already',
    'customer_not_found',
    'reference_in_use',
  ],
})

export const listReferrals = endpoint({
  method: 'GET',
  path: '/api/v1/referrals',
  tag: 'referrals',
  summary: 'List who brought whom, newest first',
  permission: 'rewards:read',
  query: z.object({
    ...pageQuery,
    state: z.enum(referralStates).optional(),
    referrer: customerId.optional(),
  }),
  reply: page(listedReferral),
  errors: ['cursor_malformed'],
})

export const suspicions = [
  'often_refused',
  'recruits_alike',
  'many_in_a_day',
  'one_purchase_each',
  'long_chain',
] as const

export const listSuspiciousReferrers = endpoint({
  method: 'GET',
  path: '/api/v1/referrals/suspicious',
  tag: 'referrals',
  summary: 'List referrers whose recruits look like no friends, the most suspicious first',
  description:
    'often_refused: three recruits or more shared something with them. recruits_alike: recruits share something among each other. ' +
    'many_in_a_day: five or more within a day. one_purchase_each: five or more were paid for and four of five never came again. ' +
    'long_chain: recruits of recruits of recruits.',
  permission: 'rewards:read',
  reply: z.object({
    items: z.array(
      z.object({
        customerId,
        customer: named,
        signs: z.array(z.enum(suspicions)),
        recruits: z.int(),
        refused: z.int(),
        paid: z.int(),
        points: z.int().describe('Paid to the referrer so far'),
      }),
    ),
  }),
})
