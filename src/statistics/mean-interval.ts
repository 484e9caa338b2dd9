import { normalQuantile } from './normal-quantile.ts'
import type { Interval } from './wilson-interval.ts'

/** Count, sum and sum of squares: all that a mean and its interval need. */
export type Moments = { n: number; sum: number; squares: number }

export const noMoments = (): Moments => ({ n: 0, sum: 0, squares: 0 })

export function addMoment(moments: Moments, value: number): void {
  moments.n++
  moments.sum += value
  moments.squares += value * value
}

export const meanOf = ({ n, sum }: Moments): number | null => (n === 0 ? null : sum / n)

/**
 * Large-sample interval of a mean. Null below 10 values: spend is skewed, and for a handful the
 * interval would promise what it cannot keep.
 */
export function meanInterval({ n, sum, squares }: Moments, level = 0.95): Interval | null {
  if (n < 10) return null
  const mean = sum / n
  const variance = Math.max(0, (squares - n * mean * mean) / (n - 1))
  const reach = normalQuantile(0.5 + level / 2) * Math.sqrt(variance / n)
  return { low: mean - reach, high: mean + reach, level }
}
