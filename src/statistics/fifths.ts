/**
 * The fifth of every value of a histogram: 1 + floor(5 x number below / number of all). Equal
 * values stand together, in the lowest fifth any of them reaches; a fifth may stay empty.
 * @param counts number of subjects by value
 */
export function fifths(counts: ReadonlyMap<number, number>): Map<number, number> {
  let all = 0
  for (const count of counts.values()) all += count
  const result = new Map<number, number>()
  let below = 0
  for (const value of [...counts.keys()].sort((a, b) => a - b)) {
    result.set(value, 1 + Math.floor((5 * below) / all))
    below += counts.get(value)!
  }
  return result
}
