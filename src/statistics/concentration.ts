export type Concentration = {
  n: number
  /** A fifth of the customers, rounded up. */
  topCount: number
  /** Share of the whole that the top fifth holds; null where the whole is zero or less. */
  topShare: number | null
  /** Cumulated shares, the smallest first, from (0, 0) to (1, 1). */
  lorenz: { customers: number; revenue: number }[]
}

const pointsMax = 100

/**
 * Lorenz curve (1905) and share of the top fifth. Which of several equal customers stand in the
 * top fifth does not matter to the share. Values may be negative: the curve then dips below zero.
 */
export function concentration(values: Float64Array): Concentration {
  const sorted = values.slice().sort()
  const n = sorted.length
  const topCount = Math.ceil(n / 5)
  const cumulated = new Float64Array(n + 1)
  for (let index = 0; index < n; index++) cumulated[index + 1] = cumulated[index]! + sorted[index]!
  const whole = cumulated[n]!
  if (whole <= 0) return { n, topCount, topShare: null, lorenz: [] }
  return {
    n,
    topCount,
    topShare: (whole - cumulated[n - topCount]!) / whole,
    lorenz: pointsOf(n).map((k) => ({ customers: k / n, revenue: cumulated[k]! / whole })),
  }
}

function pointsOf(n: number): number[] {
  const steps = Math.min(n, pointsMax)
  return Array.from({ length: steps + 1 }, (_, step) => Math.round((step * n) / steps))
}
