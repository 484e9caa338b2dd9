import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { dateText, dayNumber, type Period } from '#kernel/calendar.ts'
import { type Filters, purchaseConditions, visitDays, visitsCount, whereAll } from './filters.ts'

/** Receipts and their sales before returns: those of known customers, and all. Minor units. */
export type Receipts = {
  knownReceipts: number
  receipts: number
  knownSales: number
  sales: number
}

export const noReceipts = (): Receipts => ({
  knownReceipts: 0,
  receipts: 0,
  knownSales: 0,
  sales: 0,
})

export function addReceipts(sum: Receipts, more: Receipts): void {
  sum.knownReceipts += more.knownReceipts
  sum.receipts += more.receipts
  sum.knownSales += more.knownSales
  sum.sales += more.sales
}

export type DayReceipts = Receipts & { day: number; store: number; channel: number }

const figures = sql`
  sum(known_receipts)::bigint as "knownReceipts",
  sum(known_receipts + anonymous_receipts)::bigint as receipts,
  sum(known_sales)::bigint as "knownSales",
  sum(known_sales + anonymous_sales)::bigint as sales`

/** Receipts by day, store and channel: a few rows a day, whatever the number of customers. */
export async function readDayReceipts(
  tx: Tx,
  filters: Pick<Filters, 'stores' | 'channels'>,
  period: Period | null,
): Promise<DayReceipts[]> {
  const where = whereAll([...purchaseConditions(filters), ...(period ? within(period) : [])])
  const { rows } = await sql<Omit<DayReceipts, 'day'> & { day: string }>`
    select day, store_number as store, channel_number as channel, ${figures}
    from store_days ${where}
    group by 1, 2, 3 having sum(known_receipts + anonymous_receipts) > 0
    order by 1, 2, 3`.execute(tx)
  return rows.map((row) => ({ ...row, day: dayNumber(row.day) }))
}

/** A day on which something is known to have been booked at a store. */
export type Sign = Pick<DayReceipts, 'day' | 'store'>

/** Where visits count, a store that books no amounts gives signs of life too. */
export async function readSigns(
  tx: Tx,
  filters: Filters,
  receipts: readonly DayReceipts[],
): Promise<readonly Sign[]> {
  if (!visitsCount(filters)) return receipts
  const { rows } = await sql<Sign>`
    select distinct day, store_number as store from ${visitDays(filters)}`.execute(tx)
  return [...receipts, ...rows]
}

const within = ({ start, end }: Period) => [
  sql`day >= ${dateText(start)}::date`,
  sql`day < ${dateText(end)}::date`,
]

/** The sum of the rows that a key is given for, by that key. */
export function sumBy<K>(
  rows: readonly DayReceipts[],
  keyOf: (row: DayReceipts) => K,
): Map<K, Receipts> {
  const sums = new Map<K, Receipts>()
  for (const row of rows) {
    const key = keyOf(row)
    let sum = sums.get(key)
    if (!sum) {
      sum = noReceipts()
      sums.set(key, sum)
    }
    addReceipts(sum, row)
  }
  return sums
}

export function sumOf(rows: readonly Receipts[]): Receipts {
  const sum = noReceipts()
  for (const row of rows) addReceipts(sum, row)
  return sum
}

/** How much of it is tied to a customer. */
export function coverageOf(sum: Receipts, currency: string) {
  return {
    knownReceipts: sum.knownReceipts,
    receipts: sum.receipts,
    receiptsShare: sum.receipts === 0 ? null : sum.knownReceipts / sum.receipts,
    knownRevenue: { amount: sum.knownSales, currency },
    revenue: { amount: sum.sales, currency },
    revenueShare: sum.sales === 0 ? null : sum.knownSales / sum.sales,
  }
}

/** Sales by receipt, in minor units, half up; null without receipts. */
export const averageReceipt = ({ sales, receipts }: Receipts, currency: string) =>
  receipts === 0 ? null : { amount: Math.round(sales / receipts), currency }
