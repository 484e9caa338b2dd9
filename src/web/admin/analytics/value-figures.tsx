import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listRegulars } from '#contract/endpoints/analytics.ts'
import { readBusiness } from '#contract/endpoints/business.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { FigureBlock } from '../../design/figure-block.tsx'
import { FigureRow } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { AssumedMargin } from '../assumed-margin.tsx'
import { type Behind, behind, useMaySeeCustomers } from './behind.ts'
import { CustomersBehind } from './customers-behind.tsx'
import { usePartedMoney } from './parted-money.ts'
import { hasRevenue, receiptsBehind } from './retention.ts'
import type { ValueReport } from './value-report.ts'

/** What customers brought, how many come again, what the best bring, how many are regulars. */
export function ValueFigures({ value }: { value: ValueReport }) {
  const isPaid = hasRevenue(value.basis)
  return (
    <FigureRow>
      {isPaid && <PerCustomer value={value} />}
      <Repurchase value={value} />
      {isPaid && <TopFifth value={value} />}
      <Regulars value={value} />
    </FigureRow>
  )
}

type FigureProps = { value: ValueReport }

/** Period, last known day and coverage are the same for all four. */
function useShared({ basis }: ValueReport) {
  const format = useFormat()
  const { t } = useTranslation('analytics')
  const { asOf, from } = basis
  const share = receiptsBehind(basis, basis.coverage)
  return {
    ...(share !== null && { coverage: share }),
    period: t('value.since', { date: format.date(from) }),
    asOf: asOf && format.date(asOf),
  }
}

function PerCustomer({ value }: FigureProps) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const parted = usePartedMoney()
  const { coverage, ...how } = useShared(value)
  const { revenuePerCustomer, marginPerCustomer, medianRevenue, withoutProfit, n } = value.realized
  if (!revenuePerCustomer || !marginPerCustomer || !medianRevenue) return null
  return (
    <FigureBlock
      question={t('value.perCustomer.question')}
      {...parted(revenuePerCustomer)}
      sentence={t('value.perCustomer.sentence', {
        margin: format.moneyRounded(marginPerCustomer),
        median: format.moneyRounded(medianRevenue),
      })}
      comparison={
        <>
          {t('value.perCustomer.comparison', { count: withoutProfit })} <AssumedMargin />
        </>
      }
      {...(coverage !== undefined && { coverage })}
      how={{
        ...how,
        definition: t('value.perCustomer.definition'),
        counted: t('value.counted', { count: n }),
      }}
    />
  )
}

function Repurchase({ value }: FigureProps) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { coverage, ...how } = useShared(value)
  const { share, interval, repeated, n } = value.repurchase
  const { medianDays } = value.timeToSecond
  if (share === null || !interval) return null
  const counted = t('value.repurchase.counted', { repeated, count: n })
  return (
    <FigureBlock
      question={t('value.repurchase.question')}
      value={format.number(share * 100, 1)}
      unit="%"
      sentence={`${counted} ${t('kept.interval', {
        low: format.number(interval.low * 100, 1),
        high: format.percent(interval.high),
      })}`}
      comparison={
        medianDays === null
          ? t('value.repurchase.fewerThanHalf')
          : t('value.repurchase.median', { count: medianDays })
      }
      {...(coverage !== undefined && { coverage })}
      how={{ ...how, definition: t('value.repurchase.definition'), counted }}
    />
  )
}

function TopFifth({ value }: FigureProps) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { coverage, ...how } = useShared(value)
  const { top20RevenueShare, top20Customers, withoutRevenue, n } = value.concentration
  if (top20RevenueShare === null) return null
  return (
    <FigureBlock
      question={t('value.top.question')}
      value={format.number(top20RevenueShare * 100, 1)}
      unit={t('value.top.unit')}
      sentence={t('value.top.sentence', { count: top20Customers })}
      comparison={withoutRevenue > 0 && t('value.top.comparison', { count: withoutRevenue })}
      {...(coverage !== undefined && { coverage })}
      how={{
        ...how,
        definition: t('value.top.definition'),
        counted: t('value.counted', { count: n }),
      }}
    />
  )
}

function Regulars({ value }: FigureProps) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { coverage, ...how } = useShared(value)
  const maySee = useMaySeeCustomers()
  const [shown, setShown] = useState<Behind | null>(null)
  const business = useCall(readBusiness, {}).data
  const { regulars, newCustomers, others } = value.frequency
  const active = regulars.customers + newCustomers.customers + others.customers
  const rule = {
    days: business?.regularPurchaseDays ?? 0,
    within: business?.regularWithinDays ?? 0,
  }
  const { filters } = value.basis
  if (active === 0 || !business) return null
  const open = () => setShown(behind(t('value.regulars.list'), listRegulars, filters))
  return (
    <>
      <FigureBlock
        question={t('value.regulars.question')}
        value={format.number((regulars.customers / active) * 100, 1)}
        unit="%"
        sentence={t('value.regulars.sentence', { regulars: regulars.customers, count: active })}
        comparison={t('value.regulars.comparison', rule)}
        {...(coverage !== undefined && { coverage })}
        how={{
          ...how,
          definition: t('value.regulars.definition', rule),
          counted: t('value.regulars.sentence', { regulars: regulars.customers, count: active }),
          rows: maySee && (
            <Button kind="word" onClick={open}>
              {t('value.regulars.rows')}
            </Button>
          ),
        }}
      />
      <CustomersBehind behind={shown} onClose={() => setShown(null)} />
    </>
  )
}
