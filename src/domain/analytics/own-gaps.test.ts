import { expect, test } from 'vitest'
import { isSteady, ownGaps } from './own-gaps.ts'

const after = (...gaps: number[]) =>
  [0, ...gaps.keys()].map((_, at) => gaps.slice(0, at).reduce((sum, gap) => sum + gap, 20_000))

test('four visits within eight days are no rhythm, nor are many within a month', () => {
  expect(ownGaps(after(2, 2, 4))).toBeNull()
  expect(ownGaps(after(...Array.from({ length: 10 }, () => 3)))).toBeNull()
})

test('five visits over six weeks are one, taken from their own gaps', () => {
  expect(ownGaps(after(10, 11, 10, 11))).toEqual({ median: 10.5, from: 10, to: 11 })
  expect(ownGaps([])).toBeNull()
})

test('gaps between nine and fifty-five days are told by no single number', () => {
  expect(isSteady(ownGaps(after(9, 9, 10, 55, 40, 12, 30))!)).toBe(false)
  expect(isSteady(ownGaps(after(7, 7, 8, 6, 7, 14, 7))!)).toBe(true)
})

test('who comes on every working day is steady in spite of weekends', () => {
  const weeks = Array.from({ length: 7 }, () => [1, 1, 1, 1, 3]).flat()
  expect(isSteady(ownGaps(after(...weeks))!)).toBe(true)
})
