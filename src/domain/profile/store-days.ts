import type { CustomerDay, StoreDay } from './rows.ts'

type Receipts = Pick<CustomerDay, 'day' | 'store' | 'channel' | 'receipts' | 'sales'>

/** Gathers what a transaction changes in the receipts of stores, by day, store and channel. */
export class StoreDays {
  readonly #rows = new Map<string, StoreDay>()

  /** `sign` -1 takes back what was counted before. */
  add(
    kind: 'known' | 'anonymous',
    { day, store, channel, receipts, sales }: Receipts,
    sign: 1 | -1 = 1,
  ): void {
    if (receipts === 0 && sales === 0) return
    const row = this.#row(day, store, channel)
    if (kind === 'known') {
      row.knownReceipts += sign * receipts
      row.knownSales += sign * sales
    } else {
      row.anonymousReceipts += sign * receipts
      row.anonymousSales += sign * sales
    }
  }

  /** Hands out what has been gathered, to be written once. */
  take(): StoreDay[] {
    const rows = [...this.#rows.values()]
    this.#rows.clear()
    return rows.filter(
      (row) => row.knownReceipts || row.knownSales || row.anonymousReceipts || row.anonymousSales,
    )
  }

  #row(day: number, store: number, channel: number): StoreDay {
    const key = `${day} ${store} ${channel}`
    const known = this.#rows.get(key)
    if (known) return known
    const row = {
      day,
      store,
      channel,
      knownReceipts: 0,
      knownSales: 0,
      anonymousReceipts: 0,
      anonymousSales: 0,
    }
    this.#rows.set(key, row)
    return row
  }
}
