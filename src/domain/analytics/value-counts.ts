import type { CustomerView } from './customer-view.ts'
import { purchaseDaysWithin, type RegularRule } from './regulars.ts'

type Group = { customers: number; purchaseDays: number }

const nobody = (): Group => ({ customers: 0, purchaseDays: 0 })

/** What customers were worth so far, counted in one pass. */
export class ValueCounts {
  readonly #asOf: number
  readonly #regular: RegularRule
  readonly revenues: number[] = []
  /** Customers by days from the first to the second purchase day; and by days watched without one. */
  readonly secondAfter: number[] = []
  readonly stillOpen: number[] = []
  readonly frequency = { regulars: nobody(), newCustomers: nobody(), others: nobody() }
  purchaseDays = 0
  revenue = 0
  margin = 0
  repeated = 0
  withoutProfit = 0

  constructor(asOf: number, regular: RegularRule) {
    this.#asOf = asOf
    this.#regular = regular
  }

  add(customer: CustomerView): void {
    this.purchaseDays += customer.purchaseDays
    this.revenue += customer.revenue
    this.margin += customer.margin
    this.revenues.push(customer.revenue)
    if (customer.margin <= 0) this.withoutProfit++
    this.#addSecond(customer)
    this.#addFrequency(customer)
  }

  #addSecond({ units, unitCount }: CustomerView): void {
    const first = units[0]!
    if (unitCount >= 2) {
      this.repeated++
      increment(this.secondAfter, units[1]! - first)
    } else increment(this.stillOpen, Math.max(0, this.#asOf - first))
  }

  #addFrequency(customer: CustomerView): void {
    const days = purchaseDaysWithin(customer, this.#asOf, this.#regular)
    if (days === 0) return
    const group = this.#groupOf(customer, days)
    group.customers++
    group.purchaseDays += days
  }

  #groupOf({ days }: CustomerView, purchaseDays: number): Group {
    if (purchaseDays >= this.#regular.purchaseDays) return this.frequency.regulars
    const isNew = days[0]! > this.#asOf - this.#regular.withinDays
    return isNew ? this.frequency.newCustomers : this.frequency.others
  }
}

/** Days are far below 2^16, so that a list by day stays small. */
function increment(counts: number[], at: number): void {
  while (counts.length <= at) counts.push(0)
  counts[at]!++
}
