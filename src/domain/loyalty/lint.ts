import { earningEvents } from '#contract/language/earning-rule.ts'
import type { GiftArticle } from '#contract/language/gift-ladder.ts'
import type { Reward } from '#contract/language/reward.ts'
import type { StampCardContent } from '#contract/language/stamp-card.ts'
import type { TierLadder } from '#contract/language/tier-ladder.ts'
import type { Value } from '#kernel/conditions.ts'
import { canHold, type KnownValues } from './can-hold.ts'
import { type BusiestCustomer, mostPoints, mostVisits } from './most-points.ts'
import { raises } from './multiply.ts'
import { type InForce, type Program, planOf } from './program.ts'

/** A dead end: something the program promises and no customer can have. */
export type Finding = {
  code: FindingCode
  /** The key of the rule, level, reward, card or ladder it is about. */
  subject: string
  params: Readonly<Record<string, string | number>>
}

export type FindingCode =
  | 'rule_never_matches'
  | 'rule_for_unknown_tier'
  | 'multiplier_without_base'
  | 'tier_unreachable'
  | 'tier_overlaps'
  | 'tier_currency_unearned'
  | 'reward_currency_unearned'
  | 'reward_too_dear'
  | 'reward_for_unknown_tier'
  | 'reward_article_missing'
  | 'card_currency_unearned'
  | 'card_too_long'
  | 'card_reward_missing'
  | 'card_reward_costs_otherwise'
  | 'cards_share_stamps'
  | 'gift_articles_missing'

/** All that is offered beside the ways to earn. */
export type Offer = {
  rewards: readonly Reward[]
  stampCards: readonly StampCardContent[]
  articles: readonly GiftArticle[]
  /** Codes the business has ever used; a condition on others never matches. */
  known: { stores: readonly string[]; channels: readonly string[]; categories: readonly string[] }
  busiest: BusiestCustomer | null
}

/** The dead ends of a program as it stands at an instant. */
export function lintProgram(program: Program, offer: Offer, atMillis: number): Finding[] {
  const inForce = planOf(program).inForce(atMillis)
  const whole = { inForce, offer }
  return [
    ...lintRules(whole),
    ...(inForce.tiers ? lintTiers(inForce.tiers, whole) : []),
    ...offer.rewards.flatMap((reward) => lintReward(reward, whole)),
    ...offer.stampCards.flatMap((card) => lintCard(card, whole)),
    ...lintGifts(whole),
  ]
}

type Whole = { inForce: InForce; offer: Offer }

const found = (
  code: FindingCode,
  subject: string,
  params: Finding['params'] = {},
): readonly Finding[] => [{ code, subject, params }]

function lintRules({ inForce, offer }: Whole): Finding[] {
  const levels = levelsOf(inForce)
  const ready = [...inForce.earners, ...inForce.multipliers]
  return [
    ...ready.flatMap(({ rule }) => {
      const known = knownValues(eventTypesOf(rule.way), levels, offer)
      const lines = 'lines' in rule.way ? rule.way.lines : undefined
      const dead = [rule.when, lines].some((one) => one && !canHold(one, known))
      return dead ? found('rule_never_matches', rule.key) : []
    }),
    ...inForce.earners.flatMap(({ rule, tierRates }) =>
      [...tierRates.keys()]
        .filter((tier) => !levels.includes(tier))
        .flatMap((tier) => found('rule_for_unknown_tier', rule.key, { tier })),
    ),
    ...inForce.multipliers
      .filter((one) => !inForce.earners.some(({ rule }) => raises(one, rule)))
      .flatMap(({ rule }) => found('multiplier_without_base', rule.key)),
  ]
}

const levelsOf = ({ tiers }: InForce) => tiers?.levels.map(({ key }) => key) ?? []

function eventTypesOf(way: Program['rules'][number]['way']): string[] {
  switch (way.kind) {
    case 'per_amount':
    case 'per_article':
    case 'per_purchase':
      return ['purchase']
    case 'per_visit':
      return ['purchase', 'visit']
    case 'per_event':
      return [way.event]
    case 'multiplier':
      return ['purchase', ...earningEvents]
  }
}

function knownValues(types: string[], levels: string[], { known }: Offer): KnownValues {
  const values: Record<string, readonly (Value | undefined)[]> = {
    'event.type': types,
    'event.weekday': [1, 2, 3, 4, 5, 6, 7],
    'event.store': [undefined, ...known.stores],
    'event.channel': [undefined, ...known.channels],
    'line.category': [undefined, ...known.categories],
    'customer.tier': [undefined, ...levels],
    'customer.birthdayMonth': [undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  }
  return (field) => values[field]
}

function lintTiers(ladder: TierLadder, whole: Whole): readonly Finding[] {
  const currency = ladder.currency ?? ''
  if (ladder.basis === 'points' && !isEarned(currency, whole)) {
    return found('tier_currency_unearned', currency)
  }
  const most = mostFor(ladder, whole)
  return ladder.levels.flatMap(({ key, threshold }, rank) => {
    const below = ladder.levels[rank - 1]
    return [
      ...(threshold > most ? found('tier_unreachable', key, { threshold, most }) : []),
      ...(below && threshold <= below.threshold
        ? found('tier_overlaps', key, { below: below.key })
        : []),
    ]
  })
}

function mostFor(ladder: TierLadder, { inForce, offer: { busiest } }: Whole): number {
  const { windowDays } = ladder
  switch (ladder.basis) {
    case 'visits':
      return Math.min(
        mostVisits(inForce.terms.visitMinutes, windowDays),
        (busiest?.purchasesPerDay ?? Number.POSITIVE_INFINITY) * windowDays,
      )
    case 'purchase_days':
      return windowDays
    case 'spend':
      return (busiest?.amountPerDay ?? Number.POSITIVE_INFINITY) * windowDays
    case 'points':
      return mostPoints(inForce, ladder.currency ?? '', windowDays, busiest)
  }
}

const isEarned = (currency: string, { inForce }: Whole) =>
  inForce.earners.some(({ rule }) => rule.currency === currency)

function lintReward(reward: Reward, whole: Whole): Finding[] {
  const { key, currency, price, inPart, tiers, gives } = reward
  const levels = levelsOf(whole.inForce)
  const most = mostBeforeExpiry(currency, whole)
  const least = Math.min(price, inPart?.pointsMin ?? price)
  const article = 'article' in gives ? gives.article : null
  return [
    ...(isEarned(currency, whole) ? [] : found('reward_currency_unearned', key, { currency })),
    ...(most > 0 && least > most ? found('reward_too_dear', key, { price: least, most }) : []),
    ...(tiers?.every((tier) => !levels.includes(tier))
      ? found('reward_for_unknown_tier', key)
      : []),
    ...(article !== null && !whole.offer.articles.some((one) => one.key === article)
      ? found('reward_article_missing', key, { article })
      : []),
  ]
}

function lintCard(card: StampCardContent, whole: Whole): readonly Finding[] {
  const { key, currency } = card
  const { rewards, stampCards } = whole.offer
  const [first] = stampCards.filter((one) => one.currency === currency)
  return [
    ...lintFilling(card, whole),
    ...lintRewardOf(
      card,
      rewards.find((one) => one.key === card.reward),
    ),
    ...(first && first.key !== key ? found('cards_share_stamps', key, { other: first.name }) : []),
  ]
}

function lintFilling({ key, currency, places }: StampCardContent, whole: Whole) {
  if (!isEarned(currency, whole)) return found('card_currency_unearned', key, { currency })
  const most = mostBeforeExpiry(currency, whole)
  return places > most ? found('card_too_long', key, { places, most }) : []
}

/** A full card is exchanged for its reward, no more and no less. */
function lintRewardOf({ key, currency, places }: StampCardContent, reward: Reward | undefined) {
  if (!reward) return found('card_reward_missing', key)
  const { name, price } = reward
  if (reward.currency === currency && price === places) return []
  return found('card_reward_costs_otherwise', key, { reward: name, price, places })
}

const unlimitedDays = 36_500

/** Points count together while the longest-lived of them do. */
function mostBeforeExpiry(currency: string, { inForce, offer }: Whole): number {
  const days = inForce.earners
    .filter(({ rule }) => rule.currency === currency)
    .map(({ rule: { expiry, pendingDays } }) => daysOf(expiry, pendingDays))
  return days.length === 0 ? 0 : mostPoints(inForce, currency, Math.max(...days), offer.busiest)
}

function daysOf(expiry: InForce['earners'][number]['rule']['expiry'], pendingDays: number): number {
  switch (expiry.kind) {
    case 'never':
      return unlimitedDays
    case 'after_days':
      return Math.max(1, expiry.days - pendingDays + 1)
    case 'after_months':
      return Math.max(1, expiry.months * 31 - pendingDays + 1)
    case 'end_of_year':
      return (expiry.years + 1) * 366
  }
}

function lintGifts({ inForce, offer }: Whole): Finding[] {
  const given = new Set(
    offer.articles.filter(({ stock }) => stock === null || stock > 0).map(({ key }) => key),
  )
  return inForce.giftLadders.flatMap(({ ladder: { key, rounds } }) =>
    rounds.flatMap(({ steps }, round) =>
      steps
        .filter(({ articles }) => !articles.some((article) => given.has(article)))
        .flatMap(({ count }) => found('gift_articles_missing', key, { round: round + 1, count })),
    ),
  )
}
