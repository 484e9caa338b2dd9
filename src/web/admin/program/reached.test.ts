import { expect, test } from 'vitest'
import { insteadBy, reachedBy } from './reached.ts'

const gain = (day: number, points: number, currency = 'stamps') => ({
  at: `2026-01-${String(day).padStart(2, '0')}T08:00:00Z`,
  currency,
  points,
})
const card = (price: number) => ({
  currency: 'stamps',
  rewards: [{ key: 'drink', content: { name: 'ein Heißgetränk', price } }],
  card: null,
})

test('a card that is full is handed in, and the next one begins', () => {
  const gains = [gain(1, 1), gain(2, 1), gain(3, 1), gain(4, 1), gain(5, 1)]
  expect(reachedBy({ gains }, card(2))).toEqual(['2026-01-02T08:00:00Z', '2026-01-04T08:00:00Z'])
})

test('what a return takes back has to be collected anew; other currencies do not count', () => {
  const gains = [gain(1, 2), gain(2, -1), gain(3, 5, 'stars'), gain(4, 2)]
  expect(reachedBy({ gains }, card(3))).toEqual(['2026-01-04T08:00:00Z'])
})

test('many points at once fill several cards', () => {
  expect(reachedBy({ gains: [gain(1, 7)] }, card(3))).toHaveLength(2)
})

test('without a reward nothing is reached', () => {
  expect(reachedBy({ gains: [gain(1, 7)] }, { ...card(3), rewards: [] })).toEqual([])
})

test('what is collected pays for another reward as well; what it is not enough for is left out', () => {
  const rewards = [
    { key: 'drink', content: { name: 'ein Heißgetränk', price: 10 } },
    { key: 'milk', content: { name: 'Hafermilch', price: 3 } },
    { key: 'tour', content: { name: 'Führung', price: 15 } },
  ]
  const life = { gains: [gain(1, 7), gain(2, 5)] }
  expect(insteadBy(life, { ...card(10), rewards })).toEqual([{ name: 'Hafermilch', times: 4 }])
})
