export type UsualBand = { low: number; high: number; periods: number }

const periodsMin = 6

/**
 * What was usual in earlier closed periods: their mean, two standard deviations up and down.
 * Null below six of them. `floor` and `ceiling` bound what the measure can be at all.
 */
export function usualBand(
  earlier: readonly number[],
  { floor = -Infinity, ceiling = Infinity } = {},
): UsualBand | null {
  const periods = earlier.length
  if (periods < periodsMin) return null
  const mean = earlier.reduce((sum, value) => sum + value, 0) / periods
  const squares = earlier.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const reach = 2 * Math.sqrt(squares / (periods - 1))
  return { low: Math.max(floor, mean - reach), high: Math.min(ceiling, mean + reach), periods }
}

export type Standing = 'below' | 'within' | 'above'

export function standing(value: number, band: { low: number; high: number }): Standing {
  if (value < band.low) return 'below'
  return value > band.high ? 'above' : 'within'
}
