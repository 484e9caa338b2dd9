import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dividedBy,
  isLess,
  parseDecimal,
  proportionOf,
  roundedHalfUp,
  times,
  wholeNumber,
} from './decimal.ts'

test('decimals are exact where floating point is not', () => {
  // 1.005 * 100 is 100.49999999999999 in floating point.
  expect(roundedHalfUp(times(parseDecimal('1.005'), wholeNumber(100)))).toBe(101)
  expect(roundedHalfUp(times(parseDecimal('0.1'), wholeNumber(3)))).toBe(0)
  expect(roundedHalfUp(times(parseDecimal('0.1'), wholeNumber(5)))).toBe(1)
  expect(roundedHalfUp(dividedBy(wholeNumber(119), parseDecimal('1.19')))).toBe(100)
  expect(isLess(parseDecimal('0.3'), parseDecimal('0.300001'))).toBe(true)
})

test.each(['', '-1', '1,5', '.5', '1.', '1e3', '1.0000001', ' 1'])('%j is no decimal', (text) => {
  expect(() => parseDecimal(text)).toThrow(RangeError)
})

test('proportions never fall as the part grows, and end at the whole', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })
  const whole = fc.integer({ min: 1, max: 10_000_000_000_000 })
  fc.assert(
    fc.property(amount, whole, fc.nat(), fc.nat(), (points, total, one, other) => {
      const [less, more] = [one % (total + 1), other % (total + 1)].sort((a, b) => a - b)
      expect(proportionOf(points, less!, total)).toBeLessThanOrEqual(
        proportionOf(points, more!, total),
      )
      expect(proportionOf(points, total, total)).toBe(points)
    }),
  )
})
