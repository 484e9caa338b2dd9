import type { z } from 'zod'
import type { overviewStore } from '#contract/endpoints/analytics.ts'
import { dateText, monthOf, monthStart } from '#kernel/calendar.ts'
import { standing } from '#statistics/usual-band.ts'
import { wilsonInterval } from '#statistics/wilson-interval.ts'
import type { Known } from './key-figures.ts'
import { type Kept, noStoreCounts, type OverviewCounts, trendMonths } from './overview-counts.ts'
import { averageReceipt, coverageOf, noReceipts, sumBy } from './receipts.ts'
import type { Source } from './sources.ts'
import type { StoreName } from './store-names.ts'

const level = 0.95

/** The stores as rows, all by the last closed month. */
export function storeRows(
  stores: readonly StoreName[],
  counts: OverviewCounts,
  known: Known,
  sources: readonly Source[],
  latest: ReadonlyMap<number, Date>,
): z.output<typeof overviewStore>[] {
  const { currency } = known.frame
  const shown = stores.filter((store) => !store.archived)
  const inMonth = sumBy(
    known.receipts.filter((row) => monthOf(row.day) === counts.month),
    (row) => row.store,
  )
  const overallRate = counts.balances.balances().at(-2)!.keptRate
  return shown.map(({ number, code, name }) => {
    const { months, leaving, regulars } = counts.stores.get(number) ?? noStoreCounts()
    const { start, kept } = months.at(-1)!
    const receipts = inMonth.get(number) ?? noReceipts()
    const source = sources.find((one) => one.store === number)
    return {
      store: { code, name },
      start,
      kept,
      keptRate: rateOf({ start, kept }),
      keptInterval: wilsonInterval(kept, start, level),
      trend: trendOf(months, counts.month),
      standing: storeStanding(kept, start, overallRate, shown.length),
      leaving: source?.missing ? null : leaving,
      regulars,
      averageReceipt: averageReceipt(receipts, currency),
      coverage: coverageOf(receipts, currency),
      lastReceiptDay: source ? dateText(source.lastDay) : null,
      lastReceiptAt: instantOn(latest.get(number), source, known),
      silent: source?.silent ?? false,
    }
  })
}

const rateOf = ({ start, kept }: Kept) => (start === 0 ? null : kept / start)

const trendOf = (months: readonly Kept[], last: number) =>
  months.map((counted, place) => {
    const month = last - trendMonths + 1 + place
    return {
      start: dateText(monthStart(month)),
      end: dateText(monthStart(month + 1)),
      n: counted.start,
      keptRate: rateOf(counted),
    }
  })

/**
 * Among many stores some always lie outside a 95 % interval by chance; the level is therefore
 * shared out over them (Bonferroni).
 */
function storeStanding(kept: number, start: number, overallRate: number | null, stores: number) {
  const interval = wilsonInterval(kept, start, 1 - (1 - level) / stores)
  if (interval === null || overallRate === null || stores < 2) return null
  const against = standing(overallRate, interval)
  if (against === 'within') return against
  return against === 'above' ? 'below' : 'above'
}

/** Only the latest recorded receipts are looked at: an older day means that they tell nothing. */
function instantOn(at: Date | undefined, source: Source | undefined, { frame }: Known) {
  return at && source && frame.zone.dayOf(at) === source.lastDay ? at.toISOString() : null
}
