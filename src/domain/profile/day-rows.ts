import { type Contribution, mainShare } from './contribution.ts'

/** One row of customer_days, or an amount to be added to it. */
export type DayRow = {
  day: number
  store: number
  channel: number
  category: number
  purchases: number
  receipts: number
  sales: number
  returned: number
  margin: number
}

/** The days of one customer, by day, store, channel and category. */
export type DayRows = Map<string, DayRow>

/** Adds what a purchase or return contributes; other events have no rows here. */
export function addDayRows(rows: DayRows, contribution: Contribution): void {
  if (contribution.shares.length === 0) return
  const main = mainShare(contribution.shares)
  const bought = contribution.kind === 'purchase' ? 1 : 0
  for (const share of contribution.shares) {
    const row = rowFor(rows, contribution, share.category)
    row.purchases += bought
    row.receipts += share === main ? bought : 0
    row.sales += share.sales
    row.returned += share.returned
    row.margin += share.margin
  }
}

function rowFor(rows: DayRows, { day, store, channel }: Contribution, category: number): DayRow {
  const key = `${day} ${store} ${channel} ${category}`
  const known = rows.get(key)
  if (known) return known
  const row: DayRow = {
    day,
    store,
    channel,
    category,
    purchases: 0,
    receipts: 0,
    sales: 0,
    returned: 0,
    margin: 0,
  }
  rows.set(key, row)
  return row
}
