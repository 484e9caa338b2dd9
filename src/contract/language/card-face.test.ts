import { expect, test } from 'vitest'
import { faceOf } from './card-face.ts'

test('a stamp card is the balance of its stamps, card by card', () => {
  expect([0, 9, 10, 23, -2].map((available) => faceOf({ places: 10 }, available))).toEqual([
    { full: 0, filled: 0, missing: 10 },
    { full: 0, filled: 9, missing: 1 },
    { full: 1, filled: 0, missing: 10 },
    { full: 2, filled: 3, missing: 7 },
    { full: 0, filled: 0, missing: 10 },
  ])
})
