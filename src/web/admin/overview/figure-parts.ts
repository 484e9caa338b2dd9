import { useTranslation } from 'react-i18next'
import type { TrendPoint } from '../../design/charts/trend-line.tsx'
import { useFormat } from '../../design/provider.tsx'
import { cityOf, lastDayOf } from '../analytics/period-words.ts'
import { receiptsBehind } from '../analytics/retention.ts'
import type { KeyFigure, Overview } from './overview.ts'

/** What every one of the four says below its number and behind "So gerechnet". */
export function useFigureParts({ basis }: Overview, { coverage, period }: KeyFigure) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const share = receiptsBehind(basis, coverage)
  return {
    ...(share !== null && { coverage: share }),
    how: {
      asOf: basis.asOf && format.date(basis.asOf),
      period:
        period &&
        t('figurePeriod', {
          from: format.date(period.start),
          to: format.date(lastDayOf(period.end)),
          timeZone: cityOf(basis.timeZone),
        }),
    },
  }
}

/** Closed periods alone are drawn; what is usual lies behind all of them. */
export function pointsOf(
  { trend, usual }: KeyFigure,
  labelOf: (start: string) => string,
): TrendPoint[] {
  return trend
    .filter(({ open }) => !open)
    .map(({ start, value }) => ({ label: labelOf(start), value, ...(usual && { usual }) }))
}

/** Which of the drawn points the figure is compared with. */
export function comparedPlace({ trend, before }: KeyFigure): number | undefined {
  const closed = trend.filter(({ open }) => !open)
  const place = closed.findIndex(({ start }) => start === before?.start)
  return place < 0 ? undefined : place
}
