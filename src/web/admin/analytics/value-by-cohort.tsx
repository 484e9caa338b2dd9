import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  exportValueCohorts,
  listCohortCustomers,
  readValueCohorts,
} from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Segmented } from '../../design/segmented.tsx'
import { AssumedMargin } from '../assumed-margin.tsx'
import { Loaded } from '../loaded.tsx'
import { type Address, type ChangeAddress, chosenFilters } from './address.ts'
import { type Behind, behind, useMaySeeCustomers } from './behind.ts'
import { CustomersBehind } from './customers-behind.tsx'
import { MoneyTriangle } from './money-triangle.tsx'
import { usePeriodWords } from './period-words.ts'
import { ReportFile } from './report-file.tsx'

export type ValueCohorts = WireReply<typeof readValueCohorts>
type Amount = 'revenue' | 'margin'

const calendars = ['month', 'quarter', 'year'] as const

/** What those who began together brought since, on average and added up. */
export function ValueByCohort({
  address,
  onChange,
}: {
  address: Address
  onChange: ChangeAddress
}) {
  const { t } = useTranslation('analytics')
  const every = calendars.find((unit) => unit === address.every) ?? 'quarter'
  const query = { every, ...chosenFilters(address) }
  const cohorts = useCall(readValueCohorts, { query }, { keepPrevious: true })
  return (
    <Loaded reply={cohorts} shape="chart">
      {(loaded) => (
        <Triangle
          cohorts={loaded}
          calendar={
            <Segmented
              look="words"
              label={t('question.calendar')}
              value={every}
              options={calendars.map((value) => ({ value, word: t(`question.unit.${value}`) }))}
              onChange={(unit) => onChange({ every: unit })}
            />
          }
        />
      )}
    </Loaded>
  )
}

type TriangleProps = { cohorts: ValueCohorts; calendar: ReactNode }

function Triangle({ cohorts: report, calendar }: TriangleProps) {
  const { t } = useTranslation('analytics')
  const periods = usePeriodWords()
  const [amount, setAmount] = useState<Amount>('revenue')
  const [shown, setShown] = useState<Behind | null>(null)
  const maySee = useMaySeeCustomers()
  const { every, cohorts, basis } = report
  const open = (start: string) =>
    setShown(
      behind(t('cohorts.list.start', { name: periods.name(every, start) }), listCohortCustomers, {
        every,
        cohort: start,
        from: basis.from,
        to: basis.to,
        state: 'all',
        ...basis.filters,
      }),
    )
  return (
    <>
      <MoneyTriangle
        look="section"
        title={t(`value.cohorts.title.${amount}`)}
        measured={t('value.cohorts.measured', { currency: basis.currency })}
        finding={t('value.cohorts.finding', { count: cohorts.length })}
        note={t(`value.cohorts.note.${amount}`)}
        aside={
          <>
            {calendar}
            <Segmented
              label={t('value.cohorts.amount')}
              value={amount}
              options={[
                { value: 'revenue', word: t('value.cohorts.revenue') },
                { value: 'margin', word: t('value.cohorts.margin') },
              ]}
              onChange={setAmount}
            />
            <ReportFile basis={basis} of={exportValueCohorts} asked={{ every }} />
          </>
        }
        currency={basis.currency}
        corner={t('cohorts.corner.time')}
        cohorts={cohorts.map(({ start, size, cells }) => ({
          key: start,
          name: periods.name(every, start),
          size,
          amounts: cells.map((cell) =>
            cell.open && cell.index > 0
              ? 'open'
              : (amount === 'revenue' ? cell.revenuePerCustomer : cell.marginPerCustomer).amount,
          ),
        }))}
        {...(maySee && { onOpen: open })}
      />
      {amount === 'margin' && <AssumedMargin />}
      <CustomersBehind behind={shown} onClose={() => setShown(null)} />
    </>
  )
}
