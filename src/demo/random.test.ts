import { describe, expect, test } from 'vitest'
import { cumulative, Random } from './random.ts'

const draws = 100_000
/** Four standard errors: a right sampler fails once in 16,000 seeds, and the seed is fixed. */
const tolerance = 4

function sample(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = new Random().restart(11, 22, 33)
  let sum = 0
  let squares = 0
  for (let n = 0; n < draws; n++) {
    const value = draw(random)
    sum += value
    squares += value * value
  }
  const mean = sum / draws
  return { mean, variance: squares / draws - mean * mean }
}

/** Distance of a sample's mean from the true one, in standard errors. */
function meanIsOff(draw: (random: Random) => number, mean: number, variance: number): number {
  return Math.abs(sample(draw).mean - mean) / Math.sqrt(variance / draws)
}

describe('chance', () => {
  test('gives the same numbers for the same key', () => {
    const numbers = (seed: number, name: number) => {
      const random = new Random().restart(seed, name, 0)
      return Array.from({ length: 5 }, () => random.integer())
    }
    expect(numbers(1907, 0)).toEqual(numbers(1907, 0))
    expect(numbers(1907, 1)).not.toEqual(numbers(1907, 0))
    expect(numbers(1908, 0)).not.toEqual(numbers(1907, 0))
  })

  test('forgets the spare normal number of another key', () => {
    const random = new Random().restart(1, 1, 1)
    random.normal()
    const fresh = new Random().restart(2, 2, 2).normal()
    expect(random.restart(2, 2, 2).normal()).toBe(fresh)
  })

  test.each([
    ['uniform', (random: Random) => random.uniform(), 1 / 2, 1 / 12],
    ['exponential', (random: Random) => random.exponential(), 1, 1],
    ['normal', (random: Random) => random.normal(), 0, 1],
    ['gamma below 1', (random: Random) => random.gamma(0.65), 0.65, 0.65],
    ['gamma above 1', (random: Random) => random.gamma(3.5), 3.5, 3.5],
    ['beta', (random: Random) => random.beta(0.5, 4.5), 0.1, 0.015],
    ['poisson', (random: Random) => random.poisson(7), 7, 7],
  ] as const)('%s has its mean', (_, draw, mean, variance) => {
    expect(meanIsOff(draw, mean, variance)).toBeLessThan(tolerance)
  })

  test('poisson counts large means in pieces', () => {
    const random = new Random().restart(4, 5, 6)
    const days = 1000
    let sum = 0
    for (let day = 0; day < days; day++) sum += random.poisson(1200)
    expect(Math.abs(sum / days - 1200)).toBeLessThan(tolerance * Math.sqrt(1200 / days))
  })

  test('gamma has its variance', () => {
    // The variance of a sample variance is (fourth central moment - variance^2) / n.
    const shape = 0.65
    const error = Math.sqrt((3 * shape * (shape + 2) - shape * shape) / draws)
    const { variance } = sample((random) => random.gamma(shape))
    expect(Math.abs(variance - shape)).toBeLessThan(tolerance * error)
  })

  test('weights are kept', () => {
    const weights = cumulative([5, 3, 2])
    expect(
      meanIsOff((random) => (random.weighted(weights) === 1 ? 1 : 0), 0.3, 0.3 * 0.7),
    ).toBeLessThan(tolerance)
  })
})
