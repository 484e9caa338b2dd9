import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concentration } from './concentration.ts'
import { fifths } from './fifths.ts'
import { kaplanMeier, medianSurvival } from './kaplan-meier.ts'
import { addMoment, meanInterval, noMoments } from './mean-interval.ts'
import { normalQuantile } from './normal-quantile.ts'
import { standing, usualBand } from './usual-band.ts'
import { wilsonInterval } from './wilson-interval.ts'

describe('normal quantile', () => {
  test.each([
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.9, 1.2815515655446004],
    [0.9999, 3.719016485455709],
    [0.025, -1.959963984540054],
  ])('of %f agrees with the tables', (probability, value) => {
    expect(normalQuantile(probability)).toBeCloseTo(value, 9)
  })
})

describe('wilson interval', () => {
  // Newcombe 1998, table I, method 3
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (hits, n, low, high) => {
    const interval = wilsonInterval(hits, n)!
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  test('of nobody there is none', () => {
    expect(wilsonInterval(0, 0)).toBeNull()
  })
})

describe('kaplan-meier', () => {
  // Weeks to relapse under 6-MP (Freireich and others 1963), + still in remission
  const events = new Array(36).fill(0)
  const censored = new Array(36).fill(0)
  for (const week of [6, 6, 6, 7, 10, 13, 16, 22, 23]) events[week]++
  for (const week of [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]) censored[week]++

  test('the leukemia patients of the textbook', () => {
    const steps = kaplanMeier(events, censored)
    expect(steps.map((step) => step.time)).toEqual([6, 7, 10, 13, 16, 22, 23])
    expect(steps.map((step) => Number(step.survival.toFixed(4)))).toEqual([
      0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482,
    ])
    expect(steps.map((step) => Number(step.error.toFixed(4)))).toEqual([
      0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346,
    ])
    expect(medianSurvival(steps)).toBe(23)
  })

  test('with nobody censored it is the plain share of those left', () => {
    const steps = kaplanMeier([0, 2, 0, 1, 1], [])
    expect(steps.map((step) => step.survival)).toEqual([0.5, 0.25, 0])
  })
})

describe('concentration', () => {
  test('the top fifth is rounded up', () => {
    const result = concentration(Float64Array.of(10, 20, 30, 40, 100, 200))
    expect(result.topCount).toBe(2)
    expect(result.topShare).toBeCloseTo(300 / 400, 12)
  })

  test('where everyone bought the same, the curve is the diagonal', () => {
    const { lorenz } = concentration(new Float64Array(1000).fill(7))
    expect(lorenz.length).toBe(101)
    for (const point of lorenz) expect(point.revenue).toBeCloseTo(point.customers, 9)
  })

  test('the curve lies below the diagonal and ends at the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }), (values) => {
        const { lorenz } = concentration(Float64Array.from(values))
        for (const point of lorenz)
          expect(point.revenue).toBeLessThanOrEqual(point.customers + 1e-9)
        if (lorenz.length > 0) expect(lorenz.at(-1)!.revenue).toBeCloseTo(1, 9)
      }),
    )
  })

  test('without revenue there is no share', () => {
    expect(concentration(Float64Array.of(-5, 5)).topShare).toBeNull()
    expect(concentration(new Float64Array(0)).topShare).toBeNull()
  })
})

describe('fifths', () => {
  test('equal values stand together in the lowest fifth they reach', () => {
    expect([
      ...fifths(
        new Map([
          [1, 60],
          [2, 20],
          [3, 10],
          [9, 10],
        ]),
      ),
    ]).toEqual([
      [1, 1],
      [2, 4],
      [3, 5],
      [9, 5],
    ])
  })

  test('distinct values fill the fifths evenly', () => {
    const counts = new Map(Array.from({ length: 10 }, (_, value) => [value, 1]))
    expect([...fifths(counts).values()]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  })
})

describe('usual band', () => {
  test('needs six closed periods', () => {
    expect(usualBand([1, 2, 3, 4, 5])).toBeNull()
  })

  test('is two standard deviations around the mean, within what can be', () => {
    const band = usualBand([2, 4, 4, 4, 5, 5, 7, 9], { floor: 0.8 })!
    expect(band.high).toBeCloseTo(5 + 2 * Math.sqrt(32 / 7), 9)
    expect(band.low).toBe(0.8)
    expect(standing(9.5, band)).toBe('above')
  })
})

test('the mean of 1 to 100 lies between 44.8 and 56.2', () => {
  const moments = noMoments()
  for (let value = 1; value <= 100; value++) addMoment(moments, value)
  const interval = meanInterval(moments)!
  expect(interval.low).toBeCloseTo(44.814, 3)
  expect(interval.high).toBeCloseTo(56.186, 3)
})
