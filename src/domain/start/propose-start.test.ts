import { expect, test } from 'vitest'
import { costOf, startTrades, yearOf } from '#contract/language/start-plan.ts'
import { proposalWords } from '#locales/proposal-words.ts'
import { proposeStart } from './propose-start.ts'

const ground = { receipts: 9000, days: 90, averageReceipt: 1840, receiptsPerYear: 36_500 }
const propose = (trade: (typeof startTrades)[number], known: typeof ground | null = null) =>
  proposeStart({
    ...{ trade, business: { name: 'Lindner' }, storeName: null, ground: known, unit: 100 },
    words: proposalWords('de', 'EUR'),
  })

test.each(startTrades)('%s: ten stamps, and something within three visits', (trade) => {
  for (const known of [null, ground]) {
    const { full, first, cards, storeName } = propose(trade, known)
    expect([full.places, first?.places, cards, storeName]).toEqual([10, 3, 24, 'Hauptfiliale'])
    // One scale of value: who saves gets no less for a stamp.
    expect(costOf(full) / 10).toBeGreaterThanOrEqual(costOf(first!) / 3 - 0.5 * (costOf(full) / 10))
  }
})

test('a shop gives a stamp for about one receipt of its own, and five percent back', () => {
  expect(propose('retail', ground)).toMatchObject({
    stamp: { kind: 'per_amount', amount: 2000 },
    full: { kind: 'amount', name: '10\u00a0€ Nachlass', amount: 1000 },
    first: { kind: 'amount', amount: 200 },
  })
  expect(propose('web_shop', { ...ground, averageReceipt: 7300 }).stamp).toEqual({
    kind: 'per_amount',
    amount: 7500,
  })
})

test('a year costs at most what all stamps are worth', () => {
  const cafe = propose('cafe', ground)
  // 36,500 receipts, one in three shown a card: 12,166.67 stamps, 1,216.67 drinks of 80 cents.
  expect(yearOf(cafe, ground)).toEqual({
    fullCards: 1217,
    costMax: 97_333,
    costShare: expect.closeTo(0.8 / 30 / 18.4, 6),
  })
})

test('where the small reward costs more a stamp, the year is counted with it', () => {
  const cafe = propose('cafe', ground)
  const generous = { ...cafe, first: { ...cafe.first!, kind: 'article' as const, cost: 60 } }
  // 12,166.67 stamps, three of them for a cookie of 60 cents.
  expect(yearOf(generous, ground).costMax).toBe(243_333)
  expect(yearOf({ ...generous, first: null }, ground).costMax).toBe(97_333)
})
