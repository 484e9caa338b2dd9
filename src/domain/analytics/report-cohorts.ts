import type { z } from 'zod'
import type { readCohorts } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import type { CalendarUnit } from '#kernel/calendar.ts'
import { basisOf } from './basis.ts'
import { type Cell, CohortCounts, type Criterion } from './cohorts.ts'
import { type FilterQuery, type Filters, resolveFilters } from './filters.ts'
import { readFrame } from './frame.ts'
import { type Group, type NamedGroup, nameGroups } from './groups.ts'
import { keptAnswer } from './kept-answers.ts'
import { lastClosedUnit, type RangeQuery, rangePeriod, saidPeriod, unitRange } from './ranges.ts'
import { readDayReceipts, sumOf } from './receipts.ts'
import { scanCustomers } from './scan-customers.ts'

export type CohortReport = z.output<typeof readCohorts.reply>
export type CohortQuestion = {
  every: CalendarUnit
  by: 'time' | Group
  criterion: Criterion
  /** Say the revenue of each cell, whatever the criterion; it takes about twice as long. */
  withRevenue?: boolean
} & RangeQuery &
  FilterQuery

/** A triangle of 400 rows has 80,000 cells. */
export const cohortUnitsMax = 400

/** How many of those who began together come again. */
export function reportCohorts(
  context: Context,
  question: CohortQuestion,
  limit: Caller['stores'],
): Promise<CohortReport> {
  return keptAnswer(context, { report: 'cohorts', question, limit }, (tx) =>
    answer(tx, question, limit),
  )
}

async function answer(
  tx: Tx,
  question: CohortQuestion,
  limit: Caller['stores'],
): Promise<CohortReport> {
  const { every, by, criterion } = question
  const frame = await readFrame(tx, question)
  const filters = await resolveFilters(tx, question, limit)
  const range = unitRange(every, question, frame, cohortUnitsMax)
  const period = rangePeriod(every, range)
  const withRevenue = question.withRevenue ?? criterion === 'revenue'
  const group = by === 'time' ? undefined : by
  const counts = await countCohorts(tx, every, filters, range, group, withRevenue)
  const lastClosed = Math.min(lastClosedUnit(every, frame.asOf), range.last)
  const cells = (unit: number | null, group: number | null) =>
    counts
      .cells(criterion, lastClosed, unit, group)
      .map((cell) => said(cell, withRevenue ? frame.currency : null))
  const receipts = await readDayReceipts(tx, filters, period)
  return {
    basis: basisOf(frame, period, counts.customers, sumOf(receipts), question),
    every,
    by,
    criterion,
    cohorts:
      by === 'time'
        ? unitsBegunIn(counts).map((unit) => ({
            ...timed(every, unit, frame.asOf),
            size: counts.sizeOf(null, unit),
            cells: cells(unit, null),
          }))
        : (await groupsBegunIn(tx, by, counts)).map(({ number, code, name }) => ({
            start: null,
            end: null,
            group: { code, name },
            size: counts.sizeOf(number, null),
            cells: cells(null, number),
          })),
    all: { size: counts.sizeOf(null, null), cells: cells(null, null) },
  }
}

/** The counting alone: a stream of customers through one counter. */
export async function countCohorts(
  tx: Tx,
  every: CalendarUnit,
  filters: Filters,
  { first, last }: { first: number; last: number },
  group?: Group,
  revenueByUnit = false,
): Promise<CohortCounts> {
  const counts = new CohortCounts(first, last)
  await scanCustomers(tx, { every, filters, revenueByUnit, group }, (customer) =>
    counts.add(customer),
  )
  return counts
}

function unitsBegunIn(counts: CohortCounts): number[] {
  const units = Array.from({ length: counts.last - counts.first + 1 }, (_, at) => counts.first + at)
  return units.filter((unit) => counts.sizeOf(null, unit) > 0)
}

function timed(every: CalendarUnit, unit: number, asOf: number | null) {
  const { start, end } = saidPeriod(every, unit, asOf)
  return { start, end, group: null }
}

const said = ({ revenue, ...cell }: Cell, currency: string | null) => ({
  ...cell,
  revenue: currency === null ? null : { amount: revenue, currency },
})

/** The groups somebody began in, the largest first; what was not said stands last, without a name. */
async function groupsBegunIn(tx: Tx, by: Group, counts: CohortCounts): Promise<NamedGroup[]> {
  const named = await nameGroups(tx, by, counts.groups)
  named.sort((a, b) => counts.sizeOf(b.number, null) - counts.sizeOf(a.number, null))
  return counts.groups.includes(0) ? [...named, { number: 0, code: '', name: '' }] : named
}
