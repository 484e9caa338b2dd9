import { describe, expect, test } from 'vitest'
import { develop, type Vintage } from './development.ts'

const room = { roomAfter: 0 }

describe('development', () => {
  test('of vintages that are through is what happened', () => {
    const through: Vintage[] = [
      { exposure: 1000, happened: [300, 200, 100] },
      { exposure: 3000, happened: [900, 600, 300] },
    ]
    const found = develop(through, room)!
    expect(found.ultimate).toBeCloseTo(0.6, 12)
    expect(found.interval).toMatchObject({ level: 0.9 })
    expect(found.interval.low).toBeCloseTo(0.6, 12)
    expect(found.byAge.map((share) => Math.round(share * 1000))).toEqual([300, 200, 100])
  })

  test('of young vintages goes on as that of the old, weighted by exposure', () => {
    // By hand: m0 = 740/2400, m1 = 300/1400, m2 = 50/400.
    const vintages: Vintage[] = [
      { exposure: 400, happened: [100, 80, 50] },
      { exposure: 1000, happened: [300, 220] },
      { exposure: 1000, happened: [340] },
    ]
    const [m1, m2] = [300 / 1400, 50 / 400]
    const ultimate = (100 + 80 + 50 + 300 + 220 + 1000 * m2 + 340 + 1000 * (m1 + m2)) / 2400
    const found = develop(vintages, room)!
    expect(found.ultimate).toBeCloseTo(ultimate, 12)
    expect(found.byAge[0]).toBeCloseTo(740 / 2400, 12)
    // Spread at age 1: (400 (0.2-m1)^2 + 1000 (0.22-m1)^2) / 1; at age 2 one vintage: as a count's.
    const s1 = 400 * (0.2 - m1) ** 2 + 1000 * (0.22 - m1) ** 2
    const variance = s1 * 1000 + (s1 * 1000 ** 2) / 1400 + m2 * 2000 + (m2 * 2000 ** 2) / 400
    const reach = (1.6448536269514722 * Math.sqrt(variance)) / 2400
    expect(found.interval.high - found.ultimate).toBeCloseTo(reach, 9)
  })

  test('of a vintage with nothing yet is not nothing', () => {
    const found = develop(
      [
        { exposure: 100, happened: [50, 10] },
        { exposure: 100, happened: [0] },
      ],
      room,
    )!
    expect(found.ultimate).toBeCloseTo((60 + 0 + 10) / 200, 12)
  })

  test('goes on after the oldest age as it declined, but not beyond what there is', () => {
    const halving = [320, 160, 80, 40, 20, 10]
    const vintage = { exposure: 1000, happened: halving }
    const open = develop([vintage], { roomAfter: 1 })!
    // The mean of the last three ages, halved again and again.
    expect(open.tail).toBeCloseTo(70 / 3000, 12)
    expect(develop([vintage], { roomAfter: 0.01 })!.tail).toBe(0.01)
    expect(develop([{ exposure: 10, happened: [1, 1] }], { roomAfter: 1 })!.tail).toBe(0)
  })

  test('of nothing is unknown', () => {
    expect(develop([], room)).toBeNull()
    expect(develop([{ exposure: 0, happened: [] }], room)).toBeNull()
  })

  test('covers the truth as often as its interval promises', () => {
    let [hits, seed] = [0, 7]
    const random = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    const truth = [0.3, 0.2, 0.1, 0.05]
    const rounds = 400
    for (let round = 0; round < rounds; round++) {
      const vintages = Array.from({ length: 12 }, (_, index) => {
        const all = truth.map((share) => {
          let count = 0
          for (let point = 0; point < 200; point++) if (random() < share) count++
          return count
        })
        return { exposure: 200, all, happened: all.slice(0, 12 - index) }
      })
      const actual = vintages.flatMap(({ all }) => all).reduce((a, b) => a + b, 0) / (12 * 200)
      const { low, high } = develop(vintages, room)!.interval
      if (low <= actual && actual <= high) hits++
    }
    expect(hits / rounds).toBeGreaterThan(0.84)
    expect(hits / rounds).toBeLessThan(0.96)
  })
})
