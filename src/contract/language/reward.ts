import { z } from 'zod'
import { tierKey } from './earning-rule.ts'
import { articleKey } from './gift-ladder.ts'
import { pointCurrency, points } from './points.ts'
import { instant, label, minorUnits, programName } from './text.ts'

const gives = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent_voucher'), percent: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('amount_voucher'), amount: minorUnits.min(1) }),
  z.strictObject({ kind: z.literal('shipping_voucher') }),
  z.strictObject({ kind: z.literal('article'), article: articleKey }),
  z.strictObject({ kind: z.literal('exclusive_product'), article: articleKey }),
  z.strictObject({ kind: z.literal('experience') }),
  z
    .strictObject({ kind: z.literal('partner_code') })
    .describe('One of the codes a partner handed us; they are imported into its voucher'),
  z.strictObject({ kind: z.literal('donation'), amount: minorUnits.min(1) }),
])

/** What points are redeemed for. */
export const reward = z.strictObject({
  key: programName,
  name: label(100),
  currency: pointCurrency,
  price: points,
  /** Paying in part: what the rest would cost for `price` points in money, and how few points do. */
  inPart: z.strictObject({ pointsMin: points, moneyPrice: minorUnits.min(1) }).optional(),
  gives,
  stock: z.int().min(0).max(1e9).nullable().default(null),
  validFrom: instant,
  validUntil: instant.optional(),
  perCustomer: z.int().min(1).max(1_000_000).optional(),
  /** Customers who hold one of these levels only. */
  tiers: z.array(tierKey).min(1).max(20).optional(),
})
export type Reward = z.output<typeof reward>

/** Whether nobody has to hand anything over: a code is given, or something is given in their name. */
export function rewardGivenHere({ kind }: Reward['gives']): boolean {
  switch (kind) {
    case 'percent_voucher':
    case 'amount_voucher':
    case 'shipping_voucher':
    case 'partner_code':
    case 'donation':
      return true
    case 'article':
    case 'exclusive_product':
    case 'experience':
      return false
  }
}

/** The same without its key, as it is sent to the path that names it. */
export const rewardContent = reward.omit({ key: true })
export type RewardContent = z.output<typeof rewardContent>

/** Why a customer cannot redeem a reward now. Each is said in words too. */
export const rewardReasons = [
  'reward_not_started',
  'reward_ended',
  'program_ended',
  'reward_out_of_stock',
  'reward_limit_reached',
  'reward_tier_missing',
  'reward_not_in_part',
  'reward_points_below_minimum',
  'reward_points_above_price',
  'points_insufficient',
] as const
export type RewardReason = (typeof rewardReasons)[number]
