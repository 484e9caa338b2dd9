/** Median of at least one number, ascending; of an even count the mean of the two in the middle. */
export function medianOf(sorted: ArrayLike<number>): number {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
