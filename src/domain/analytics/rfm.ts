import { fifths } from '#statistics/fifths.ts'

export type Fifths = ReadonlyMap<number, number>

export type RfmCell = { recency: number; frequency: number; customers: number; revenue: number }

/** Gathers last purchase day, purchase days and revenue of every customer, then parts them in fifths. */
export class RfmCounts {
  readonly #rows = new Map<number, Map<number, { customers: number; revenue: number }>>()

  add(lastDay: number, purchaseDays: number, revenue: number): void {
    let row = this.#rows.get(lastDay)
    if (!row) {
      row = new Map()
      this.#rows.set(lastDay, row)
    }
    const sum = row.get(purchaseDays)
    if (sum) {
      sum.customers++
      sum.revenue += revenue
    } else row.set(purchaseDays, { customers: 1, revenue })
  }

  /** Fifth of each last purchase day: 5 holds those who were here last. */
  recency(): Fifths {
    const counts = new Map<number, number>()
    for (const [day, row] of this.#rows) {
      let customers = 0
      for (const sum of row.values()) customers += sum.customers
      counts.set(day, customers)
    }
    return fifths(counts)
  }

  /** Fifth of each number of purchase days: 5 holds those who came most often. */
  frequency(): Fifths {
    const counts = new Map<number, number>()
    for (const row of this.#rows.values()) {
      for (const [days, { customers }] of row) counts.set(days, (counts.get(days) ?? 0) + customers)
    }
    return fifths(counts)
  }

  /** All 25 cells, the empty ones too. */
  cells(): RfmCell[] {
    const recency = this.recency()
    const frequency = this.frequency()
    const cells = Array.from({ length: 25 }, (_, place) => ({
      recency: 1 + Math.floor(place / 5),
      frequency: 1 + (place % 5),
      customers: 0,
      revenue: 0,
    }))
    for (const [day, row] of this.#rows) {
      for (const [days, { customers, revenue }] of row) {
        const cell = cells[(recency.get(day)! - 1) * 5 + frequency.get(days)! - 1]!
        cell.customers += customers
        cell.revenue += revenue
      }
    }
    return cells
  }
}
