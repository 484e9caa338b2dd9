import type { z } from 'zod'
import type { Input } from '#contract/endpoint.ts'
import { coveragePeriodsMax, type readCoverage } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { unitOf } from '#kernel/calendar.ts'
import { basisOf } from './basis.ts'
import { resolveFilters } from './filters.ts'
import { readFrame } from './frame.ts'
import { keptAnswer } from './kept-answers.ts'
import { rangePeriod, saidPeriod, unitRange } from './ranges.ts'
import { coverageOf, noReceipts, type Receipts, readDayReceipts, sumBy, sumOf } from './receipts.ts'
import { readStores } from './store-names.ts'

export type CoverageReport = z.output<typeof readCoverage.reply>

/** The share of receipts and sales that are tied to a customer, by store and period. */
export function reportCoverage(
  context: Context,
  question: Input<typeof readCoverage>['query'],
  limit: Caller['stores'],
): Promise<CoverageReport> {
  const { every, store, channel } = question
  return keptAnswer(context, { report: 'coverage', question, limit }, async (tx) => {
    const frame = await readFrame(tx)
    const { currency } = frame
    const filters = await resolveFilters(tx, { store, channel }, limit)
    const range = unitRange(every, question, frame, coveragePeriodsMax)
    const period = rangePeriod(every, range)
    const receipts = await readDayReceipts(tx, filters, period)
    const said = (sum: Receipts | undefined) => coverageOf(sum ?? noReceipts(), currency)
    const units = Array.from(
      { length: range.last - range.first + 1 },
      (_, place) => range.first + place,
    )
    const byUnit = sumBy(receipts, ({ day }) => unitOf(every, day))
    const byStore = Map.groupBy(receipts, (row) => row.store)
    const named = [...(await readStores(tx, filters)), { number: 0, code: '', name: '' }]
    return {
      basis: basisOf(frame, period, 0, sumOf(receipts), { store, channel }),
      periods: units.map((unit) => ({
        ...saidPeriod(every, unit, frame.asOf),
        coverage: said(byUnit.get(unit)),
      })),
      stores: named.flatMap(({ number, code, name }) => {
        const rows = byStore.get(number)
        if (!rows) return []
        const own = sumBy(rows, ({ day }) => unitOf(every, day))
        return [
          {
            store: number === 0 ? null : { code, name },
            coverage: said(sumOf(rows)),
            byPeriod: units.map((unit) => said(own.get(unit))),
          },
        ]
      }),
    }
  })
}
