import type { z } from 'zod'
import type { overviewStore } from '#contract/endpoints/analytics.ts'
import { dateText, monthOf } from '#kernel/calendar.ts'
import { standing } from '#statistics/usual-band.ts'
import { wilsonInterval } from '#statistics/wilson-interval.ts'
import type { Known } from './key-figures.ts'
import type { OverviewCounts, StoreCounts } from './overview-counts.ts'
import { averageReceipt, coverageOf, noReceipts, sumBy } from './receipts.ts'
import type { Source } from './sources.ts'
import type { StoreName } from './store-names.ts'

const level = 0.95

const nobody: StoreCounts = { start: 0, kept: 0, leaving: 0, regulars: 0 }

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
    const { start, kept, leaving, regulars } = counts.stores.get(number) ?? nobody
    const receipts = inMonth.get(number) ?? noReceipts()
    const source = sources.find((one) => one.store === number)
    return {
      store: { code, name },
      start,
      kept,
      keptRate: start === 0 ? null : kept / start,
      keptInterval: wilsonInterval(kept, start, level),
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
