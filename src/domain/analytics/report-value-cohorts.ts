import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { readValueCohorts } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { copyBinary } from '#database/copy.ts'
import type { Tx } from '#database/transaction.ts'
import { unitOf } from '#kernel/calendar.ts'
import { basisOf, wholeHistory } from './basis.ts'
import {
  countedColumn,
  customerConditions,
  dayRowConditions,
  type FilterQuery,
  type Filters,
  resolveFilters,
  visitDays,
  visitsCount,
  whereAll,
} from './filters.ts'
import { type Frame, readFrame } from './frame.ts'
import { keptAnswer } from './kept-answers.ts'
import { lastClosedUnit, saidPeriod } from './ranges.ts'
import { readDayReceipts, sumOf } from './receipts.ts'

export type ValueCohortReport = z.output<typeof readValueCohorts.reply>
export type ValueCohortQuestion = { every: 'month' | 'quarter' | 'year' } & FilterQuery

type Cohort = ValueCohortReport['cohorts'][number]

/** What customers brought since their first purchase, cumulated, by the period they began in. */
export function reportValueCohorts(
  context: Context,
  question: ValueCohortQuestion,
  limit: Caller['stores'],
): Promise<ValueCohortReport> {
  return keptAnswer(context, { report: 'value-cohorts', question, limit }, async (tx) => {
    const { every } = question
    const frame = await readFrame(tx, question)
    const filters = await resolveFilters(tx, question, limit)
    const sums = await readSums(tx, every, filters)
    const cohorts = cohortsOf(every, sums, frame)
    const receipts = await readDayReceipts(tx, filters, null)
    const customers = cohorts.reduce((sum, cohort) => sum + cohort.size, 0)
    return {
      basis: basisOf(frame, wholeHistory(frame), customers, sumOf(receipts), question),
      every,
      cohorts,
    }
  })
}

type Sum = { began: number; unit: number; customers: number; revenue: number; margin: number }

/**
 * Revenue and margin by the period of beginning and that of the purchase. Margin by period stands
 * in the days of customers alone, so the database sums them up; what came before the first
 * purchase stands in no cell.
 */
async function readSums(
  tx: Tx,
  every: 'month' | 'quarter' | 'year',
  filters: Filters,
): Promise<Sum[]> {
  const counted = countedColumn(filters)
  const where = whereAll([
    ...dayRowConditions(filters),
    ...customerConditions(filters, 'customer_days'),
  ])
  const sums: Sum[] = []
  const bought = sql`
    select customer_id, day, ${counted} > 0 as there, sales - returned as net, margin
    from customer_days ${where}`
  const known = visitsCount(filters)
    ? sql`
      ${bought} union all
      select customer_id, date '1970-01-01' + day, true, 0, 0 from ${visitDays(filters)}`
    : bought
  const query = sql`
    with months as (
      select customer_id, ${unitNumber(every)} as unit, bool_or(there) as there,
        sum(net) as revenue, sum(margin) as margin
      from (${known}) as known group by customer_id, unit
    ), begun as (
      select customer_id, unit, revenue, margin,
        min(unit) filter (where there) over (partition by customer_id) as began
      from months
    )
    select began, unit, count(*) filter (where unit = began)::integer,
      sum(revenue)::bigint, sum(margin)::bigint
    from begun where unit >= began group by began, unit order by began, unit`
  await copyBinary(tx, query, (row) => {
    sums.push({
      began: row.int4(0),
      unit: row.int4(1),
      customers: row.int4(2),
      revenue: row.int8(3),
      margin: row.int8(4),
    })
  })
  return sums
}

const month = sql`(extract(year from day)::integer - 1970) * 12 + extract(month from day)::integer - 1`

function unitNumber(every: 'month' | 'quarter' | 'year'): RawBuilder<unknown> {
  switch (every) {
    case 'month':
      return month
    case 'quarter':
      return sql`(${month}) / 3`
    case 'year':
      return sql`extract(year from day)::integer - 1970`
  }
}

function cohortsOf(
  every: 'month' | 'quarter' | 'year',
  sums: readonly Sum[],
  frame: Frame,
): Cohort[] {
  const lastUnit = frame.asOf === null ? 0 : unitOf(every, frame.asOf)
  const lastClosed = lastClosedUnit(every, frame.asOf)
  const byBegin = Map.groupBy(sums, (sum) => sum.began)
  return [...byBegin].map(([began, own]) => {
    const size = own.find(({ unit }) => unit === began)!.customers
    const total = { revenue: 0, margin: 0 }
    return {
      ...saidPeriod(every, began, frame.asOf),
      size,
      cells: Array.from({ length: lastUnit - began + 1 }, (_, index) => {
        const sum = own.find(({ unit }) => unit === began + index)
        total.revenue += sum?.revenue ?? 0
        total.margin += sum?.margin ?? 0
        const each = (amount: number) => ({
          amount: Math.round(amount / size),
          currency: frame.currency,
        })
        return {
          index,
          n: size,
          revenuePerCustomer: each(total.revenue),
          marginPerCustomer: each(total.margin),
          open: began + index > lastClosed,
        }
      }),
    }
  })
}
