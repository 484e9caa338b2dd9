import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TrendLine } from '../../design/charts/trend-line.tsx'
import { FigureBlock } from '../../design/figure-block.tsx'
import { useFormat } from '../../design/provider.tsx'
import { usePartedMoney } from '../analytics/parted-money.ts'
import { lastDayOf } from '../analytics/period-words.ts'
import { comparedPlace, useFigureParts } from './figure-parts.ts'
import type { KeyFigure, Overview } from './overview.ts'

export function WorthFigure({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const parted = usePartedMoney()
  const figure = overview.worth
  const parts = useFigureParts(overview, figure)
  const { value, interval, before, other, n, reason, period } = figure
  const { regularPurchaseDays: days, regularWithinDays: within } = overview.figures
  if (value === null) {
    const key = whyNot[reason ?? 'too_soon'] ?? 'worth.tooSoon'
    return (
      <FigureBlock
        question={t('worth.question')}
        value={null}
        sentence={t(key, { days, within })}
        comparison={
          (reason === 'no_revenue' || reason === 'few_amounts') && t('worth.noRevenueNext')
        }
      />
    )
  }
  const money = format.moneyRounded
  const main = parted(value)
  return (
    <FigureBlock
      question={t('worth.question')}
      value={main.value}
      unit={main.unit ? t('worth.unitOf', { unit: main.unit }) : t('worth.unit')}
      picture={<Picture figure={figure} />}
      sentence={
        interval
          ? t('worth.sentence', { low: parted(interval.low).value, high: money(interval.high) })
          : t('worth.sentencePlain')
      }
      comparison={[
        before && t('worth.before', { value: money(before.value) }),
        other !== null && t('worth.other', { value: money(other) }),
        t('worth.gross'),
      ]
        .filter(Boolean)
        .join(' ')}
      {...parts}
      how={{
        ...parts.how,
        definition: t('worth.definition', { days, within }),
        counted:
          period && t('worth.counted', { count: n, date: format.date(lastDayOf(period.end)) }),
        rows: <Link to="/analytics/value">{t('worth.rows')}</Link>,
      }}
    />
  )
}

const whyNot: Partial<
  Record<
    NonNullable<KeyFigure['reason']>,
    'worth.noRegulars' | 'worth.noRevenue' | 'worth.fewAmounts'
  >
> = {
  no_regulars: 'worth.noRegulars',
  no_revenue: 'worth.noRevenue',
  few_amounts: 'worth.fewAmounts',
}

function Picture({ figure }: { figure: KeyFigure }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const comparedWith = comparedPlace(figure)
  const points = figure.trend
    .filter(({ open, value }) => !open && value !== null)
    .map(({ end, value, low, high }) => ({
      label: format.month(end),
      value,
      ...(low !== null && high !== null && { usual: { low, high } }),
    }))
  if (points.length < 2) return null
  const isWhole = points.length === figure.trend.length
  return (
    <TrendLine
      look="bare"
      title={t('worth.question')}
      finding={t('worth.trend', { from: points[0]?.label ?? '' })}
      points={points}
      usualAs="limits"
      format={(amount) => format.moneyRounded(amount)}
      endLabel={t('worth.today')}
      {...(comparedWith !== undefined && isWhole && { comparedWith })}
    />
  )
}
