import { type Reward, type RewardReason, rewardReasons } from '#contract/language/reward.ts'
import { proportionOf } from '#kernel/decimal.ts'

/** What is known at the moment a customer asks for a reward. */
export type RewardWish = {
  atMillis: number
  /** Points of the reward's currency that can be spent now. */
  available: number
  tier: string | null
  /** How often this customer has redeemed it, net of what was undone. */
  redeemed: number
  /** From when on nothing can be redeemed any more; null: the program goes on. */
  endsAtMillis: number | null
  /** How many points they want to spend; the rest they pay. Without it: the whole price. */
  points?: number
}

export type RewardVerdict =
  | { kind: 'granted'; points: number; money: number }
  | { kind: 'refused'; reasons: readonly RewardReason[] }

/** Whether a customer gets a reward, and what it costs them; else every reason why not. */
export function judgeReward(reward: Reward, wish: RewardWish): RewardVerdict {
  const points = wish.points ?? reward.price
  const reasons = [...whyNotNow(reward, wish), ...whyNotFor(reward, points, wish.available)]
  return reasons.length > 0
    ? { kind: 'refused', reasons }
    : { kind: 'granted', points, money: moneyFor(reward, points) }
}

function whyNotNow(
  reward: Reward,
  { atMillis, tier, redeemed, endsAtMillis }: RewardWish,
): RewardReason[] {
  const { validFrom, validUntil, stock, perCustomer, tiers } = reward
  return reasonsOf({
    reward_not_started: atMillis < Date.parse(validFrom),
    reward_ended: validUntil !== undefined && atMillis >= Date.parse(validUntil),
    program_ended: endsAtMillis !== null && atMillis >= endsAtMillis,
    reward_out_of_stock: stock !== null && stock < 1,
    reward_limit_reached: perCustomer !== undefined && redeemed >= perCustomer,
    reward_tier_missing: tiers !== undefined && (tier === null || !tiers.includes(tier)),
  })
}

function whyNotFor({ price, inPart }: Reward, points: number, available: number): RewardReason[] {
  return reasonsOf({
    reward_not_in_part: points < price && !inPart,
    reward_points_below_minimum: inPart !== undefined && points < Math.min(inPart.pointsMin, price),
    reward_points_above_price: points > price,
    points_insufficient: points > available,
  })
}

const reasonsOf = (reasons: Partial<Record<RewardReason, boolean>>): RewardReason[] =>
  rewardReasons.filter((reason) => reasons[reason])

/** The rest in minor units, in proportion to the points that are missing. */
const moneyFor = ({ price, inPart }: Reward, points: number): number =>
  inPart ? proportionOf(inPart.moneyPrice, price - points, price) : 0
