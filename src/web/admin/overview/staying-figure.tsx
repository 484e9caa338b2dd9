import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TrendLine } from '../../design/charts/trend-line.tsx'
import { FigureBlock } from '../../design/figure-block.tsx'
import { useFormat } from '../../design/provider.tsx'
import { usePeriodWords } from '../analytics/period-words.ts'
import { comparedPlace, pointsOf, useFigureParts } from './figure-parts.ts'
import type { KeyFigure, Overview } from './overview.ts'

export function StayingFigure({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const periods = usePeriodWords()
  const figure = overview.staying
  const parts = useFigureParts(overview, figure)
  const comparison = useComparison(figure)
  const { value, period, part, n, interval } = figure
  if (value === null || !period || part === null) {
    return (
      <FigureBlock question={t('staying.question')} value={null} sentence={t('staying.tooSoon')} />
    )
  }
  const words = periods.pair('month', period.start)
  const counted = t('staying.counted', { kept: part, count: n })
  return (
    <FigureBlock
      question={t('staying.question')}
      value={format.number(value * 100, 1)}
      unit="%"
      picture={<Picture figure={figure} />}
      sentence={t('staying.sentence', { ...words, kept: part, count: n })}
      comparison={comparison}
      {...parts}
      how={{
        ...parts.how,
        definition: t('staying.definition'),
        counted: interval
          ? `${counted} ${t('interval', {
              low: format.number(interval.low * 100, 1),
              high: format.percent(interval.high),
            })}`
          : counted,
        rows: (
          <Link to="/analytics/retention" search={{ period: period.start }}>
            {t('staying.rows')}
          </Link>
        ),
      }}
    />
  )
}

function Picture({ figure }: { figure: KeyFigure }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const points = pointsOf(figure, format.month)
  const comparedWith = comparedPlace(figure)
  const last = figure.period?.start ?? ''
  if (points.length < 2) return null
  return (
    <TrendLine
      look="bare"
      title={t('staying.question')}
      finding={t('staying.trend', { from: points[0]?.label ?? '', to: points.at(-1)?.label ?? '' })}
      points={points}
      format={(share) => format.percent(share)}
      isOpen={figure.trend.some(({ open }) => open)}
      endLabel={format.monthShort(last)}
      {...(comparedWith !== undefined && { comparedWith })}
    />
  )
}

/** Against a year before, and against what is usual; never an arrow inside the noise. */
function useComparison({ before, standing, usual }: KeyFigure): string {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const year = before
    ? t('comparedWith', { period: format.month(before.start), value: format.percent(before.value) })
    : ''
  if (!usual || !standing) return `${year} ${t('staying.noUsual')}`.trim()
  const range = { low: format.number(usual.low * 100, 1), high: format.percent(usual.high) }
  return `${year} ${t(`standing.${standing}`, range)}`.trim()
}
