import type { WireInput } from '#contract/endpoint.ts'
import type { defineGiftArticle } from '#contract/endpoints/gift-articles.ts'
import type { definePointCurrency } from '#contract/endpoints/programs.ts'
import type { CardContent, RewardContent, RuleContent } from './program.ts'

export const startKinds = ['card', 'points', 'stars'] as const
export type StartKind = (typeof startKinds)[number]

/** All a program needs to begin: what is collected, how, and for what. */
export type ProgramStart = {
  currency: { key: string; terms: WireInput<typeof definePointCurrency>['body'] }
  article: { key: string; content: WireInput<typeof defineGiftArticle>['body'] } | null
  rules: readonly { key: string; content: RuleContent }[]
  reward: { key: string; content: Omit<RewardContent, 'validFrom' | 'stock'> }
  card: { key: string; content: CardContent } | null
}

/** The words of a start, in the language of whoever begins. */
export type StartWords = {
  currency: string
  rule: string
  card: string
  birthday: string
  reward: string
}

const threeYears = { kind: 'after_months', months: 36 } as const
const always = { caps: {}, pendingDays: 0, expiry: threeYears }

/** `unit` is one euro, pound or franc in minor units; a café gives a drink, all others something off. */
export function programStart(
  kind: StartKind,
  words: StartWords,
  { unit, hasDrinks }: { unit: number; hasDrinks: boolean },
): ProgramStart {
  const { price, worth } = sizes[kind]
  const currency = { card: 'stamps', points: 'points', stars: 'stars' }[kind]
  const drink = hasDrinks && kind !== 'points'
  const rewardKey = drink ? 'hot_drink' : 'amount_off'
  const value = String(Number((worth / price).toFixed(6)))
  const birthday = {
    key: 'birthday',
    content: {
      ...always,
      name: words.birthday,
      currency,
      way: { kind: 'per_event', event: 'birthday', points: 20 },
    },
  } as const
  return {
    currency: { key: currency, terms: { name: words.currency, value } },
    article: drink
      ? { key: 'hot_drink', content: { name: words.reward, cost: worth * unit, counted: false } }
      : null,
    rules: [
      {
        key: kind === 'card' ? 'visit' : 'purchase',
        content: firstRule(kind, words, currency, unit),
      },
      ...(kind === 'stars' ? [birthday] : []),
    ],
    reward: {
      key: rewardKey,
      content: {
        name: words.reward,
        currency,
        price,
        gives: drink
          ? { kind: 'article', article: 'hot_drink' }
          : { kind: 'amount_voucher', amount: worth * unit },
      },
    },
    card:
      kind === 'card'
        ? {
            key: currency,
            content: { name: words.card, currency, places: price, reward: rewardKey },
          }
        : null,
  }
}

/** Prices in points, and what the reward costs in whole units of money. */
const sizes = {
  card: { price: 10, worth: 1 },
  points: { price: 100, worth: 5 },
  stars: { price: 100, worth: 1 },
}

/** In whole units of money. */
export const startWorth = (kind: StartKind): number => sizes[kind].worth

const firstRule = (
  kind: StartKind,
  words: StartWords,
  currency: string,
  unit: number,
): RuleContent => ({
  ...always,
  name: words.rule,
  currency,
  way:
    kind === 'card'
      ? { kind: 'per_visit', points: 1 }
      : {
          kind: 'per_amount',
          points: kind === 'stars' ? '2' : '1',
          perAmount: unit,
          includes: [],
          tierPoints: {},
        },
})
