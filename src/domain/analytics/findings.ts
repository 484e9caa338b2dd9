import type { z } from 'zod'
import type { finding, overviewStore } from '#contract/endpoints/analytics.ts'
import { dateText } from '#kernel/calendar.ts'
import type { KeyFigure } from './key-figures.ts'
import type { Source } from './sources.ts'

export type Finding = z.output<typeof finding>
type StoreRow = z.output<typeof overviewStore>

export type Findable = {
  customers: number
  purchases: number
  daysThere: number
  receipts: number
  since: number | null
  stores: readonly StoreRow[]
  storesMonth: { start: string; end: string; open: boolean } | null
  silent: readonly (Source & { name: StoreRow['store'] })[]
  staying: KeyFigure
  leaving: KeyFigure
}

/**
 * What could be said today, the most pressing first. Nothing stands here that lies within the
 * usual or within its own interval, but the plain figures at the end.
 */
export function findingsOf(known: Findable): Finding[] {
  if (known.since === null) return [{ key: 'nothing_yet' }]
  if (known.customers === 0) {
    return [
      {
        key: 'receipts_without_customers',
        receipts: known.receipts,
        stores: known.stores.length,
      },
    ]
  }
  return [
    ...silentStores(known, 'for days'),
    ...deviatingStores(known, 'below'),
    ...leavingFinding(known.leaving, 'above'),
    ...keptFinding(known.staying, 'below'),
    ...deviatingStores(known, 'above'),
    ...keptFinding(known.staying, 'above'),
    ...leavingFinding(known.leaving, 'below'),
    ...silentStores(known, 'since yesterday'),
    ...plainFindings(known),
  ]
}

/** A single day may be a till that was switched off: the sources say it, it leads no page. */
function silentStores({ silent }: Findable, how: 'for days' | 'since yesterday'): Finding[] {
  const meant = silent.filter(({ silentDays }) => silentDays > 1 === (how === 'for days'))
  return meant.map(({ name, lastDay, silentDays }) => ({
    key: 'store_silent',
    store: name,
    lastDay: dateText(lastDay),
    silentDays,
  }))
}

function deviatingStores(known: Findable, side: 'below' | 'above'): Finding[] {
  const { stores, storesMonth, staying } = known
  const overallRate = staying.value
  if (overallRate === null || storesMonth === null) return []
  return stores
    .filter((row) => row.standing === side)
    .sort((a, b) => Math.abs(b.keptRate! - overallRate) - Math.abs(a.keptRate! - overallRate))
    .map((row) => ({
      key: side === 'below' ? 'store_below' : 'store_above',
      store: row.store,
      kept: row.kept,
      start: row.start,
      from: storesMonth.start,
      to: storesMonth.end,
      rate: row.keptRate!,
      overallRate,
      interval: row.keptInterval!,
    }))
}

function leavingFinding(figure: KeyFigure, side: 'below' | 'above'): Finding[] {
  if (figure.standing !== side || figure.value === null) return []
  return [
    {
      key: side === 'above' ? 'leaving_above_usual' : 'leaving_below_usual',
      leaving: figure.value,
      regulars: figure.n,
      usual: figure.usual!,
    },
  ]
}

function keptFinding(figure: KeyFigure, side: 'below' | 'above'): Finding[] {
  if (figure.standing !== side || figure.value === null) return []
  return [
    {
      key: side === 'below' ? 'kept_below_usual' : 'kept_above_usual',
      ...keptOf(figure),
      usual: figure.usual!,
    },
  ]
}

function plainFindings({
  customers,
  purchases,
  daysThere,
  since,
  staying,
  leaving,
}: Findable): Finding[] {
  return [
    ...(leaving.value
      ? [{ key: 'regulars_leaving' as const, leaving: leaving.value, regulars: leaving.n }]
      : []),
    ...(staying.value === null ? [] : [{ key: 'kept' as const, ...keptOf(staying) }]),
    { key: 'first_figures', customers, purchases, daysThere, since: dateText(since!) },
  ]
}

/** Only of a figure with a value. */
const keptOf = ({ period, part, n, value }: KeyFigure) => ({
  from: period!.start,
  to: period!.end,
  kept: part!,
  start: n,
  rate: value!,
})
