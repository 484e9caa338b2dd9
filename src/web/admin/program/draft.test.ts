import { describe, expect, test } from 'vitest'
import {
  changeReward,
  changeRule,
  changesOf,
  costOfMain,
  type Draft,
  freeKey,
  withCard,
  withCostOfMain,
} from './draft.ts'

const card: Draft = {
  currency: 'stamps',
  value: '0.1',
  costRate: null,
  rules: [
    {
      key: 'visit',
      content: {
        name: 'Je Besuch',
        currency: 'stamps',
        way: { kind: 'per_visit', points: 1 },
        caps: {},
        pendingDays: 0,
        expiry: { kind: 'never' },
      },
    },
  ],
  rewards: [
    {
      key: 'drink',
      content: {
        name: 'ein Heißgetränk',
        currency: 'stamps',
        price: 10,
        gives: { kind: 'experience' },
        stock: null,
        validFrom: '2026-01-01T00:00:00Z',
      },
    },
  ],
  card: {
    key: 'stamps',
    content: { name: 'Stempelkarte', currency: 'stamps', places: 10, reward: 'drink' },
  },
}

describe('the program being changed', () => {
  test('a shorter card makes each stamp worth more and the drink no dearer', () => {
    const shorter = changeReward(card, 'drink', { price: 8 })
    expect(shorter.value).toBe('0.125')
    expect(costOfMain(shorter, 2)).toBe(100)
    expect(changesOf(card, shorter).map(({ kind }) => kind)).toEqual(['value', 'reward', 'card'])
    expect(shorter.card?.content.places).toBe(8)
  })

  test('costs what is said to be its share of the worth, as the books reckon', () => {
    const cheap = { ...card, costRate: 0.4 }
    expect(costOfMain(cheap, 2)).toBe(40)
    expect(withCostOfMain(cheap, 80, 2).value).toBe('0.2')
    expect(withCostOfMain({ ...card, costRate: 0 }, 80, 2).value).toBe('0.1')
  })

  test('a card is left out and taken up again as it was', () => {
    const without = { ...card, card: null }
    expect(changesOf(card, without)).toEqual([
      { kind: 'card_end', key: 'stamps', name: 'Stempelkarte' },
    ])
    expect(changesOf(card, withCard(without, card.card, 'Karte'))).toEqual([])
    expect(withCard(without, null, 'Karte').card).toEqual({
      key: 'stamps',
      content: { name: 'Karte', currency: 'stamps', places: 10, reward: 'drink' },
    })
  })

  test('a dearer drink is told by what a stamp is worth', () => {
    const dearer = withCostOfMain(card, 150, 2)
    expect(dearer.value).toBe('0.15')
    expect(changesOf(card, dearer)).toEqual([{ kind: 'value', value: '0.15' }])
  })

  test('changed and changed back is no change, in whatever order it is written', () => {
    const two = changeRule(card, 'visit', { way: { kind: 'per_visit', points: 2 } })
    expect(changesOf(card, two)).toHaveLength(1)
    expect(
      changesOf(card, changeRule(two, 'visit', { way: { points: 1, kind: 'per_visit' } })),
    ).toEqual([])
  })

  test('a rule that is gone is ended', () => {
    expect(changesOf(card, { ...card, rules: [] })).toEqual([
      { kind: 'rule_end', key: 'visit', name: 'Je Besuch' },
    ])
  })

  test('a second rule of a kind has a key of its own', () => {
    expect(freeKey('visit', ['visit', 'visit_2'])).toBe('visit_3')
  })
})
