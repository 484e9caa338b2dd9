import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readReportChoices, readRetention } from '#contract/endpoints/analytics.ts'
import { calendarUnits } from '#kernel/calendar.ts'
import { useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { type Address, chosenFilters, chosenRange, useAddress } from './address.ts'
import { Answered } from './answered.tsx'
import type { Behind } from './behind.ts'
import { CustomersBehind } from './customers-behind.tsx'
import { KnownCustomers } from './known-customers.tsx'
import { Leavers } from './leavers.tsx'
import { usePeriodWords } from './period-words.ts'
import { QuestionLine } from './question-line.tsx'
import { ReportPage } from './report-page.tsx'
import { type Basis, hasRevenue, type Retention, type RetentionPeriod } from './retention.ts'
import { RetentionOfPeriod } from './retention-of-period.tsx'
import { RetentionRows } from './retention-rows.tsx'

export function RetentionPage() {
  const { t } = useTranslation('analytics')
  const [address, change] = useAddress()
  const every = address.every ?? 'month'
  const query = { every, ...chosenRange(address), ...chosenFilters(address) }
  const retention = useCall(readRetention, { query }, { keepPrevious: true })
  const { data } = retention
  const focus = data && periodInFocus(data, address)
  const question = (
    <QuestionLine
      address={address}
      onChange={change}
      calendars={calendarUnits}
      every={every}
      hasRange
      range={data && data.every === every ? data.basis : undefined}
    />
  )
  return (
    <ReportPage report="retention">
      <KnownCustomers basis={data?.basis} address={address}>
        <Stack>
          {focus && data && <RetentionSentence retention={data} period={focus} />}
          {retention.isError && <Sentence>{t('retention.title')}</Sentence>}
          {question}
          <Answered reply={retention} shape="page">
            {(loaded) => (
              <Periods
                retention={loaded}
                focus={focus}
                onFocus={(period) => change({ period: period.start })}
              />
            )}
          </Answered>
        </Stack>
      </KnownCustomers>
    </ReportPage>
  )
}

/** The one chosen, else the last that is over and had somebody at its start. */
function periodInFocus({ periods }: Retention, { period }: Address): RetentionPeriod | undefined {
  const chosen = periods.find(({ start, end }) => period && start <= period && period < end)
  return (
    chosen ??
    periods.findLast(({ open, customersAtStart }) => !open && customersAtStart > 0) ??
    periods.at(-1)
  )
}

function RetentionSentence({
  retention,
  period,
}: {
  retention: Retention
  period: RetentionPeriod
}) {
  const { t } = useTranslation('analytics')
  const words = usePeriodWords().pair(retention.every, period.start)
  const whereCounted = useWhereCounted(retention.basis.filters.store)
  const { customersAtStart: count, kept } = period
  if (retention.basis.customers === 0) return <Sentence>{t('nobodyMatches')}</Sentence>
  if (count === 0) {
    return <Sentence>{t('retention.nobodyBefore', { during: words.before })}</Sentence>
  }
  const key = period.open ? 'retention.sentenceOpen' : 'retention.sentence'
  return <Sentence reason={whereCounted}>{t(key, { ...words, count, kept })}</Sentence>
}

/** Of some stores another number is told here than on the overview, so it is said which. */
function useWhereCounted(stores: readonly string[]): string | null {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const choices = useCall(readReportChoices, {}, { enabled: stores.length > 0 }).data
  if (stores.length === 0) return null
  const nameOf = (code: string) => choices?.stores.find((one) => one.code === code)?.name ?? code
  return t('retention.there', { stores: format.list(stores.map(nameOf)) })
}

/** Where hardly any amount is known, nobody can be said to have brought a profit or none. */
const isParted = ({ lost }: RetentionPeriod, basis: Basis) => lost > 0 && hasRevenue(basis)

type PeriodsProps = {
  retention: Retention
  focus: RetentionPeriod | undefined
  onFocus: (period: RetentionPeriod) => void
}

function Periods({ retention, focus, onFocus }: PeriodsProps) {
  const [shown, setShown] = useState<Behind | null>(null)
  if (!focus || retention.basis.customers === 0) return null
  const shared = { retention, onShow: setShown }
  return (
    <>
      <RetentionOfPeriod {...shared} period={focus} />
      {!focus.open && isParted(focus, retention.basis) && <Leavers {...shared} period={focus} />}
      <RetentionRows {...shared} focus={focus} onFocus={onFocus} />
      <CustomersBehind behind={shown} onClose={() => setShown(null)} />
    </>
  )
}
