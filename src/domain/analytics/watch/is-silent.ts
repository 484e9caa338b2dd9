const hourMillis = 3_600_000
const weekHours = 168
const weeksBack = 8
/** Fewer weeks tell no rhythm. */
const weeksKnownMin = 4
/** From so many weeks on, one may have been silent as well: a holiday. */
const weeksForgiving = 6
const receiptsUsualMin = 5

/** Receipts by hour of arrival; hours count from 1970 in local time, so that weeks keep their hours. */
export type Arrivals = ReadonlyMap<number, number>

/** The number of a local hour. */
export const localHour = (at: Date, offsetMillis: number): number =>
  Math.floor((at.getTime() + offsetMillis) / hourMillis)

/**
 * Whether a source is silent that usually is not: in the same hours of the weeks before something
 * always came, and not just a little. The hour that runs says nothing yet.
 * @param now the hour that runs
 */
export function isSilent(arrivals: Arrivals, now: number): boolean {
  const hours = [...arrivals.keys()]
  if (hours.length === 0) return false
  const last = Math.max(...hours)
  const first = Math.min(...hours)
  const from = last + 1
  const until = Math.min(now, from + weekHours)
  if (until <= from) return false
  const usual: number[] = []
  for (let week = 1; week <= weeksBack; week++) {
    const shift = week * weekHours
    if (from - shift >= first) usual.push(receiptsIn(arrivals, from - shift, until - shift))
  }
  if (usual.length < weeksKnownMin) return false
  const silentWeeks = usual.filter((receipts) => receipts === 0).length
  return (
    silentWeeks <= (usual.length >= weeksForgiving ? 1 : 0) && median(usual) >= receiptsUsualMin
  )
}

function receiptsIn(arrivals: Arrivals, from: number, until: number): number {
  let sum = 0
  for (let hour = from; hour < until; hour++) sum += arrivals.get(hour) ?? 0
  return sum
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]!
}
