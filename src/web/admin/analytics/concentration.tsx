import { useTranslation } from 'react-i18next'
import { LorenzCurve } from '../../design/charts/lorenz-curve.tsx'
import { useFormat } from '../../design/provider.tsx'
import type { ValueReport } from './value-report.ts'

/** How much of the revenue hangs on how few; those who buy most come first. */
export function Concentration({ value }: { value: ValueReport }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { lorenz, top20RevenueShare, top20Customers, n } = value.concentration
  if (top20RevenueShare === null) return null
  const share = format.percent(top20RevenueShare)
  const title = t('value.lorenz.title', { share })
  return (
    <LorenzCurve
      look="section"
      title={title}
      measured={t('value.lorenz.measured')}
      finding={title}
      note={t('value.lorenz.note', { top: top20Customers, count: n })}
      points={lorenz
        .map(({ customers, revenue }) => ({
          customersShare: 1 - customers,
          revenueShare: 1 - revenue,
        }))
        .reverse()}
      marked={{
        customersShare: n === 0 ? 0.2 : top20Customers / n,
        revenueShare: top20RevenueShare,
        words: t('value.lorenz.mark'),
      }}
    />
  )
}
