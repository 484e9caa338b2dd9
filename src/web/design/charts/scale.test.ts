import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelStride, linear, parted, pathOf, spanOf } from './scale.ts'

describe('charts place what they draw', () => {
  test('values are mapped linearly, equal ones to the middle', () => {
    const y = linear({ low: 0, high: 10 }, { low: 100, high: 0 })
    expect([0, 5, 10].map(y)).toEqual([100, 50, 0])
    expect(linear({ low: 3, high: 3 }, { low: 0, high: 8 })(3)).toBe(4)
  })

  test('what is not known is in no span', () => {
    expect(spanOf([null, 4, undefined, -1])).toEqual({ low: -1, high: 4 })
    expect(spanOf([])).toEqual({ low: 0, high: 0 })
  })

  test('a missing value parts the line instead of bridging it', () => {
    expect(pathOf([{ x: 0, y: 1 }, null, { x: 2, y: 3 }, { x: 4, y: 5 }])).toBe('M0 1M2 3L4 5')
  })

  test('labels keep their order and their distance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 6 }),
        (wished) => {
          const placed = parted(wished, 16)
          const order = wished.map((_, index) => index).sort((a, b) => wished[a]! - wished[b]!)
          for (let next = 1; next < order.length; next++) {
            const distance = placed[order[next]!]! - placed[order[next - 1]!]!
            expect(distance).toBeGreaterThan(15)
          }
        },
      ),
    )
  })

  test('long labels are set under every second or third bar', () => {
    expect(labelStride(['1', '2'], 20)).toBe(1)
    expect(labelStride(['Januar', 'Februar'], 32)).toBe(2)
  })
})
