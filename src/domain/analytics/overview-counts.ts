import { monthStart } from '#kernel/calendar.ts'
import { addMoment, type Moments, noMoments } from '#statistics/mean-interval.ts'
import { BalanceCounts } from './balance.ts'
import type { Closures } from './closures.ts'
import type { CustomerView } from './customer-view.ts'
import { FrequencyCounts } from './frequency.ts'
import { lastClosedUnit } from './ranges.ts'
import { countUntil, homeStore, isRegular, type RegularRule, rhythmAt } from './regulars.ts'

export const trendMonths = 12
export const trendWeeks = 12

export type Kept = { start: number; kept: number }
/** `months[k]`: of those there in month `month - trendMonths + k`, who came in the next one. */
export type StoreCounts = { months: Kept[]; leaving: number; regulars: number }
export type Watched = { watched: number; leaving: number }
/** Revenue of twelve months, of regulars and of those who bought without being one. */
export type Worth = { regulars: Moments; others: Moments }

export type OverviewFrame = {
  asOf: number
  regular: RegularRule
  /** Stores from which receipts are missing: nobody of theirs is said to stay away. */
  silentStores: ReadonlySet<number>
  closures: Closures
  /** Who died or wants no contact: nobody waits for them. */
  blocked: ReadonlySet<string>
}

/** Everything the overview counts, in one pass over the customers. */
export class OverviewCounts {
  readonly #frame: OverviewFrame
  /** The last month that is over. */
  readonly month: number
  /** Twelve months for the trend, twelve before them for what is usual, and the open one. */
  readonly balances: BalanceCounts
  /** `weeks[k]`: as of 7 x k days before the last known day. */
  readonly weeks: Watched[] = filled(trendWeeks + 1, () => ({ watched: 0, leaving: 0 }))
  /** `worth[k]`: at the end of the month k months before the last closed one. */
  readonly worth: Worth[] = filled(trendMonths + 1, () => ({
    regulars: noMoments(),
    others: noMoments(),
  }))
  readonly stores = new Map<number, StoreCounts>()
  readonly revenues: number[] = []
  readonly frequency: FrequencyCounts
  customers = 0
  purchases = 0
  purchaseDays = 0
  daysThere = 0
  revenue = 0
  repeated = 0
  regulars = 0
  active = 0
  readonly #before = new Set<number>()
  /** Of the first month of the trend, and of each after it up to the open one. */
  readonly #monthStarts: number[]

  constructor(frame: OverviewFrame) {
    this.#frame = frame
    this.frequency = new FrequencyCounts(frame.asOf, frame.regular)
    this.month = lastClosedUnit('month', frame.asOf)
    this.#monthStarts = filled(trendMonths + 2, (k) => monthStart(this.month - trendMonths + k))
    this.balances = new BalanceCounts(this.month - 2 * trendMonths, this.month + 1)
  }

  add(customer: CustomerView): void {
    this.customers++
    this.purchases += customer.purchases
    this.purchaseDays += customer.purchaseDays
    this.daysThere += customer.daysThere
    this.revenue += customer.revenue
    this.revenues.push(customer.revenue)
    if (customer.daysThere >= 2) this.repeated++
    this.balances.add(customer)
    this.#addStoreMonths(customer)
    if (customer.days[customer.dayCount - 1]! <= this.#frame.asOf - 3 * 365) return
    const home = homeStore(customer)
    this.#addFrequency(customer, home)
    this.#addRhythm(customer, home)
    this.#addWorth(customer)
  }

  store(number: number): StoreCounts {
    let counts = this.stores.get(number)
    if (!counts) {
      counts = noStoreCounts()
      this.stores.set(number, counts)
    }
    return counts
  }

  #addStoreMonths(customer: CustomerView): void {
    const { days, stores, dayCount } = customer
    const starts = this.#monthStarts
    let index = countUntil(customer, starts[0]! - 1)
    for (let month = 0; month < trendMonths && index < dayCount; month++) {
      const next = starts[month + 1]!
      if (days[index]! >= next) continue
      this.#before.clear()
      for (; index < dayCount && days[index]! < next; index++) this.#before.add(stores[index]!)
      // At whatever store: the rates of the stores then stand beside that of all.
      const again = index < dayCount && days[index]! < starts[month + 2]!
      for (const store of this.#before) {
        const counts = this.store(store).months[month]!
        counts.start++
        if (again) counts.kept++
      }
    }
  }

  #addFrequency(customer: CustomerView, home: number): void {
    const group = this.frequency.add(customer)
    if (group === null) return
    this.active++
    if (group !== 'regulars') return
    this.regulars++
    this.store(home).regulars++
  }

  #addRhythm(customer: CustomerView, home: number): void {
    const { asOf, regular, silentStores, closures } = this.#frame
    if (silentStores.has(home)) return
    this.weeks.forEach((week, back) => {
      const rhythm = rhythmAt(customer, asOf - 7 * back, regular, closures)
      if (!rhythm || this.#isBlocked(customer)) return
      week.watched++
      if (!rhythm.leaving) return
      week.leaving++
      if (back === 0) this.store(home).leaving++
    })
  }

  #isBlocked(customer: CustomerView): boolean {
    const { blocked } = this.#frame
    return blocked.size > 0 && blocked.has(customer.id())
  }

  #addWorth(customer: CustomerView): void {
    this.worth.forEach(({ regulars, others }, back) => {
      const month = this.month - back
      const end = monthStart(month + 1)
      const from = monthStart(month - 11)
      const until = countUntil(customer, end - 1)
      if (until === 0 || customer.days[until - 1]! < from) return
      const spent = revenueBetween(customer, month - 11, month)
      addMoment(isRegular(customer, end - 1, this.#frame.regular) ? regulars : others, spent)
    })
  }
}

function revenueBetween(
  { revenueUnits, revenueAmounts, revenueCount }: CustomerView,
  first: number,
  last: number,
): number {
  let sum = 0
  for (let index = revenueCount - 1; index >= 0 && revenueUnits[index]! >= first; index--) {
    if (revenueUnits[index]! <= last) sum += revenueAmounts[index]!
  }
  return sum
}

export const noStoreCounts = (): StoreCounts => ({
  months: filled(trendMonths, () => ({ start: 0, kept: 0 })),
  leaving: 0,
  regulars: 0,
})

function filled<T>(length: number, make: (place: number) => T): T[] {
  return Array.from({ length }, (_, place) => make(place))
}
