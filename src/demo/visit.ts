export const linesMax = 8

/** One purchase. The simulation fills one and the same object again and again. */
export type Visit = {
  /** From 0, in order of the simulation; the days mostly ascend. */
  number: number
  /** Local day (0 is 1970-01-01) and minute of it. */
  day: number
  minute: number
  /** Index into `places`. */
  place: number
  /** Which price list holds. */
  priceYear: number
  lineCount: number
  articles: Uint8Array
  quantities: Uint8Array
  discounts: Int32Array
  /** Line totals and their sum, gross minor units. */
  amounts: Int32Array
  amount: number
  /** Index into `categories` of the dearest line. */
  category: number
}

export const emptyVisit = (): Visit => ({
  number: 0,
  day: 0,
  minute: 0,
  place: 0,
  priceYear: 0,
  lineCount: 0,
  articles: new Uint8Array(linesMax),
  quantities: new Uint8Array(linesMax),
  discounts: new Int32Array(linesMax),
  amounts: new Int32Array(linesMax),
  amount: 0,
  category: 0,
})

export const copyOfVisit = (visit: Visit): Visit => ({
  ...visit,
  articles: visit.articles.slice(0, visit.lineCount),
  quantities: visit.quantities.slice(0, visit.lineCount),
  discounts: visit.discounts.slice(0, visit.lineCount),
  amounts: visit.amounts.slice(0, visit.lineCount),
})
