import type { z } from 'zod'
import type { overviewFigures, readOverview } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { readOpenings } from '#domain/business/opening/opening-rows.ts'
import { readBlocked } from '#domain/customers/contact-block/blocked.ts'
import { dateText, unitPeriod } from '#kernel/calendar.ts'
import { concentration } from '#statistics/concentration.ts'
import { basisOf, wholeHistory } from './basis.ts'
import { readClosures } from './closures.ts'
import { type FilterQuery, type Filters, resolveFilters } from './filters.ts'
import { findingsOf } from './findings.ts'
import { type Frame, readFrame } from './frame.ts'
import { keptAnswer } from './kept-answers.ts'
import {
  effectFigure,
  type Known,
  leavingFigure,
  stayingFigure,
  unknownFigure,
  worthFigure,
} from './key-figures.ts'
import { OverviewCounts } from './overview-counts.ts'
import { storeRows } from './overview-stores.ts'
import {
  averageReceipt,
  coverageOf,
  type DayReceipts,
  readDayReceipts,
  readSigns,
  sumOf,
} from './receipts.ts'
import { scanCustomers } from './scan-customers.ts'
import { readSetUp } from './set-up.ts'
import { type Source, silentStores, sourcesOf } from './sources.ts'
import { readLatestReceipts, readStores, type StoreName } from './store-names.ts'
import { readSilentSources, withAlarms } from './watch/open-alarms.ts'

export type OverviewReport = z.output<typeof readOverview.reply>

/** The state of retention on one page. */
export function reportOverview(
  context: Context,
  question: FilterQuery,
  limit: Caller['stores'],
): Promise<OverviewReport> {
  const now = context.clock.now()
  const hour = now.toISOString().slice(0, 13)
  return keptAnswer(context, { report: 'overview', question, limit, hour }, (tx) =>
    answer(tx, question, limit, now),
  )
}

async function answer(
  tx: Tx,
  question: FilterQuery,
  limit: Caller['stores'],
  now: Date,
): Promise<OverviewReport> {
  const frame = await readFrame(tx, question)
  const filters = await resolveFilters(tx, question, limit)
  const receipts = await readDayReceipts(tx, filters, null)
  const stores = await readStores(tx, filters)
  const today = frame.zone.dayOf(now)
  const sources = await withAlarms(
    tx,
    sourcesOf(
      await readSigns(tx, filters, receipts),
      { asOf: frame.asOf ?? today, today },
      await readOpenings(tx),
    ),
  )
  const counts = await countOverview(tx, frame, filters, sources)
  const page = pageOf(counts, frame, receipts, stores, sources, await readLatestReceipts(tx))
  const named = stores.map(({ number, code, name }) => ({ number, store: { code, name } }))
  const sourceRows = named.flatMap(({ number, store }) =>
    sources
      .filter((source) => source.store === number)
      .map((source) => ({ ...source, name: store })),
  )
  return {
    basis: basisOf(frame, wholeHistory(frame), counts.customers, sumOf(receipts), question),
    figures: figuresOf(counts, frame, receipts),
    ...page,
    findings: findingsOf({
      ...page,
      customers: counts.customers,
      purchases: counts.purchases,
      daysThere: counts.daysThere,
      receipts: sumOf(receipts).receipts,
      since: frame.since ?? frame.asOf,
      silent: sourceRows.filter((source) => source.silent),
    }),
    sources: {
      today: dateText(today),
      daysBehind: frame.asOf === null ? null : Math.max(0, today - frame.asOf),
      stores: sourceRows.map(({ name, lastDay, silentDays, usualGapDaysMax, silent }) => ({
        store: name,
        lastDay: dateText(lastDay),
        silentDays: Math.max(0, silentDays),
        usualGapDaysMax,
        silent,
      })),
      alarms: (await readSilentSources(tx)).flatMap(({ store, source, silentSince }) => {
        const name = named.find(({ number }) => number === store)?.store
        return name ? [{ store: name, source, silentSince: silentSince.toISOString() }] : []
      }),
    },
    setUp: await readSetUp({ kysely: tx }),
  }
}

/** One pass over the customers for all that the overview says of them. */
export async function countOverview(
  tx: Tx,
  frame: Frame,
  filters: Filters,
  sources: readonly Source[],
): Promise<OverviewCounts> {
  const blocked = await readBlocked(tx)
  const counts = new OverviewCounts({
    asOf: frame.asOf ?? 0,
    regular: frame.regular,
    silentStores: silentStores(sources),
    closures: await readClosures(tx),
    blocked,
  })
  await scanCustomers(
    tx,
    {
      every: 'month',
      filters,
      days: true,
      revenueByUnit: true,
      totals: true,
      id: blocked.size > 0,
    },
    (customer) => counts.add(customer),
  )
  return counts
}

function pageOf(
  counts: OverviewCounts,
  frame: Frame,
  receipts: readonly DayReceipts[],
  stores: readonly StoreName[],
  sources: readonly Source[],
  latest: ReadonlyMap<number, Date>,
) {
  const { asOf, since, currency } = frame
  if (asOf === null || since === null || counts.customers === 0) {
    return {
      staying: unknownFigure('kept_rate', 'share', currency),
      leaving: unknownFigure('regulars_leaving', 'customers', currency),
      worth: unknownFigure('value_of_regular', 'money', currency),
      effect: unknownFigure('campaign_effect', 'money', currency),
      stores:
        asOf === null
          ? []
          : storeRows(
              stores,
              counts,
              { frame: { ...frame, asOf, since: since ?? asOf }, receipts },
              sources,
              latest,
            ),
      storesMonth: null,
    }
  }
  const known: Known = { frame: { ...frame, asOf, since }, receipts }
  const month = unitPeriod('month', counts.month)
  return {
    staying: stayingFigure(counts, known),
    leaving: leavingFigure(counts, known),
    worth: worthFigure(counts, known),
    effect: effectFigure(known),
    stores: storeRows(stores, counts, known, sources, latest),
    storesMonth: { start: dateText(month.start), end: dateText(month.end), open: false },
  }
}

function figuresOf(
  counts: OverviewCounts,
  { currency, regular }: Frame,
  receipts: readonly DayReceipts[],
): z.output<typeof overviewFigures> {
  const { customers, regulars, active, frequency } = counts
  const { topCount, topShare } = concentration(Float64Array.from(counts.revenues))
  const sum = sumOf(receipts)
  return {
    customers,
    purchases: counts.purchases,
    purchaseDays: counts.purchaseDays,
    daysThere: counts.daysThere,
    revenue: { amount: counts.revenue, currency },
    repurchaseShare: customers === 0 ? null : counts.repeated / customers,
    top20RevenueShare: topShare,
    top20Customers: topCount,
    regulars,
    activeCustomers: active,
    regularsShare: active === 0 ? null : regulars / active,
    regularPurchaseDays: regular.purchaseDays,
    regularWithinDays: regular.withinDays,
    averageReceipt: averageReceipt(sum, currency),
    receipts: sum.receipts,
    coverage: coverageOf(sum, currency),
    frequency: {
      regulars: frequency.per30Days('regulars'),
      newCustomers: frequency.per30Days('newCustomers'),
    },
  }
}
