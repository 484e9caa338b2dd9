import type { z } from 'zod'
import type { readRfm } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { dateText } from '#kernel/calendar.ts'
import { basisOf, wholeHistory } from './basis.ts'
import { type FilterQuery, type Filters, resolveFilters } from './filters.ts'
import { readFrame } from './frame.ts'
import { keptAnswer } from './kept-answers.ts'
import { type CustomerList, listCustomers, type PageQuery } from './list-customers.ts'
import { readDayReceipts, sumOf } from './receipts.ts'
import { type Fifths, RfmCounts } from './rfm.ts'
import { scanCustomers } from './scan-customers.ts'

export type RfmReport = z.output<typeof readRfm.reply>

/** Fifths by when customers were here last and how often they came. */
export function reportRfm(
  context: Context,
  question: FilterQuery,
  limit: Caller['stores'],
): Promise<RfmReport> {
  return keptAnswer(context, { report: 'rfm', question, limit }, async (tx) => {
    const frame = await readFrame(tx, question)
    const filters = await resolveFilters(tx, question, limit)
    const counts = await countRfm(tx, filters)
    const cells = counts.cells()
    const customers = cells.reduce((sum, cell) => sum + cell.customers, 0)
    const receipts = await readDayReceipts(tx, filters, null)
    const inFifth = (axis: 'recency' | 'frequency', fifth: number) =>
      cells.reduce((sum, cell) => sum + (cell[axis] === fifth ? cell.customers : 0), 0)
    return {
      basis: basisOf(frame, wholeHistory(frame), customers, sumOf(receipts), question),
      recency: bounds(counts.recency()).map(({ fifth, from, to }) => ({
        fifth,
        customers: inFifth('recency', fifth),
        from: from === null ? null : dateText(from),
        to: to === null ? null : dateText(to),
      })),
      frequency: bounds(counts.frequency()).map(({ fifth, from, to }) => ({
        fifth,
        customers: inFifth('frequency', fifth),
        from,
        to,
      })),
      cells: cells.map(({ revenue, ...cell }) => ({
        ...cell,
        revenue: { amount: revenue, currency: frame.currency },
        revenuePerCustomer:
          cell.customers === 0
            ? null
            : { amount: Math.round(revenue / cell.customers), currency: frame.currency },
      })),
    }
  })
}

async function countRfm(tx: Tx, filters: Filters): Promise<RfmCounts> {
  const counts = new RfmCounts()
  await scanCustomers(tx, { every: 'day', filters, days: true, totals: true }, (customer) =>
    counts.add(customer.units[customer.unitCount - 1]!, customer.unitCount, customer.revenue),
  )
  return counts
}

/** The lowest and highest value of each fifth. */
function bounds(of: Fifths): { fifth: number; from: number | null; to: number | null }[] {
  return [1, 2, 3, 4, 5].map((fifth) => {
    const values = [...of].flatMap(([value, own]) => (own === fifth ? [value] : []))
    if (values.length === 0) return { fifth, from: null, to: null }
    return { fifth, from: Math.min(...values), to: Math.max(...values) }
  })
}

/** The customers of one cell: chosen by the same fifths, on the same picture. */
export function listRfm(
  { database }: Context,
  question: { recency: number; frequency: number } & FilterQuery & PageQuery,
  limit: Caller['stores'],
): Promise<CustomerList> {
  return readOnly(database, async (tx) => {
    const filters = await resolveFilters(tx, question, limit)
    const frame = await readFrame(tx, question)
    const counts = await countRfm(tx, filters)
    const recency = counts.recency()
    const frequency = counts.frequency()
    return listCustomers(
      tx,
      frame,
      { every: 'day', filters },
      ({ units, unitCount }) =>
        recency.get(units[unitCount - 1]!) === question.recency &&
        frequency.get(unitCount) === question.frequency,
      question,
    )
  })
}
