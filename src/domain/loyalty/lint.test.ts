import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { giftArticle } from '#contract/language/gift-ladder.ts'
import { reward } from '#contract/language/reward.ts'
import { stampCardContent } from '#contract/language/stamp-card.ts'
import { type Condition, type Operator, questionOf, type Value } from '#kernel/conditions.ts'
import { ladderOf, programOf, ruleOf, tiersOf } from '../../../tests/program-lives.ts'
import { canHold } from './can-hold.ts'
import { lintProgram, type Offer } from './lint.ts'
import type { Program } from './program.ts'

const validFrom = '2026-01-01T00:00:00Z'
const known = { stores: ['Altstadt'], channels: ['store'], categories: ['coffee'] }
const nothing: Offer = { rewards: [], stampCards: [], articles: [], known, busiest: null }
const lint = (parts: Partial<Program>, offer: Partial<Offer> = {}) =>
  lintProgram(programOf(parts), { ...nothing, ...offer }, Date.UTC(2026, 4, 4)).map(
    ({ code, subject }) => `${subject} ${code}`,
  )

const compare = (field: string, operator: Operator, value: Value): Condition => ({
  kind: 'compare',
  field,
  operator,
  value,
})
const perEuro = { kind: 'per_amount', points: '1', perAmount: 100 }
const euro = ruleOf({ key: 'euro', way: perEuro })
const level = (key: string, threshold: number) => ({ key, name: key, threshold })
const article = (key: string, stock: number | null = null) =>
  giftArticle.parse({ key, name: key, stock, cost: 100 })
const rewardOf = (rest: Record<string, unknown>) =>
  reward.parse({
    key: 'cake',
    name: 'Cake',
    currency: 'points',
    price: 300,
    gives: { kind: 'experience' },
    validFrom,
    ...rest,
  })

test('a sound program has no dead ends', () => {
  const program = {
    rules: [
      ruleOf({ key: 'euro', way: { ...perEuro, tierPoints: { gold: '2' } } }),
      ruleOf({ key: 'double', way: { kind: 'multiplier', factor: '2' } }),
    ],
    tiers: [tiersOf({ levels: [level('silver', 10), level('gold', 50)] })],
    giftLadders: [
      ladderOf({ key: 'gifts', rounds: [{ steps: [{ count: 10, articles: ['cup'] }] }] }),
    ],
  }
  const offer = {
    rewards: [rewardOf({ tiers: ['gold'], gives: { kind: 'article', article: 'cup' } })],
    articles: [article('cup')],
  }
  expect(lint(program, offer)).toEqual([])
})

describe('rules', () => {
  const when = (of: Condition, way: Record<string, unknown> = perEuro) =>
    lint({ rules: [ruleOf({ key: 'rule', way, when: of })] })
  const never = ['rule rule_never_matches']

  test('that contradict themselves never match', () => {
    const both = (...of: Condition[]): Condition => ({ kind: 'all', of })
    expect(
      when(both(compare('event.amount', 'at_least', 500), compare('event.amount', 'less', 500))),
    ).toEqual(never)
    expect(
      when(
        both(compare('event.weekday', 'one_of', [1, 2]), compare('event.weekday', 'at_least', 3)),
      ),
    ).toEqual(never)
    expect(when(compare('event.type', 'equal', 'review'))).toEqual(never)
    expect(when(compare('event.store', 'equal', 'Neustadt'))).toEqual(never)
    expect(when(compare('customer.tier', 'equal', 'gold'))).toEqual(never)
    expect(
      when({ kind: 'some', in: 'lines', of: compare('line.category', 'equal', 'cake') }),
    ).toEqual(never)
    expect(when(compare('event.store', 'equal', 'Altstadt'))).toEqual([])
    expect(
      when(compare('event.type', 'equal', 'review'), {
        kind: 'per_event',
        event: 'review',
        points: 1,
      }),
    ).toEqual([])
  })

  test('by the line are looked at by the line', () => {
    const way = { ...perEuro, lines: compare('line.category', 'equal', 'cake') }
    expect(lint({ rules: [ruleOf({ key: 'rule', way })] })).toEqual(never)
  })

  test('name tiers and rules that are there', () => {
    const rules = [
      ruleOf({ key: 'euro', way: { ...perEuro, tierPoints: { platinum: '2' } } }),
      ruleOf({ key: 'stars', currency: 'stars', way: { kind: 'multiplier', factor: '2' } }),
      ruleOf({ key: 'lost', way: { kind: 'multiplier', factor: '2', rules: ['gone'] } }),
    ]
    expect(lint({ rules })).toEqual([
      'euro rule_for_unknown_tier',
      'lost multiplier_without_base',
      'stars multiplier_without_base',
    ])
  })
})

describe('tiers', () => {
  test('that nobody can reach', () => {
    const days = tiersOf({
      basis: 'purchase_days',
      windowDays: 30,
      levels: [level('a', 30), level('b', 31)],
    })
    expect(lint({ tiers: [days] })).toEqual(['b tier_unreachable'])
    // Visits of 60 minutes: 24 a day.
    const visits = tiersOf({ windowDays: 1, levels: [level('a', 24), level('b', 25)] })
    expect(lint({ tiers: [visits] })).toEqual(['b tier_unreachable'])
    const points = tiersOf({ basis: 'points', currency: 'stars', levels: [level('a', 1)] })
    expect(lint({ tiers: [points], rules: [euro] })).toEqual(['stars tier_currency_unearned'])
  })

  test('that overlap', () => {
    const tiers = [tiersOf({ levels: [level('a', 10), level('b', 10), level('c', 5)] })]
    expect(lint({ tiers })).toEqual(['b tier_overlaps', 'c tier_overlaps'])
  })
})

describe('rewards', () => {
  const capped = ruleOf({
    key: 'euro',
    way: perEuro,
    caps: { perDay: 10 },
    expiry: { kind: 'after_days', days: 29 },
  })

  test('dearer than what can be collected before it expires', () => {
    const offer = (price: number) => ({ rewards: [rewardOf({ price })] })
    expect(lint({ rules: [capped] }, offer(300))).toEqual([])
    expect(lint({ rules: [capped] }, offer(301))).toEqual(['cake reward_too_dear'])
    const lasting = ruleOf({
      key: 'review',
      way: { kind: 'per_event', event: 'review', points: 1 },
    })
    expect(lint({ rules: [capped, lasting] }, offer(301))).toEqual([])
  })

  test('dearer than the busiest customer of the house could pay', () => {
    const busiest = { amountPerDay: 500, articlesPerDay: 2, purchasesPerDay: 1, eventsPerDay: 1 }
    const rules = [ruleOf({ key: 'euro', way: perEuro, expiry: { kind: 'after_days', days: 29 } })]
    expect(lint({ rules }, { busiest, rewards: [rewardOf({ price: 150 })] })).toEqual([])
    expect(lint({ rules }, { busiest, rewards: [rewardOf({ price: 151 })] })).toEqual([
      'cake reward_too_dear',
    ])
    const inPart = { pointsMin: 100, moneyPrice: 400 }
    expect(lint({ rules }, { busiest, rewards: [rewardOf({ price: 151, inPart })] })).toEqual([])
  })

  test('and cards that ask for what nobody has', () => {
    const rewards = [
      rewardOf({ currency: 'stars' }),
      rewardOf({ key: 'gate', tiers: ['platinum'] }),
      rewardOf({ key: 'cup', gives: { kind: 'article', article: 'cup' } }),
    ]
    const card = stampCardContent.parse({
      key: 'card',
      name: 'Card',
      currency: 'stamps',
      places: 10,
      reward: 'coffee',
    })
    expect(lint({ rules: [euro] }, { rewards, stampCards: [card] })).toEqual([
      'cake reward_currency_unearned',
      'gate reward_for_unknown_tier',
      'cup reward_article_missing',
      'card card_currency_unearned',
      'card card_reward_missing',
    ])
    const stamps = ruleOf({
      key: 'cups',
      currency: 'stamps',
      way: { kind: 'per_article', points: '1' },
      caps: { perCustomer: 9 },
    })
    const coffee = rewardOf({ key: 'coffee', currency: 'stamps', price: 9 })
    expect(lint({ rules: [stamps] }, { rewards: [coffee], stampCards: [card] })).toEqual([
      'card card_too_long',
      'card card_reward_costs_otherwise',
    ])
    const short = { ...card, places: 9 }
    expect(lint({ rules: [stamps] }, { rewards: [coffee], stampCards: [short] })).toEqual([])
    const second = { ...short, key: 'second' }
    expect(lint({ rules: [stamps] }, { rewards: [coffee], stampCards: [short, second] })).toEqual([
      'second cards_share_stamps',
    ])
  })

  test('a step of the ladder whose articles are all gone', () => {
    const gifts = ladderOf({
      key: 'gifts',
      rounds: [
        {
          steps: [
            { count: 10, articles: ['cup', 'pot'] },
            { count: 20, articles: ['pot'] },
          ],
        },
      ],
    })
    const articles = [article('cup', 1), article('pot', 0)]
    expect(lint({ giftLadders: [gifts] }, { articles })).toEqual(['gifts gift_articles_missing'])
  })
})

test('what any facts fulfill is never called a contradiction', () => {
  const number = fc.constantFrom(1, 2, 2.5, 3)
  const word = fc.constantFrom('a', 'ab', 'b', 'ba')
  const leaf = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('less', 'at_most', 'greater', 'at_least', 'equal', 'not_equal'),
        number,
      )
      .map(([operator, value]) => compare('n', operator as Operator, value)),
    fc.tuple(number, number).map((range) => compare('n', 'between', range)),
    fc
      .tuple(fc.constantFrom('one_of', 'none_of'), fc.array(word, { minLength: 1, maxLength: 3 }))
      .map(([operator, value]) => compare('t', operator as Operator, value)),
    fc
      .tuple(fc.constantFrom('contains', 'begins_with', 'equal', 'less'), word)
      .map(([operator, value]) => compare('t', operator as Operator, value)),
    fc
      .tuple(fc.constantFrom('contains', 'one_of'), word)
      .map(([operator, value]) =>
        compare('l', operator as Operator, operator === 'one_of' ? [value] : value),
      ),
  )
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
    ),
  }))
  const facts = fc.record(
    {
      n: fc.constantFrom(0, 1, 1.5, 2, 2.2, 2.5, 3, 4),
      t: fc.constantFrom('', 'a', 'ab', 'b', 'ba', 'bab', 'abba', 'z'),
      l: fc.subarray(['a', 'ab', 'b', 'ba', 'z']),
    },
    { requiredKeys: [] },
  )
  let contradictions = 0
  fc.assert(
    fc.property(tree, facts, (condition, values) => {
      const given = new Map<string, Value>(Object.entries(values))
      const answer = questionOf(condition)({
        valueOf: (field) => given.get(field),
        partsOf: () => [],
      })
      const possible = canHold(condition)
      if (answer) expect(possible).toBe(true)
      if (!possible) contradictions++
    }),
    { numRuns: 5000 },
  )
  expect(contradictions).toBeGreaterThan(20)
})
