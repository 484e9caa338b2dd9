/** The share of the whole that each fifth has, the lowest first; empty where the whole is nothing. */
export function fifthsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const sums = [0, 0, 0, 0, 0]
  sorted.forEach((value, place) => {
    sums[Math.floor((place * 5) / sorted.length)]! += value
  })
  const whole = sums.reduce((sum, one) => sum + one, 0)
  return whole > 0 ? sums.map((sum) => sum / whole) : []
}

/** Each the smallest value that so large a part of all does not exceed; null: there is none. */
export function quartilesOf(values: readonly number[]) {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1]!
  return { quarter: at(0.25), median: at(0.5), threeQuarters: at(0.75) }
}
