import { describe, expect, test } from 'vitest'
import { reward } from '#contract/language/reward.ts'
import { judgeReward, type RewardWish } from './reward.ts'

const cake = (rest: Record<string, unknown> = {}) =>
  reward.parse({
    key: 'cake',
    name: 'A piece of cake',
    currency: 'points',
    price: 300,
    gives: { kind: 'article', article: 'cake' },
    validFrom: '2026-05-01T00:00:00Z',
    ...rest,
  })
const wish = (rest: Partial<RewardWish> = {}): RewardWish => ({
  atMillis: Date.UTC(2026, 4, 4),
  available: 500,
  tier: null,
  redeemed: 0,
  endsAtMillis: null,
  ...rest,
})
const refused = (...reasons: string[]) => ({ kind: 'refused', reasons })

test('who has the points gets the reward', () => {
  expect(judgeReward(cake(), wish({ available: 300 }))).toEqual({
    kind: 'granted',
    points: 300,
    money: 0,
  })
})

describe('a refusal says every reason', () => {
  const stories: [string, Record<string, unknown>, Partial<RewardWish>, string[]][] = [
    ['too few points', {}, { available: 299 }, ['points_insufficient']],
    ['not yet', {}, { atMillis: Date.UTC(2026, 3, 30) }, ['reward_not_started']],
    ['a day too late', {}, { endsAtMillis: Date.UTC(2026, 4, 4) }, ['program_ended']],
    ['no more', { validUntil: '2026-05-04T00:00:00Z' }, {}, ['reward_ended']],
    ['sold out', { stock: 0 }, {}, ['reward_out_of_stock']],
    ['twice', { perCustomer: 1 }, { redeemed: 1 }, ['reward_limit_reached']],
    ['for gold only', { tiers: ['gold'] }, { tier: 'silver' }, ['reward_tier_missing']],
    ['in part', {}, { points: 100 }, ['reward_not_in_part']],
    ['more than it costs', {}, { points: 301 }, ['reward_points_above_price']],
    [
      'all at once',
      { stock: 0, tiers: ['gold'] },
      { available: 0 },
      ['reward_out_of_stock', 'reward_tier_missing', 'points_insufficient'],
    ],
  ]
  test.each(stories)('%s', (_, offered, wished, reasons) => {
    expect(judgeReward(cake(offered), wish(wished))).toEqual(refused(...reasons))
  })
})

test('the customer chooses how many points, and pays the rest in proportion', () => {
  const inPart = { pointsMin: 100, moneyPrice: 450 }
  expect(judgeReward(cake({ inPart }), wish({ points: 100, available: 100 }))).toEqual({
    kind: 'granted',
    points: 100,
    money: 300,
  })
  expect(judgeReward(cake({ inPart }), wish({ points: 299 }))).toMatchObject({ money: 2 })
  expect(judgeReward(cake({ inPart }), wish({ points: 99 }))).toEqual(
    refused('reward_points_below_minimum'),
  )
})
