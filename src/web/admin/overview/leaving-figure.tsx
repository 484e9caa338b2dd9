import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listLeavingCustomers } from '#contract/endpoints/analytics.ts'
import { Button } from '../../design/button.tsx'
import { TrendLine } from '../../design/charts/trend-line.tsx'
import { FigureBlock } from '../../design/figure-block.tsx'
import { useFormat } from '../../design/provider.tsx'
import { type Behind, behind, useMaySeeCustomers } from '../analytics/behind.ts'
import { CustomersBehind } from '../analytics/customers-behind.tsx'
import { comparedPlace, pointsOf, useFigureParts } from './figure-parts.ts'
import type { KeyFigure, Overview } from './overview.ts'

export function LeavingFigure({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const figure = overview.leaving
  const parts = useFigureParts(overview, figure)
  const comparison = useComparison(overview)
  const maySee = useMaySeeCustomers()
  const [shown, setShown] = useState<Behind | null>(null)
  const { value, n, reason } = figure
  const { regularPurchaseDays: days, regularWithinDays: within } = overview.figures
  if (value === null) {
    const key = reason === 'no_regulars' ? 'leaving.noRegulars' : 'leaving.tooSoon'
    return (
      <FigureBlock
        question={t('leaving.question')}
        value={null}
        sentence={t(key, { days, within })}
      />
    )
  }
  const open = () =>
    setShown(behind(t('leaving.list'), listLeavingCustomers, overview.basis.filters))
  return (
    <>
      <FigureBlock
        question={t('leaving.question')}
        value={format.number(value)}
        unit={t('leaving.unit', { count: value })}
        picture={<Picture figure={figure} />}
        sentence={t('leaving.sentence', { count: value, regulars: n })}
        comparison={comparison}
        {...parts}
        how={{
          ...parts.how,
          definition: t('leaving.definition', { days, within, now: overview.figures.regulars }),
          counted: t('leaving.counted', { leaving: value, count: n }),
          rows: maySee && value > 0 && (
            <Button kind="word" onClick={open}>
              {t('leaving.show', { count: value })}
            </Button>
          ),
        }}
      />
      <CustomersBehind behind={shown} onClose={() => setShown(null)} />
    </>
  )
}

function Picture({ figure }: { figure: KeyFigure }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const points = pointsOf(figure, format.dayAndMonth)
  const comparedWith = comparedPlace(figure)
  if (points.filter(({ value }) => value !== null).length < 2) return null
  return (
    <TrendLine
      look="bare"
      title={t('leaving.question')}
      finding={t('leaving.trend', {
        first: points.find(({ value }) => value !== null)?.value ?? 0,
        last: points.at(-1)?.value ?? 0,
      })}
      points={points}
      format={(count) => format.number(count)}
      startLabel={t('leaving.weeksAgo', { count: points.length - 1 })}
      endLabel={t('leaving.now')}
      {...(comparedWith !== undefined && { comparedWith })}
    />
  )
}

/** Against four weeks before and the usual; stores whose receipts are missing are named. */
function useComparison({ leaving, stores }: Overview): string {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const { before, usual } = leaving
  const silent = stores.filter((row) => row.silent).map(({ store }) => store.name)
  return [
    before && t('leaving.before', { value: format.number(before.value) }),
    usual &&
      t('leaving.usual', {
        low: format.number(Math.ceil(usual.low)),
        high: format.number(Math.floor(usual.high)),
      }),
    silent.length > 0 && t('leaving.without', { stores: format.list(silent) }),
  ]
    .filter(Boolean)
    .join(' ')
}
