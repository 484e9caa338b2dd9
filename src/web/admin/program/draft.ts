import {
  type CardContent,
  type Currency,
  contentOf,
  type Program,
  type Reward,
  type RewardContent,
  type RuleContent,
  type SimulationWish,
} from './program.ts'

/** What the page of the program lets one change: all that belongs to one currency. */
export type Draft = {
  currency: string
  /** Of one point, in whole units of money. */
  value: string
  /** What a redemption costs as a share of its value; null: as much. */
  costRate: number | null
  rules: readonly { key: string; content: RuleContent }[]
  /** The cheapest first. */
  rewards: readonly { key: string; content: RewardContent }[]
  /** Where what is collected is shown as stamps. */
  card: { key: string; content: CardContent } | null
}

export type Change =
  | { kind: 'value'; value: string }
  | { kind: 'rule'; key: string; content: RuleContent }
  | { kind: 'rule_end'; key: string; name: string }
  | { kind: 'reward'; key: string; content: RewardContent }
  | { kind: 'card'; key: string; content: CardContent }
  | { kind: 'card_end'; key: string; name: string }

export const waysMax = 5
/** As many places as a card can have. */
export const placesMin = 2
export const placesMax = 100

export const draftOf = (
  program: Program,
  rewards: readonly Reward[],
  { currency, value, costRate }: Currency,
): Draft => ({
  currency,
  value,
  costRate,
  rules: program.rules
    .filter((rule) => rule.currency === currency && rule.status === 'active')
    .map((rule) => ({ key: rule.key, content: contentOf(rule) }))
    .toSorted((one, other) => rankOf(one.content) - rankOf(other.content)),
  rewards: rewards
    .filter(({ content }) => content.currency === currency)
    .map(({ key, content }) => ({ key, content }))
    .toSorted((one, other) => one.content.price - other.content.price),
  card: cardOf(program, currency),
})

function cardOf({ stampCards }: Program, currency: string): Draft['card'] {
  const card = stampCards.find((one) => one.currency === currency)
  if (!card) return null
  const { key, status: _, validFrom: __, ...content } = card
  return { key, content }
}

const waysInOrder = [
  'per_visit',
  'per_purchase',
  'per_amount',
  'per_article',
  'per_event',
  'multiplier',
] as const
/** What everybody meets first stands first. */
export const rankOf = ({ way }: Pick<RuleContent, 'way'>) => waysInOrder.indexOf(way.kind)

/** What one collects for: what the card leads to, or where points are counted the first reward. */
export function mainReward<Entry extends { key: string }>({
  rewards,
  card,
}: {
  rewards: readonly Entry[]
  card: { content: { reward: string } } | null
}): Entry | undefined {
  return rewards.find(({ key }) => key === card?.content.reward) ?? rewards[0]
}

export function changesOf(before: Draft, after: Draft): Change[] {
  const changed = <Entry extends { key: string }>(now: readonly Entry[], then: readonly Entry[]) =>
    now.filter(
      (entry) =>
        !isSame(
          entry,
          then.find(({ key }) => key === entry.key),
        ),
    )
  return [
    ...(before.value === after.value ? [] : [{ kind: 'value', value: after.value } as const]),
    ...changed(after.rules, before.rules).map((rule) => ({ kind: 'rule', ...rule }) as const),
    ...before.rules
      .filter(({ key }) => !after.rules.some((rule) => rule.key === key))
      .map(({ key, content }) => ({ kind: 'rule_end', key, name: content.name }) as const),
    ...changed(after.rewards, before.rewards).map((one) => ({ kind: 'reward', ...one }) as const),
    ...cardChanges(before.card, after.card),
  ]
}

function cardChanges(before: Draft['card'], after: Draft['card']): Change[] {
  if (isSame(before, after)) return []
  if (after) return [{ kind: 'card', ...after }]
  return before ? [{ kind: 'card_end', key: before.key, name: before.content.name }] : []
}

export const changeRule = (draft: Draft, key: string, change: Partial<RuleContent>): Draft => ({
  ...draft,
  rules: draft.rules.map((rule) =>
    rule.key === key ? { key, content: { ...rule.content, ...change } } : rule,
  ),
})

/**
 * A new price of the main reward keeps what it costs, so a point is worth another part of it; the
 * card that leads to it has as many places.
 */
export function changeReward(draft: Draft, key: string, change: Partial<RewardContent>): Draft {
  const main = mainReward(draft)
  const rewards = draft.rewards.map((reward) =>
    reward.key === key ? { key, content: { ...reward.content, ...change } } : reward,
  )
  const value =
    main?.key === key && change.price !== undefined
      ? valueText((Number(draft.value) * main.content.price) / change.price)
      : draft.value
  const card =
    draft.card?.content.reward === key && change.price !== undefined && isCardSize(change.price)
      ? { ...draft.card, content: { ...draft.card.content, places: change.price } }
      : draft.card
  return { ...draft, value, rewards, card }
}

export const isCardSize = (places: number) => places >= placesMin && places <= placesMax

/** Shows what is collected for the main reward as stamps, as many as it costs. */
export function withCard(draft: Draft, saved: Draft['card'], name: string): Draft {
  const main = mainReward({ ...draft, card: saved })
  if (!main || !isCardSize(main.content.price)) return draft
  const content = {
    ...(saved?.content ?? { name, currency: draft.currency }),
    places: main.content.price,
    reward: main.key,
  }
  return { ...draft, card: { key: saved?.key ?? draft.currency, content } }
}

/** What the main reward costs the business, in minor units. */
export function costOfMain(draft: Draft, decimals: number): number | null {
  const main = mainReward(draft)
  const each = Number(draft.value) * (draft.costRate ?? 1)
  return main ? Math.round(each * main.content.price * 10 ** decimals) : null
}

/** What it costs decides what a point is worth; a share of nothing would decide nothing. */
export function withCostOfMain(draft: Draft, minor: number, decimals: number): Draft {
  const main = mainReward(draft)
  if (!main || draft.costRate === 0) return draft
  const cost = minor / 10 ** decimals / main.content.price
  return { ...draft, value: valueText(cost / (draft.costRate ?? 1)) }
}

/** At most six places, as the program keeps it. */
const valueText = (value: number): string => String(Number(value.toFixed(6)))

/** The whole program as it would be, for a look back. */
export function simulationOf(program: Program, draft: Draft, days: number): SimulationWish {
  const main = mainReward(draft)
  const others = program.rules.filter(
    ({ currency, status }) => currency !== draft.currency && status === 'active',
  )
  return {
    days,
    program: {
      ...surroundingsOf(program, draft),
      rules: [
        ...others.map((rule) => ({ key: rule.key, ...contentOf(rule) })),
        ...draft.rules.map(({ key, content }) => ({ key, ...content })),
      ],
    },
    ...(main && { firstReward: { currency: draft.currency, price: main.content.price } }),
  }
}

function surroundingsOf(program: Program, draft: Draft) {
  const { validFrom: _, ...terms } = program.terms
  const tiers = program.tiers && (({ validFrom: __, ...rest }) => rest)(program.tiers)
  return {
    currencies: program.currencies
      .filter(({ state }) => state === 'in_force')
      .map(({ currency, value, returns, overdraftMax }) => ({
        currency,
        value: currency === draft.currency ? draft.value : value,
        returns,
        overdraftMax,
      })),
    terms,
    ...(tiers && { tiers }),
    giftLadders: program.giftLadders
      .filter(({ status }) => status === 'active')
      .map(({ validFrom: __, status: ___, ...ladder }) => ladder),
  }
}

/** A key that no rule has yet: `visit`, `visit_2`. */
export function freeKey(wished: string, taken: readonly string[]): string {
  const keys = [wished, ...Array.from({ length: 200 }, (_, more) => `${wished}_${more + 2}`)]
  return keys.find((key) => !taken.includes(key)) ?? wished
}

/** The same by what is in it, in whatever order its parts were written. */
const isSame = (one: unknown, other: unknown) => textOf(one) === textOf(other)

export const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? ''
