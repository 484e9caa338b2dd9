import { normalQuantile } from './normal-quantile.ts'

export type Interval = { low: number; high: number; level: number }

/**
 * Interval of a proportion: `hits` of `n`. Null where there is nothing to go by.
 * Wilson 1927; as method 3 in Newcombe, Statistics in Medicine 17 (1998).
 */
export function wilsonInterval(hits: number, n: number, level = 0.95): Interval | null {
  if (n === 0) return null
  const z = normalQuantile(0.5 + level / 2)
  const share = hits / n
  const middle = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return {
    low: hits === 0 ? 0 : (middle - reach) / scale,
    high: hits === n ? 1 : (middle + reach) / scale,
    level,
  }
}
