import type { CustomerView } from './customer-view.ts'
import { FrequencyCounts } from './frequency.ts'
import type { RegularRule } from './regulars.ts'

/** What customers were worth so far, counted in one pass. */
export class ValueCounts {
  readonly #asOf: number
  readonly revenues: number[] = []
  /** Customers by days from the first to the second day there; and by days watched without one. */
  readonly secondAfter: number[] = []
  readonly stillOpen: number[] = []
  readonly frequency: FrequencyCounts
  daysThere = 0
  revenue = 0
  margin = 0
  repeated = 0
  withoutProfit = 0

  constructor(asOf: number, regular: RegularRule) {
    this.#asOf = asOf
    this.frequency = new FrequencyCounts(asOf, regular)
  }

  add(customer: CustomerView): void {
    this.daysThere += customer.daysThere
    this.revenue += customer.revenue
    this.margin += customer.margin
    this.revenues.push(customer.revenue)
    if (customer.margin <= 0) this.withoutProfit++
    this.#addSecond(customer)
    this.frequency.add(customer)
  }

  #addSecond({ units, unitCount }: CustomerView): void {
    const first = units[0]!
    if (unitCount >= 2) {
      this.repeated++
      increment(this.secondAfter, units[1]! - first)
    } else increment(this.stillOpen, Math.max(0, this.#asOf - first))
  }
}

/** Days are far below 2^16, so that a list by day stays small. */
function increment(counts: number[], at: number): void {
  while (counts.length <= at) counts.push(0)
  counts[at]!++
}
