import { expect, test } from 'vitest'
import { allocatePrice, recognizedRevenue } from './deferred-revenue.ts'

test('the points of example 52 of IFRS 15 are earned as the standard says', () => {
  // 10,000 points of 1 each; 95 of 100 are expected to be redeemed, later 97.
  const allocated = allocatePrice(100_000, { goods: 100_000, points: 9_500 })
  expect(allocated).toEqual({ goods: 91_324, points: 8_676 })
  const first = recognizedRevenue(allocated.points, { redeemed: 4_500, expected: 9_500 })
  const second = recognizedRevenue(allocated.points, { redeemed: 8_500, expected: 9_700 })
  expect([first, second - first]).toEqual([4_110, 3_493])
})

test('9,000 allocated to points give 4,175 in the second year and 3,552 in the third', () => {
  const second = recognizedRevenue(9_000, { redeemed: 4_500, expected: 9_700 })
  const third = recognizedRevenue(9_000, { redeemed: 8_500, expected: 9_900 })
  expect([second, third - second]).toEqual([4_175, 3_552])
})

test('who expects less than before earns more at once', () => {
  const second = recognizedRevenue(9_000, { redeemed: 4_500, expected: 9_700 })
  const third = recognizedRevenue(9_000, { redeemed: 8_500, expected: 9_200 })
  expect(third - second).toBe(4_140)
})

test('goods and points together are the price, to the last cent', () => {
  for (const price of [1, 99, 12_345, 100_001]) {
    const { goods, points } = allocatePrice(price, { goods: price, points: 7 })
    expect(goods + points).toBe(price)
  }
  expect(allocatePrice(0, { goods: 0, points: 0 })).toEqual({ goods: 0, points: 0 })
})

test('once nothing more is expected to be redeemed, all is earned', () => {
  expect(recognizedRevenue(9_000, { redeemed: 0, expected: 0 })).toBe(9_000)
  expect(recognizedRevenue(9_000, { redeemed: 9_900, expected: 9_900 })).toBe(9_000)
})
