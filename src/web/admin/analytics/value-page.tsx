import { useTranslation } from 'react-i18next'
import { exportValue, readValue } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { type Address, type ChangeAddress, chosenFilters, useAddress } from './address.ts'
import { Answered } from './answered.tsx'
import { AverageReceipts } from './average-receipts.tsx'
import { Concentration } from './concentration.tsx'
import { FrequencyRows } from './frequency-rows.tsx'
import { KnownCustomers } from './known-customers.tsx'
import { QuestionLine } from './question-line.tsx'
import { ReportFoot } from './report-foot.tsx'
import { ReportPage } from './report-page.tsx'
import { hasRevenue } from './retention.ts'
import { SecondPurchase } from './second-purchase.tsx'
import { ValueByCohort } from './value-by-cohort.tsx'
import { ValueFigures } from './value-figures.tsx'
import classes from './value-page.module.css'
import type { ValueReport } from './value-report.ts'

export function ValuePage() {
  const { t } = useTranslation('analytics')
  const [address, change] = useAddress()
  const value = useCall(readValue, { query: chosenFilters(address) }, { keepPrevious: true })
  return (
    <ReportPage report="value">
      <KnownCustomers basis={value.data?.basis} address={address}>
        <Stack>
          {value.data && <ValueSentence value={value.data} />}
          {value.isError && <Sentence>{t('value.title')}</Sentence>}
          <QuestionLine address={address} onChange={change}>
            {t('question.wholeTime')}
          </QuestionLine>
          <Answered reply={value} shape="page">
            {(loaded) => <Parts value={loaded} address={address} onChange={change} />}
          </Answered>
        </Stack>
      </KnownCustomers>
    </ReportPage>
  )
}

function ValueSentence({ value }: { value: ValueReport }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { revenuePerCustomer: mean, medianRevenue: median } = value.realized
  if (value.basis.customers > 0 && !hasRevenue(value.basis)) {
    const share = value.basis.boughtShare ?? 0
    return (
      <Sentence reason={t('value.notBookedReason')}>
        {share > 0
          ? t('value.fewBooked', { share: format.percent(share, share < 0.1 ? 1 : 0) })
          : t('value.notBooked')}
      </Sentence>
    )
  }
  if (mean === null || median === null) return <Sentence>{t('nobodyMatches')}</Sentence>
  return (
    <Sentence>
      {t('value.sentence', {
        mean: format.moneyRounded(mean),
        median: format.moneyRounded(median),
      })}
    </Sentence>
  )
}

type PartsProps = { value: ValueReport; address: Address; onChange: ChangeAddress }

function Parts({ value, address, onChange }: PartsProps) {
  const { basis } = value
  const isPaid = hasRevenue(basis)
  if (basis.customers === 0) return null
  return (
    <>
      <ValueFigures value={value} />
      {isPaid && <ValueByCohort address={address} onChange={onChange} />}
      <div className={classes.pair}>
        <SecondPurchase value={value} />
        {isPaid ? <Concentration value={value} /> : <FrequencyRows value={value} />}
      </div>
      {isPaid && (
        <div className={classes.pair}>
          <FrequencyRows value={value} />
          <AverageReceipts receipts={value.receipts} />
        </div>
      )}
      <ReportFoot basis={basis} of={exportValue} />
    </>
  )
}
