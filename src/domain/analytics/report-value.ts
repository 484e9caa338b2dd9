import type { z } from 'zod'
import type { readValue, receiptRow, timeToSecond } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { dateText, monthOf, unitPeriod } from '#kernel/calendar.ts'
import { concentration } from '#statistics/concentration.ts'
import { kaplanMeier, medianSurvival, type SurvivalStep } from '#statistics/kaplan-meier.ts'
import { medianOf } from '#statistics/median.ts'
import { wilsonInterval } from '#statistics/wilson-interval.ts'
import { basisOf, wholeHistory } from './basis.ts'
import { channelNames } from './channel-names.ts'
import { type FilterQuery, resolveFilters } from './filters.ts'
import { type Frame, readFrame } from './frame.ts'
import type { FrequencyGroup } from './frequency.ts'
import { keptAnswer } from './kept-answers.ts'
import { isOpen } from './ranges.ts'
import {
  averageReceipt,
  coverageOf,
  type DayReceipts,
  type Receipts,
  readDayReceipts,
  sumBy,
  sumOf,
} from './receipts.ts'
import { scanCustomers } from './scan-customers.ts'
import { readStores } from './store-names.ts'
import { ValueCounts } from './value-counts.ts'

export type ValueReport = z.output<typeof readValue.reply>
export type ReceiptRow = z.output<typeof receiptRow>

/** What customers are worth: realized, not forecast. */
export function reportValue(
  context: Context,
  question: FilterQuery,
  limit: Caller['stores'],
): Promise<ValueReport> {
  return keptAnswer(context, { report: 'value', question, limit }, (tx) =>
    answer(tx, question, limit),
  )
}

async function answer(
  tx: Tx,
  question: FilterQuery,
  limit: Caller['stores'],
): Promise<ValueReport> {
  const frame = await readFrame(tx, question)
  const filters = await resolveFilters(tx, question, limit)
  const counts = new ValueCounts(frame.asOf ?? 0, frame.regular)
  await scanCustomers(tx, { every: 'day', filters, days: true, totals: true }, (customer) =>
    counts.add(customer),
  )
  const receipts = await readDayReceipts(tx, filters, null)
  const names = { stores: await readStores(tx, filters), channels: await channelNames(tx) }
  const n = counts.revenues.length
  return {
    basis: basisOf(frame, wholeHistory(frame), n, sumOf(receipts), question),
    repurchase: {
      n,
      repeated: counts.repeated,
      share: n === 0 ? null : counts.repeated / n,
      interval: wilsonInterval(counts.repeated, n),
    },
    timeToSecond: timeToSecondOf(counts),
    realized: realizedOf(counts, frame.currency),
    concentration: concentrationOf(counts),
    frequency: frequencyOf(counts),
    receipts: {
      byStore: storeReceipts(receipts, names.stores, frame.currency),
      byChannel: channelReceipts(receipts, names.channels, frame.currency),
      byMonth: monthReceipts(receipts, frame),
    },
  }
}

const curveDaysMax = 730

function timeToSecondOf(counts: ValueCounts): z.output<typeof timeToSecond> {
  const steps = kaplanMeier(counts.secondAfter, counts.stillOpen)
  return {
    n: counts.revenues.length,
    came: counts.repeated,
    open: counts.revenues.length - counts.repeated,
    medianDays: medianSurvival(steps),
    curve: [
      { days: 0, share: 0, low: 0, high: 0 },
      ...steps.filter((step) => step.time <= curveDaysMax).map(curvePoint),
    ],
  }
}

const curvePoint = ({ time, survival, low, high }: SurvivalStep) => ({
  days: time,
  share: 1 - survival,
  low: 1 - high,
  high: 1 - low,
})

function realizedOf(counts: ValueCounts, currency: string) {
  const n = counts.revenues.length
  const sorted = Float64Array.from(counts.revenues).sort()
  const each = (amount: number) => (n === 0 ? null : { amount: Math.round(amount / n), currency })
  return {
    n,
    revenue: { amount: counts.revenue, currency },
    margin: { amount: counts.margin, currency },
    revenuePerCustomer: each(counts.revenue),
    marginPerCustomer: each(counts.margin),
    medianRevenue: n === 0 ? null : { amount: Math.round(medianOf(sorted)), currency },
    purchaseDaysPerCustomer: n === 0 ? null : counts.daysThere / n,
    withoutProfit: counts.withoutProfit,
  }
}

function concentrationOf({ revenues }: ValueCounts) {
  const { n, topCount, topShare, lorenz } = concentration(Float64Array.from(revenues))
  return {
    n,
    top20Customers: topCount,
    top20RevenueShare: topShare,
    withoutRevenue: revenues.filter((revenue) => revenue <= 0).length,
    lorenz,
  }
}

function frequencyOf({ frequency }: ValueCounts) {
  const said = (group: FrequencyGroup) => ({
    customers: frequency.groups[group].customers,
    purchaseDaysPer30Days: frequency.per30Days(group),
  })
  return {
    regulars: said('regulars'),
    newCustomers: said('newCustomers'),
    others: said('others'),
  }
}

export function storeReceipts(
  rows: readonly DayReceipts[],
  stores: readonly { number: number; code: string; name: string }[],
  currency: string,
): ReceiptRow[] {
  const sums = sumBy(rows, (row) => row.store)
  return [...stores, unsaid].flatMap(({ number, code, name }) => {
    const sum = sums.get(number)
    return sum ? [receiptsRow(code, name, sum, currency)] : []
  })
}

const unsaid = { number: 0, code: '', name: '' }

function channelReceipts(
  rows: readonly DayReceipts[],
  channels: readonly { number: number; code: string }[],
  currency: string,
): ReceiptRow[] {
  const sums = sumBy(rows, (row) => row.channel)
  return [...channels, unsaid].flatMap(({ number, code }) => {
    const sum = sums.get(number)
    return sum ? [receiptsRow(code, code, sum, currency)] : []
  })
}

function monthReceipts(rows: readonly DayReceipts[], { currency, asOf }: Frame) {
  const sums = sumBy(rows, (row) => monthOf(row.day))
  return [...sums].map(([month, sum]) => {
    const period = unitPeriod('month', month)
    const key = dateText(period.start).slice(0, 7)
    return { ...receiptsRow(key, key, sum, currency), open: isOpen(period, asOf) }
  })
}

const receiptsRow = (key: string, name: string, sum: Receipts, currency: string): ReceiptRow => ({
  key,
  name,
  receipts: sum.receipts,
  sales: { amount: sum.sales, currency },
  averageReceipt: averageReceipt(sum, currency),
  coverage: coverageOf(sum, currency),
})
