import type { z } from 'zod'
import type { keyFigure } from '#contract/endpoints/analytics.ts'
import { dateText, monthOf, monthStart, type Period, unitPeriod } from '#kernel/calendar.ts'
import { boughtShareMin } from '#kernel/presence.ts'
import { meanInterval, meanOf } from '#statistics/mean-interval.ts'
import { standing, usualBand } from '#statistics/usual-band.ts'
import { wilsonInterval } from '#statistics/wilson-interval.ts'
import type { Frame } from './frame.ts'
import { type OverviewCounts, trendMonths, trendWeeks } from './overview-counts.ts'
import { isOpen } from './ranges.ts'
import { coverageOf, type DayReceipts, sumOf } from './receipts.ts'

export type KeyFigure = z.output<typeof keyFigure>
type Point = KeyFigure['trend'][number]

/** What a key figure is drawn from: the days known, and the receipts within its filters. */
export type Known = {
  frame: Frame & { asOf: number; since: number }
  receipts: readonly DayReceipts[]
}

/** How many of the customers of the month before came again in the last closed month. */
export function stayingFigure(counts: OverviewCounts, known: Known): KeyFigure {
  const balances = counts.balances.balances()
  const closed = balances.filter(({ unit }) => unit <= counts.month)
  const points = balances.map((balance): Point => {
    const period = said(unitPeriod('month', balance.unit), known)
    const open = balance.unit > counts.month
    const interval = wilsonInterval(balance.kept, balance.customersAtStart)
    return {
      ...period,
      value: open ? null : balance.keptRate,
      low: open ? null : (interval?.low ?? null),
      high: open ? null : (interval?.high ?? null),
      n: balance.customersAtStart,
    }
  })
  const last = closed.at(-1)!
  const rates = closed.map(({ keptRate }) => keptRate)
  return {
    ...blank('kept_rate', 'share'),
    value: last.keptRate,
    reason: last.keptRate === null ? 'too_soon' : null,
    period: said(unitPeriod('month', last.unit), known),
    part: last.kept,
    n: last.customersAtStart,
    interval: wilsonInterval(last.kept, last.customersAtStart),
    trend: points.slice(-trendMonths - 1),
    ...againstUsual(last.keptRate, rates.slice(-trendMonths - 1, -1), { floor: 0, ceiling: 1 }),
    before: valued(points.at(-2 - trendMonths)),
    coverage: coverageIn(known, unitPeriod('month', last.unit)),
  }
}

/** Regulars who stay away longer than they do otherwise, week by week. */
export function leavingFigure(counts: OverviewCounts, known: Known): KeyFigure {
  const { asOf, since, regular } = known.frame
  const points = counts.weeks.map(({ watched, leaving }, back): Point => {
    const day = asOf - 7 * back
    // Before a whole stretch of the rule is known, hardly anyone can be a regular yet.
    const value = day < since + regular.withinDays ? null : leaving
    return {
      ...said({ start: day, end: day + 1 }, known),
      value,
      low: null,
      high: null,
      n: watched,
    }
  })
  const [now] = points
  const value = now!.value
  const nobody = value !== null && now!.n === 0
  return {
    ...blank('regulars_leaving', 'customers'),
    value: nobody ? null : value,
    reason: value === null ? 'too_soon' : nobody ? 'no_regulars' : null,
    period: said({ start: asOf, end: asOf + 1 }, known),
    part: value,
    n: now!.n,
    trend: points.slice(0, trendWeeks + 1).reverse(),
    ...againstUsual(
      value,
      points.slice(1, trendWeeks + 1).map((point) => point.value),
      { floor: 0 },
    ),
    before: valued(points[4]),
    coverage: coverageIn(known, { start: asOf - regular.withinDays + 1, end: asOf + 1 }),
  }
}

/** What a regular brought in the twelve months up to the end of the last closed one. */
export function worthFigure(counts: OverviewCounts, known: Known): KeyFigure {
  const points = counts.worth.map(({ regulars }, back): Point => {
    const months = twelveMonths(counts.month - back)
    const wholly = months.start >= firstOfMonth(known.frame.since)
    const interval = wholly ? meanInterval(regulars) : null
    return {
      ...said(months, known),
      value: wholly ? rounded(meanOf(regulars)) : null,
      low: rounded(interval?.low ?? null),
      high: rounded(interval?.high ?? null),
      n: regulars.n,
    }
  })
  const now = points[0]!
  // Visits alone bring no amounts: that is no revenue known, not one of zero.
  const { presence, boughtShare } = known.frame
  const unknown =
    presence === 'purchases' || (boughtShare ?? 0) >= boughtShareMin
      ? null
      : counts.purchases > 0
        ? 'few_amounts'
        : 'no_revenue'
  const { others, regulars } = counts.worth[0]!
  return {
    ...blank('value_of_regular', 'money'),
    value: unknown === null ? now.value : null,
    reason:
      unknown ?? (now.value === null ? (regulars.n === 0 ? 'no_regulars' : 'too_soon') : null),
    period: { start: now.start, end: now.end, open: now.open },
    part: regulars.n,
    n: regulars.n,
    interval:
      now.low === null || now.high === null ? null : { low: now.low, high: now.high, level: 0.95 },
    trend: points.reverse(),
    before: valued(points[0]),
    other: rounded(meanOf(others)),
    coverage: coverageIn(known, twelveMonths(counts.month)),
  }
}

/** Nothing has been done yet whose effect could be told. */
export const effectFigure = (known: Known): KeyFigure => ({
  ...blank('campaign_effect', 'money'),
  reason: 'no_campaigns',
  coverage: coverageIn(known, { start: known.frame.since, end: known.frame.asOf + 1 }),
})

/** The four figures of a business of which nothing is known yet. */
export function unknownFigure(
  definition: KeyFigure['definition'],
  unit: KeyFigure['unit'],
  currency: string,
): KeyFigure {
  const reason = definition === 'campaign_effect' ? 'no_campaigns' : 'too_soon'
  return { ...blank(definition, unit), reason, coverage: coverageOf(sumOf([]), currency) }
}

const blank = (definition: KeyFigure['definition'], unit: KeyFigure['unit']) => ({
  definition,
  unit,
  value: null,
  reason: null,
  period: null,
  part: null,
  n: 0,
  interval: null,
  trend: [],
  usual: null,
  standing: null,
  before: null,
  other: null,
})

function againstUsual(
  value: number | null,
  earlier: readonly (number | null)[],
  bounds: { floor: number; ceiling?: number },
) {
  const usual = usualBand(
    earlier.filter((one) => one !== null),
    bounds,
  )
  return { usual, standing: usual && value !== null ? standing(value, usual) : null }
}

function said(period: Period, { frame }: Known) {
  return {
    start: dateText(period.start),
    end: dateText(period.end),
    open: isOpen(period, frame.asOf),
  }
}

function valued(point: Point | undefined): KeyFigure['before'] {
  if (!point || point.value === null) return null
  return { start: point.start, end: point.end, open: point.open, value: point.value }
}

const rounded = (amount: number | null) => (amount === null ? null : Math.round(amount))

const twelveMonths = (month: number): Period => ({
  start: unitPeriod('month', month - 11).start,
  end: unitPeriod('month', month).end,
})

const firstOfMonth = (day: number) => monthStart(monthOf(day))

const coverageIn = ({ frame, receipts }: Known, { start, end }: Period) =>
  coverageOf(sumOf(receipts.filter((row) => row.day >= start && row.day < end)), frame.currency)
