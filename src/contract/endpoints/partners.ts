import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment } from '../language/moment.ts'
import { partnerContent, partnerKey, partnerTerms } from '../language/partner.ts'
import { reward, rewardContent } from '../language/reward.ts'
import { calendarDate } from '../language/text.ts'
import { rewardStatuses } from './rewards.ts'

const limited = 'caller_limited_to_stores'
const params = z.object({ partnerKey })
const rewardKey = reward.shape.key

export const agreementStates = ['past', 'in_force', 'planned'] as const

const partnerReward = z.object({
  key: rewardKey,
  name: z.string(),
  status: z.enum(rewardStatuses),
  gives: rewardContent.shape.gives,
  terms: partnerTerms,
  validFrom: calendarDate,
  state: z.enum(agreementStates),
  remaining: z.int().nullable().describe("Of its stock and the partner's codes; null: no limit"),
})

export const partner = z.object({
  key: partnerKey,
  ...partnerContent.shape,
  rewards: z.array(partnerReward).describe('What holds and what is planned'),
})
export type Partner = z.output<typeof partner>

export const listPartners = endpoint({
  method: 'GET',
  path: '/api/v1/partners',
  tag: 'partners',
  summary: 'List the partners, by name',
  permission: 'partners:read',
  reply: z.object({ items: z.array(partner) }),
})

export const readPartner = endpoint({
  method: 'GET',
  path: '/api/v1/partners/:partnerKey',
  tag: 'partners',
  summary: 'Read a partner and whose rewards they are',
  permission: 'partners:read',
  params,
  reply: partner,
  errors: ['partner_not_found'],
})

export const definePartner = endpoint({
  method: 'PUT',
  path: '/api/v1/partners/:partnerKey',
  tag: 'partners',
  summary: 'Add a partner, or change one',
  permission: 'partners:define',
  params,
  body: partnerContent.meta({
    examples: [{ name: 'Bookshop Linden', contact: 'Ms Albers, 0221 123456' }],
  }),
  reply: partner,
  errors: ['partners_too_many', limited],
})

const agreed = z.object({
  revision: z.int(),
  validFrom: calendarDate,
  state: z.enum(agreementStates),
  partner: z.object({ key: partnerKey, name: z.string() }).nullable(),
  terms: partnerTerms.nullable().describe("null: from then on it is nobody's"),
  recordedAt: moment,
})
export type Agreement = z.output<typeof agreed>

const agreements = z.object({ items: z.array(agreed) })

export const listAgreements = endpoint({
  method: 'GET',
  path: '/api/v1/rewards/:rewardKey/agreements',
  tag: 'partners',
  summary: 'List whose a reward was, is and will be, the last day first',
  permission: 'partners:read',
  params: z.object({ rewardKey }),
  reply: agreements,
  errors: ['reward_not_found'],
})

export const agree = endpoint({
  method: 'PUT',
  path: '/api/v1/rewards/:rewardKey/partner',
  tag: 'partners',
  summary: 'Say whose a reward is from a day on, and what is owed for each redemption',
  description:
    'A day cannot lie in the past. What was redeemed before keeps what was agreed then; a cancellation goes by what it cancels.',
  permission: 'partners:define',
  params: z.object({ rewardKey }),
  body: z
    .strictObject({
      agreed: z
        .strictObject({ partner: partnerKey, terms: partnerTerms })
        .nullable()
        .describe("null: from then on it is nobody's"),
      validFrom: calendarDate.optional().describe('Else from now on'),
    })
    .meta({
      examples: [
        {
          agreed: { partner: 'bookshop_linden', terms: { owes: 'business', amount: 250 } },
          validFrom: '2026-12-01',
        },
      ],
    }),
  reply: agreements,
  errors: [
    'reward_not_found',
    'reward_status_ended',
    'partner_not_found',
    'partner_inactive',
    'agreement_in_the_past',
    'agreements_too_many',
    limited,
  ],
})
