import type { z } from 'zod'
import type { readRetention } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { type CalendarUnit, unitOf } from '#kernel/calendar.ts'
import { wilsonInterval } from '#statistics/wilson-interval.ts'
import { BalanceCounts, type UnitBalance } from './balance.ts'
import { basisOf } from './basis.ts'
import { type FilterQuery, type Filters, resolveFilters } from './filters.ts'
import { readFrame } from './frame.ts'
import { keptAnswer } from './kept-answers.ts'
import { type RangeQuery, rangePeriod, saidPeriod, unitRange } from './ranges.ts'
import { coverageOf, noReceipts, readDayReceipts, sumBy, sumOf } from './receipts.ts'
import { scanCustomers } from './scan-customers.ts'

export type RetentionReport = z.output<typeof readRetention.reply>
export type RetentionQuestion = { every: CalendarUnit } & RangeQuery & FilterQuery

export const periodsMax = 2000

/** How many stay: the balance of each calendar unit the range touches. */
export function reportRetention(
  context: Context,
  question: RetentionQuestion,
  limit: Caller['stores'],
): Promise<RetentionReport> {
  return keptAnswer(context, { report: 'retention', question, limit }, (tx) =>
    answer(tx, question, limit),
  )
}

async function answer(
  tx: Tx,
  question: RetentionQuestion,
  limit: Caller['stores'],
): Promise<RetentionReport> {
  const { every } = question
  const frame = await readFrame(tx, question)
  const filters = await resolveFilters(tx, question, limit)
  const range = unitRange(every, question, frame, periodsMax)
  const period = rangePeriod(every, range)
  const counts = await countBalances(tx, every, filters, range)
  const receipts = await readDayReceipts(tx, filters, period)
  const byUnit = sumBy(receipts, (row) => unitOf(every, row.day))
  return {
    basis: basisOf(frame, period, counts.customers, sumOf(receipts), question),
    every,
    periods: counts.balances().map((balance) => ({
      ...saidPeriod(every, balance.unit, frame.asOf),
      ...said(balance),
      keptInterval: wilsonInterval(balance.kept, balance.customersAtStart),
      coverage: coverageOf(byUnit.get(balance.unit) ?? noReceipts(), frame.currency),
    })),
  }
}

function said({ unit, ...balance }: UnitBalance) {
  return balance
}

/** The counting alone: a stream of customers through one counter. */
export async function countBalances(
  tx: Tx,
  every: CalendarUnit,
  filters: Filters,
  { first, last }: { first: number; last: number },
): Promise<BalanceCounts> {
  const counts = new BalanceCounts(first, last)
  await scanCustomers(tx, { every, filters, profitable: true }, (customer) => counts.add(customer))
  return counts
}
