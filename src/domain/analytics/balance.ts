import type { balanceKinds } from '#contract/endpoints/analytics.ts'
import type { CustomerView } from './customer-view.ts'

/** The balance of consecutive calendar units, counted customer by customer. */
export class BalanceCounts {
  readonly first: number
  readonly last: number
  readonly #active: Float64Array
  readonly #new: Float64Array
  readonly #kept: Float64Array
  readonly #lostWithProfit: Float64Array
  customers = 0

  /** `first` and `last` are unit numbers, both inclusive. */
  constructor(first: number, last: number) {
    this.first = first
    this.last = last
    // One unit more at the front: who was active there stands at the start of the first.
    const size = last - first + 2
    this.#active = new Float64Array(size)
    this.#new = new Float64Array(size)
    this.#kept = new Float64Array(size)
    this.#lostWithProfit = new Float64Array(size)
  }

  add(customer: Pick<CustomerView, 'units' | 'unitCount' | 'profitable'>): void {
    const { units, unitCount, profitable } = customer
    const base = this.first - 1
    this.customers++
    for (let index = 0; index < unitCount; index++) {
      const unit = units[index]!
      if (unit < base) continue
      if (unit > this.last) break
      const place = unit - base
      this.#active[place]!++
      if (index === 0) this.#new[place]!++
      else if (units[index - 1] === unit - 1) this.#kept[place]!++
      const leaves = index + 1 === unitCount || units[index + 1] !== unit + 1
      if (leaves && profitable && unit < this.last) this.#lostWithProfit[place + 1]!++
    }
  }

  /** One balance per unit: kept + reactivated + new = end, kept + lost = start. */
  balances(): UnitBalance[] {
    return Array.from({ length: this.last - this.first + 1 }, (_, index) => {
      const place = index + 1
      const start = this.#active[place - 1]!
      const end = this.#active[place]!
      const fresh = this.#new[place]!
      const kept = this.#kept[place]!
      const lost = start - kept
      return {
        unit: this.first + index,
        customersAtStart: start,
        new: fresh,
        kept,
        reactivated: end - fresh - kept,
        lost,
        customersAtEnd: end,
        ...ratesOf(start, fresh, kept, end),
        lostWithProfit: this.#lostWithProfit[place]!,
        lostWithoutProfit: lost - this.#lostWithProfit[place]!,
      }
    })
  }
}

export type UnitBalance = {
  unit: number
  customersAtStart: number
  new: number
  kept: number
  reactivated: number
  lost: number
  customersAtEnd: number
  formulaRate: number | null
  keptRate: number | null
  churnRate: number | null
  lostWithProfit: number
  lostWithoutProfit: number
}

/**
 * The formula, (end - new) / start, beside the share that was really kept. Nobody at the start:
 * no rate, neither 0 nor 100 %.
 */
export function ratesOf(start: number, fresh: number, kept: number, end: number) {
  if (start === 0) return { formulaRate: null, keptRate: null, churnRate: null }
  return {
    formulaRate: (end - fresh) / start,
    keptRate: kept / start,
    churnRate: (start - kept) / start,
  }
}

export type BalanceKind = (typeof balanceKinds)[number]

/** Whether a customer is one of those a number of the balance counts. */
export function standsBehind(
  { units, unitCount, profitable }: Pick<CustomerView, 'units' | 'unitCount' | 'profitable'>,
  unit: number,
  kind: BalanceKind,
): boolean {
  const before = holds(units, unitCount, unit - 1)
  const now = holds(units, unitCount, unit)
  switch (kind) {
    case 'start':
      return before
    case 'end':
      return now
    case 'kept':
      return before && now
    case 'lost':
      return before && !now
    case 'lost_with_profit':
      return before && !now && profitable
    case 'lost_without_profit':
      return before && !now && !profitable
    case 'new':
      return now && units[0] === unit
    case 'reactivated':
      return now && !before && units[0] !== unit
  }
}

/** Whether a sorted list holds a number: by halving. */
export function holds(numbers: Int32Array, count: number, wanted: number): boolean {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low < count && numbers[low] === wanted
}
