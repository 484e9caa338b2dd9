import { isClosedOn, type Opening } from '#domain/business/opening/open-minutes.ts'
import type { Sign } from './receipts.ts'

/** How a store's receipts come in. Days are day numbers. */
export type Source = {
  store: number
  lastDay: number
  silentDays: number
  /** The longest gap between days with receipts, in its last 90 days with some; in days it was open. */
  usualGapDaysMax: number
  silent: boolean
  /** Silent by days, or by the hours of its rhythm (`watch/`). */
  missing: boolean
}

const learnedDays = 90
/** Fewer days with receipts tell nothing of what is usual. */
const receiptDaysMin = 10
/** A store without receipts for so long is closed rather than cut off. */
const silentDaysMax = 180

/**
 * Says of each store whether its receipts are missing: it is silent for longer than it ever was
 * within its last 90 days with receipts. Store 0, where none was said, is left out. Days on which a
 * store is known to be closed count for nothing.
 * @param asOf the last day the sources know. If it was yesterday it is over, and a store that told
 * nothing of it missed it whole; one that still runs may yet bring something.
 */
export function sourcesOf(
  rows: readonly Sign[],
  { asOf, today }: { asOf: number; today: number },
  openings: ReadonlyMap<number, Opening>,
): Source[] {
  const byStore = Map.groupBy(
    rows.filter((row) => row.store !== 0),
    (row) => row.store,
  )
  return [...byStore].map(([store, receipts]) => {
    const days = [...new Set(receipts.map((row) => row.day))].sort((a, b) => a - b)
    const lastDay = days.at(-1)!
    const learned = days.filter((day) => day > lastDay - learnedDays)
    const opening = openings.get(store)
    const usualGapDaysMax = longestGap(learned, opening)
    const silentDays = asOf - lastDay
    const runningDays = asOf === today - 1 || isClosedOn(opening, asOf) ? 0 : 1
    const silent =
      learned.length >= receiptDaysMin &&
      openDaysAfter(lastDay, asOf, opening) - runningDays > usualGapDaysMax - 1 &&
      silentDays <= silentDaysMax
    return { store, lastDay, silentDays, usualGapDaysMax, silent, missing: silent }
  })
}

/** Stores whose receipts are missing: nobody of theirs can be said to stay away. */
export const silentStores = (sources: readonly Source[]): Set<number> =>
  new Set(sources.flatMap(({ missing, store }) => (missing ? [store] : [])))

function longestGap(days: readonly number[], opening: Opening | undefined): number {
  let longest = 1
  for (let index = 1; index < days.length; index++) {
    longest = Math.max(longest, openDaysAfter(days[index - 1]!, days[index]!, opening))
  }
  return longest
}

/** Days after the one, until the other, that are not known to be closed. */
function openDaysAfter(day: number, until: number, opening: Opening | undefined): number {
  if (opening === undefined || until - day > silentDaysMax) return until - day
  let days = 0
  for (let one = day + 1; one <= until; one++) if (!isClosedOn(opening, one)) days++
  return days
}
