import type { Tx } from '#database/transaction.ts'
import { type ClosedDays, joinedClosures } from '#domain/business/opening/common-closures.ts'
import type { Opening } from '#domain/business/opening/open-minutes.ts'
import { readOpenings } from '#domain/business/opening/opening-rows.ts'

/**
 * When stores, by their number, were closed for holidays or the like. The weekly day of rest is no
 * closure: who comes weekly knows it.
 */
export class Closures {
  readonly #byStore = new Map<number, ClosedDays[]>()
  /** All days of the store that closed for longest; 0 where none ever did. */
  readonly daysMax: number = 0

  constructor(openings: ReadonlyMap<number, Opening>) {
    for (const [store, { closures }] of openings) {
      const spans = joinedClosures(closures)
      this.#byStore.set(store, spans)
      const days = spans.reduce((sum, { from, until }) => sum + until - from + 1, 0)
      this.daysMax = Math.max(this.daysMax, days)
    }
  }

  /** How many of the days after one, up to another, a store was closed. */
  daysBetween(store: number, after: number, until: number): number {
    return (this.#byStore.get(store) ?? []).reduce(
      (days, closed) =>
        days + Math.max(0, Math.min(until, closed.until) - Math.max(after, closed.from - 1)),
      0,
    )
  }
}

export async function readClosures(tx: Tx): Promise<Closures> {
  return new Closures(await readOpenings(tx))
}
