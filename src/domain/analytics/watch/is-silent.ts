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
 * always came, and not just a little. The hour that runs says nothing yet, nor does any in which the
 * store is, or was, known to be closed.
 * @param now the hour that runs
 */
export function isSilent(
  arrivals: Arrivals,
  now: number,
  isOpen: (hour: number) => boolean = () => true,
): boolean {
  const hours = [...arrivals.keys()]
  if (hours.length === 0) return false
  const last = Math.max(...hours)
  const first = Math.min(...hours)
  let from = last + 1
  while (from < now && !isOpen(from)) from++
  const until = Math.min(now, from + weekHours)
  if (until <= from) return false
  const usual: number[] = []
  for (let week = 1; week <= weeksBack; week++) {
    const shift = week * weekHours
    if (from - shift < first) continue
    const open = hoursFrom(from, until).filter((hour) => isOpen(hour) && isOpen(hour - shift))
    if (open.length > 0) usual.push(receiptsIn(arrivals, open, shift))
  }
  if (usual.length < weeksKnownMin) return false
  const silentWeeks = usual.filter((receipts) => receipts === 0).length
  return (
    silentWeeks <= (usual.length >= weeksForgiving ? 1 : 0) && median(usual) >= receiptsUsualMin
  )
}

const hoursFrom = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, place) => from + place)

const receiptsIn = (arrivals: Arrivals, hours: readonly number[], shift: number): number =>
  hours.reduce((sum, hour) => sum + (arrivals.get(hour - shift) ?? 0), 0)

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]!
}
