import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { redemptionCodeId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { pointCurrency } from '../language/points.ts'
import { reward, rewardReasons } from '../language/reward.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label } from '../language/text.ts'

/** So long a code to redeem counts at the till, and its points are kept. */
export const redemptionCodeMinutes = 5
export const redemptionCodesOpenMax = 5

const tag = 'portal'
const language = screenLanguage.optional().describe("Else the guest's own, else the business's")
const query = z.object({ language })

const wishedReward = z.object({ key: reward.shape.key, name: z.string(), price: z.int() })

const pointsOfGuest = z.object({
  currency: z.string(),
  name: z.string().describe('As people call it: Stempel'),
  balance: z.int(),
  available: z.int().describe('Less what is kept for codes'),
  pending: z.int().describe('Earned, and to be redeemed later'),
  expiresNext: z.object({ points: z.int(), at: moment }).nullable(),
})

const stampCard = z.object({
  key: z.string(),
  name: z.string(),
  words: z.string().nullable(),
  currency: z.string(),
  places: z.int(),
  filled: z.int(),
  full: z.int().describe('Full cards besides'),
  missing: z.int(),
  pending: z.int(),
  reward: wishedReward.extend({ ready: z.boolean() }).nullable(),
})

export const portalCard = z.object({
  asOf: moment,
  name: z.string().nullable(),
  cards: z
    .array(
      z.object({
        number: z.string(),
        label: z.string().nullable().describe('Whose it is within a family'),
        qr: z.string().describe('What its QR code holds'),
      }),
    )
    .describe('The first is shown; none: they are known by something else alone'),
  tier: z.string().nullable(),
  ending: z
    .object({
      collectUntil: z.string(),
      redeemUntil: z.string(),
      stage: z.enum(['collecting', 'redeeming', 'over']),
    })
    .nullable()
    .describe('The whole program comes to its end, with the last days to collect and to redeem'),
  points: z.array(pointsOfGuest),
  stampCards: z.array(stampCard),
  next: wishedReward
    .extend({
      ...{ currency: z.string(), currencyName: z.string(), missing: z.int() },
      visits: z.int().nullable().describe('To go, where each visit brings the same; else null'),
    })
    .nullable()
    .describe('The reward that is nearest; null where everything can be had'),
  ready: z.int().describe('Rewards and gifts that can be had now'),
  revision: z.string().describe('As `pulse` tells it'),
})
export type PortalCard = z.output<typeof portalCard>

export const readPortalCard = endpoint({
  method: 'GET',
  path: '/api/v1/portal/card',
  tag,
  summary: 'The card: number, points, stamps, and how far the next reward is',
  permission: 'guest',
  query,
  reply: portalCard,
})

export const makeOwnCard = endpoint({
  method: 'POST',
  path: '/api/v1/portal/card',
  tag,
  summary: 'Get a card to show at the till, for whoever is known by an address alone',
  description: 'Once, and only where the business lets newcomers make cards by themselves.',
  permission: 'guest',
  reply: z.object({ cardNumber: z.string() }),
  status: 201,
  errors: ['card_exists', 'card_not_offered'],
})

export const readPulse = endpoint({
  method: 'GET',
  path: '/api/v1/portal/pulse',
  tag,
  summary: 'Whether anything on the card has changed',
  description: 'Cheap, so that an open card can ask every second. Another revision: read the card.',
  permission: 'guest',
  reply: z.object({ revision: z.string() }),
})

export const historyKinds = ['earned', 'redeemed', 'expired', 'returned', 'moved', 'other'] as const

const historyLine = z.object({
  at: moment,
  kind: z.enum(historyKinds),
  text: z.string().describe('Why, in words'),
  store: z.string().nullable(),
  points: z.int().describe('What it changed of the balance'),
  balance: z.int().describe('Afterwards'),
  corrected: z.boolean().describe('Says otherwise than before'),
  parts: z
    .array(z.object({ text: z.string(), points: z.int().nullable() }))
    .describe('Each rule with its points'),
})
export type HistoryLine = z.output<typeof historyLine>

export const readHistory = endpoint({
  method: 'GET',
  path: '/api/v1/portal/history',
  tag,
  summary: 'Where each point came from and went, newest first',
  permission: 'guest',
  query: z.object({ ...pageQuery, currency: pointCurrency, language }),
  reply: page(historyLine),
  errors: ['point_currency_not_found', 'cursor_malformed'],
})

const rewardOfGuest = wishedReward.extend({
  currency: z.string(),
  currencyName: z.string(),
  kind: z.string().describe('What it gives, as `gives.kind` of the reward'),
  way: z
    .enum(['till', 'here'])
    .describe('till: by a code at the counter; here: a code or voucher is given at once'),
  ready: z.boolean(),
  available: z.int(),
  missing: z.int(),
  reasons: z.array(z.object({ code: z.enum(rewardReasons), message: z.string() })),
})
export type RewardOfGuest = z.output<typeof rewardOfGuest>

export const listPortalRewards = endpoint({
  method: 'GET',
  path: '/api/v1/portal/rewards',
  tag,
  summary: 'Every reward, and how far it is',
  permission: 'guest',
  query,
  reply: z.object({ items: z.array(rewardOfGuest) }),
})

const ofReward = z.strictObject({ kind: z.literal('reward'), reward: reward.shape.key })
const ofGift = z.strictObject({
  kind: z.literal('gift'),
  ladder: z.string().max(64),
  round: z.int().min(1),
  count: z.int().min(1),
  article: z.string().max(64).describe('The one that was chosen'),
})
export const redemptionWish = z.discriminatedUnion('kind', [ofReward, ofGift])
export type RedemptionWish = z.output<typeof redemptionWish>

export const redemptionCodeStates = ['open', 'redeemed', 'over', 'given_back'] as const

export const redemptionCode = z.object({
  id: redemptionCodeId,
  code: z.string().describe('As it is read out: E-7K3QMX'),
  qr: z.string().describe('What its QR code holds'),
  what: redemptionWish,
  name: z.string(),
  points: z.int().describe('Kept for it'),
  currencyName: z.string().nullable(),
  state: z.enum(redemptionCodeStates),
  expiresAt: moment,
})
export type RedemptionCode = z.output<typeof redemptionCode>

export const makeRedemptionCode = endpoint({
  method: 'POST',
  path: '/api/v1/portal/redemption-codes',
  tag,
  summary: 'Ask for a code by which the till redeems a reward or hands a gift over',
  description:
    `Keeps the points for ${redemptionCodeMinutes} minutes; nothing is redeemed until the till takes the code. ` +
    'Asked again while it is open, the same code is given.',
  permission: 'guest',
  body: z
    .strictObject({ what: redemptionWish, language })
    .meta({ examples: [{ what: { kind: 'reward', reward: 'free_coffee' } }] }),
  reply: redemptionCode,
  status: 201,
  errors: [
    ...rewardReasons,
    'reward_not_found',
    'reward_given_here',
    'gift_ladder_not_found',
    'gift_not_due',
    'gift_article_not_offered',
    'redemption_codes_too_many',
  ],
})

export const listRedemptionCodes = endpoint({
  method: 'GET',
  path: '/api/v1/portal/redemption-codes',
  tag,
  summary: 'Codes that are open, or were taken within the last hour',
  permission: 'guest',
  reply: z.object({ items: z.array(redemptionCode) }),
})

export const giveBackRedemptionCode = endpoint({
  method: 'DELETE',
  path: '/api/v1/portal/redemption-codes/:codeId',
  tag,
  summary: 'Give a code back: its points are free again',
  permission: 'guest',
  params: z.object({ codeId: redemptionCodeId }),
  reply: redemptionCode,
  errors: ['redemption_code_not_found', 'redemption_code_spent'],
})

export const redeemHere = endpoint({
  method: 'POST',
  path: '/api/v1/portal/redemptions',
  tag,
  summary: 'Redeem a reward that needs no till: a voucher, a code of a partner, a donation',
  permission: 'guest',
  body: z
    .strictObject({
      externalId: label(100).describe('Made by the device, so that a repeat is known as one'),
      reward: reward.shape.key,
      language,
    })
    .meta({ examples: [{ externalId: '01JD8W2M7Q', reward: 'five_euros' }] }),
  reply: z.object({
    reward: z.string(),
    name: z.string(),
    points: z.int(),
    voucherCode: z.string().nullable(),
    balance: z.int(),
  }),
  status: 201,
  errors: [...rewardReasons, 'reward_not_found', 'reward_given_at_till', 'reference_in_use'],
})

export const listPortalVouchers = endpoint({
  method: 'GET',
  path: '/api/v1/portal/vouchers',
  tag,
  summary: 'Vouchers of this guest, newest first',
  permission: 'guest',
  reply: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        code: z.string(),
        qr: z.string(),
        state: z.enum(['open', 'used', 'over']),
        remaining: money.nullable(),
        validUntil: z.string().nullable(),
        issuedAt: moment,
      }),
    ),
  }),
})

const portalGifts = z.object({
  ladders: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      round: z.int(),
      count: z.int(),
      missing: z.int().describe('Purchases until the next gift'),
      due: z.array(
        z.object({
          round: z.int(),
          count: z.int(),
          articles: z.array(z.object({ key: z.string(), name: z.string() })),
        }),
      ),
    }),
  ),
  received: z.array(z.object({ name: z.string(), at: moment })),
})

export const readPortalGifts = endpoint({
  method: 'GET',
  path: '/api/v1/portal/gifts',
  tag,
  summary: 'Gifts that are due, with what to choose from, and those received',
  permission: 'guest',
  reply: portalGifts,
})

const portalStatus = z.object({
  basis: z.enum(['visits', 'purchase_days', 'points', 'spend']),
  count: z.int().describe('What counts today; of spend in minor units'),
  level: z
    .object({
      name: z.string(),
      until: z.string().nullable(),
      phase: z.enum(['held', 'grace']),
      privileges: z.array(z.object({ text: z.string(), leftThisMonth: z.int().nullable() })),
    })
    .nullable(),
  next: z.object({ name: z.string(), missing: z.int() }).nullable(),
  toKeep: z.object({ missing: z.int(), until: z.string() }).nullable(),
})

export const readPortalStatus = endpoint({
  method: 'GET',
  path: '/api/v1/portal/status',
  tag,
  summary: 'Status, what is missing for the next, and privileges',
  permission: 'guest',
  query,
  reply: z.object({ status: portalStatus.nullable() }),
})

export const makePortalReferral = endpoint({
  method: 'POST',
  path: '/api/v1/portal/referral-code',
  tag,
  summary: "The guest's own code to bring others with; the same one every time",
  permission: 'guest',
  reply: z.object({
    code: z.string(),
    link: z.string(),
    terms: z
      .object({
        referrerPoints: z.int(),
        recruitPoints: z.int(),
        currencyName: z.string(),
      })
      .nullable()
      .describe('null: the business offers none now'),
  }),
})
