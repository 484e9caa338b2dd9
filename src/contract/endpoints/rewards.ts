import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { actReference } from '../language/act-reference.ts'
import { customerReference } from '../language/event.ts'
import { articleKey } from '../language/gift-ladder.ts'
import { customerId, rewardRedemptionId, voucherId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { points } from '../language/points.ts'
import { reward, rewardContent, rewardReasons } from '../language/reward.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label } from '../language/text.ts'

const rewardKey = reward.shape.key
const params = z.object({ rewardKey })
const limited = 'caller_limited_to_stores'

export const rewardStatuses = ['active', 'ended'] as const

export const definedReward = z.object({
  key: rewardKey,
  status: z.enum(rewardStatuses),
  revision: z.int(),
  content: rewardContent,
  redeemed: z.int().describe('So often so far, net of what was canceled'),
  remaining: z.int().nullable().describe('Of its stock and codes; null: as many as wished'),
  voucherId: voucherId
    .nullable()
    .describe(
      'The voucher whose codes it issues, or into which the codes of a partner are imported',
    ),
})
export type DefinedReward = z.output<typeof definedReward>

export const listRewards = endpoint({
  method: 'GET',
  path: '/api/v1/rewards',
  tag: 'rewards',
  summary: 'List the rewards',
  permission: 'rewards:read',
  query: z.object({ status: z.enum(rewardStatuses).optional() }),
  reply: z.object({ items: z.array(definedReward) }),
})

export const readReward = endpoint({
  method: 'GET',
  path: '/api/v1/rewards/:rewardKey',
  tag: 'rewards',
  summary: 'Read a reward',
  permission: 'rewards:read',
  params,
  reply: definedReward,
  errors: ['reward_not_found'],
})

export const defineReward = endpoint({
  method: 'PUT',
  path: '/api/v1/rewards/:rewardKey',
  tag: 'rewards',
  summary: 'Define a reward, or change it from now on',
  description:
    'Each change is a new revision; what was redeemed names the one it was made by. `stock` is how often it can be redeemed in all. ' +
    'A reward that gives a voucher makes one with single codes; its further conditions are those of that voucher.',
  permission: 'rewards:define',
  params,
  body: rewardContent.meta({
    examples: [
      {
        name: 'Free coffee',
        currency: 'points',
        price: 100,
        gives: { kind: 'article', article: 'coffee' },
        validFrom: '2026-01-01T00:00:00+01:00',
      },
    ],
  }),
  reply: definedReward,
  errors: [
    'gift_article_not_found',
    'point_currency_not_found',
    'reward_currency_differs',
    'reward_period_reversed',
    'reward_status_ended',
    'rewards_too_many',
    limited,
  ],
})

export const endReward = endpoint({
  method: 'DELETE',
  path: '/api/v1/rewards/:rewardKey',
  tag: 'rewards',
  summary: 'End a reward for good',
  permission: 'rewards:define',
  params,
  reply: definedReward,
  errors: ['reward_not_found', limited],
})

export const listRewardRevisions = endpoint({
  method: 'GET',
  path: '/api/v1/rewards/:rewardKey/revisions',
  tag: 'rewards',
  summary: 'List what a reward was, newest first',
  permission: 'rewards:read',
  params,
  reply: z.object({
    items: z.array(z.object({ revision: z.int(), content: rewardContent, recordedAt: moment })),
  }),
  errors: ['reward_not_found'],
})

const reason = z.object({ code: z.enum(rewardReasons), message: z.string() })

export const listCustomerRewards = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/rewards',
  tag: 'rewards',
  summary: 'List what a customer can redeem now, and why not the rest',
  permission: 'rewards:of_customer',
  params: z.object({ customerId }),
  query: z.object({ language: screenLanguage.optional() }),
  reply: z.object({
    items: z.array(
      z.object({
        key: rewardKey,
        name: z.string(),
        currency: z.string(),
        price: z.int(),
        gives: rewardContent.shape.gives,
        pointsMin: z.int().describe('The fewest points it takes; the rest is paid'),
        redeemable: z.boolean(),
        reasons: z.array(reason),
        available: z.int().describe('Points of its currency the customer can spend'),
        missing: z.int().describe('Points that are still missing'),
      }),
    ),
  }),
  errors: ['customer_not_found'],
})

const givenArticle = z
  .object({ key: articleKey, name: z.string(), sku: z.string().nullable() })
  .nullable()
  .describe('The article, to be booked as a discount at the till')

export const rewardRedemption = z.object({
  id: rewardRedemptionId,
  reward: rewardKey,
  name: z.string(),
  revision: z.int(),
  customerId,
  currency: z.string(),
  points: z.int(),
  money: money.describe('What the customer pays besides'),
  gives: rewardContent.shape.gives,
  article: givenArticle,
  voucherCode: z.string().nullable(),
  balance: z.int().describe('Points afterwards'),
  occurredAt: moment,
})
export type RewardRedemption = z.output<typeof rewardRedemption>

export const redeemReward = endpoint({
  method: 'POST',
  path: '/api/v1/reward-redemptions',
  tag: 'rewards',
  summary: 'Redeem a reward',
  description:
    'Takes the points, the stock and, where it gives one, issues a voucher: all or nothing. ' +
    'Of many who ask at once as many succeed as there is left; the others are told every reason why not. ' +
    'The same `source` and `externalId` give the same reply and redeem once.',
  permission: 'rewards:redeem',
  body: z
    .strictObject({
      ...actReference,
      reward: rewardKey,
      customer: customerReference,
      points: points.optional().describe('How many to spend; left out: the whole price'),
      store: label(64).optional().describe('Code of the store'),
      language: screenLanguage.optional().describe("Of the reasons; else the business's"),
    })
    .meta({
      examples: [
        {
          source: 'till-1',
          externalId: '2026-11-21/119',
          reward: 'free_coffee',
          customer: { cardNumber: '48210937' },
          store: 'old-town',
        },
      ],
    }),
  reply: rewardRedemption,
  status: 201,
  errors: [
    ...rewardReasons,
    'reward_changed',
    'reward_not_found',
    'customer_not_found',
    'voucher_paused',
    'voucher_ended',
    'voucher_pool_empty',
    'reference_in_use',
    'store_unknown',
    'store_missing',
    'store_not_allowed',
  ],
})

export const rewardCancellation = z.object({
  id: rewardRedemptionId,
  cancels: rewardRedemptionId,
  currency: z.string(),
  points: z.int().describe('That came back'),
  balance: z.int(),
  occurredAt: moment,
})
export type RewardCancellation = z.output<typeof rewardCancellation>

export const cancelRewardRedemption = endpoint({
  method: 'POST',
  path: '/api/v1/reward-redemptions/:redemptionId/cancel',
  tag: 'rewards',
  summary: 'Undo a redemption: points, stock and voucher',
  description:
    'Points come back to the lots they came from. Canceling again gives the same reply. At the till within 10 minutes.',
  permission: 'rewards:redeem',
  params: z.object({ redemptionId: rewardRedemptionId }),
  reply: rewardCancellation,
  errors: [
    'reward_redemption_not_found',
    'reward_undo_too_late',
    'reward_voucher_used',
    'store_not_allowed',
  ],
})

export const listCustomerRedemptions = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/reward-redemptions',
  tag: 'rewards',
  summary: 'List the rewards a customer redeemed, newest first',
  permission: 'rewards:of_customer',
  params: z.object({ customerId }),
  query: z.object(pageQuery),
  reply: page(rewardRedemption.extend({ canceledAt: moment.nullable() })),
  errors: ['customer_not_found', 'cursor_malformed'],
})
