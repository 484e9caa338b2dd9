import type { CustomerView } from './customer-view.ts'
import { purchaseDaysWithin, type RegularRule } from './regulars.ts'

type Group = { customers: number; purchaseDays: number }
export type FrequencyGroup = 'regulars' | 'newCustomers' | 'others'

const nobody = (): Group => ({ customers: 0, purchaseDays: 0 })

/** How often customers come who came within the rule's days: regulars, those new to us, others. */
export class FrequencyCounts {
  readonly groups = { regulars: nobody(), newCustomers: nobody(), others: nobody() }
  readonly #asOf: number
  readonly #rule: RegularRule

  constructor(asOf: number, rule: RegularRule) {
    this.#asOf = asOf
    this.#rule = rule
  }

  /** @returns the group the customer belongs to; null: was not here within the rule's days */
  add(customer: Pick<CustomerView, 'days' | 'dayCount'>): FrequencyGroup | null {
    const purchaseDays = purchaseDaysWithin(customer, this.#asOf, this.#rule)
    if (purchaseDays === 0) return null
    const name = this.#groupOf(customer.days[0]!, purchaseDays)
    const group = this.groups[name]
    group.customers++
    group.purchaseDays += purchaseDays
    return name
  }

  /** Purchase days per customer and 30 days. */
  per30Days(name: FrequencyGroup): number | null {
    const { customers, purchaseDays } = this.groups[name]
    return customers === 0 ? null : (purchaseDays / customers) * (30 / this.#rule.withinDays)
  }

  #groupOf(firstDay: number, purchaseDays: number): FrequencyGroup {
    if (purchaseDays >= this.#rule.purchaseDays) return 'regulars'
    return firstDay > this.#asOf - this.#rule.withinDays ? 'newCustomers' : 'others'
  }
}
