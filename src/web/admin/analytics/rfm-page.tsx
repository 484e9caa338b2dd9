import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { exportRfm, listRfmCustomers, readRfm } from '#contract/endpoints/analytics.ts'
import { dayNumber } from '#kernel/calendar.ts'
import { currencyDecimals } from '#kernel/money.ts'
import { useCall } from '../../client/index.ts'
import { RfmGrid } from '../../design/charts/rfm-grid.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { chosenFilters, useAddress } from './address.ts'
import { Answered } from './answered.tsx'
import { type Behind, behind, useMaySeeCustomers } from './behind.ts'
import { CustomersBehind } from './customers-behind.tsx'
import { KnownCustomers } from './known-customers.tsx'
import { QuestionLine } from './question-line.tsx'
import { frequencySpans, recencySpans } from './recency-spans.ts'
import { ReportFoot } from './report-foot.tsx'
import { ReportPage } from './report-page.tsx'
import { hasRevenue } from './retention.ts'

type Rfm = WireReply<typeof readRfm>

/** How many stand in a field, or what each of them brought. */
const showings = ['customers', 'revenue'] as const
type Showing = (typeof showings)[number]

export function RfmPage() {
  const [address, change] = useAddress()
  const rfm = useCall(readRfm, { query: chosenFilters(address) }, { keepPrevious: true })
  const { t } = useTranslation('analytics')
  return (
    <ReportPage report="rfm">
      <KnownCustomers basis={rfm.data?.basis} address={address}>
        <Stack>
          {rfm.data && <RfmSentence rfm={rfm.data} />}
          {rfm.isError && <Sentence>{t('rfm.title')}</Sentence>}
          <QuestionLine address={address} onChange={change}>
            {t('question.wholeTime')}
          </QuestionLine>
          <Answered reply={rfm} shape="chart">
            {(loaded) => <Grid rfm={loaded} />}
          </Answered>
        </Stack>
      </KnownCustomers>
    </ReportPage>
  )
}

/** Those who used to come often and were not here for long are the ones to know. */
function RfmSentence({ rfm }: { rfm: Rfm }) {
  const { t } = useTranslation('analytics')
  const away = rfm.cells.filter(({ recency, frequency }) => recency <= 2 && frequency >= 4)
  const count = away.reduce((sum, { customers }) => sum + customers, 0)
  const { unit, spans } = recenciesOf(rfm)
  const since = spans.find(({ key }) => Number(key) <= 2)?.from
  if (rfm.basis.customers === 0) return <Sentence>{t('nobodyMatches')}</Sentence>
  if (!since || count === 0) return <Sentence>{t('rfm.title')}</Sentence>
  const time = t(`rfm.over.${unit}`, { count: since })
  return <Sentence>{t('rfm.sentence', { count, time })}</Sentence>
}

function Grid({ rfm }: { rfm: Rfm }) {
  const { t } = useTranslation('analytics')
  const maySee = useMaySeeCustomers()
  const recencies = useRecencies(rfm)
  const frequencies = useFrequencies(rfm)
  const [shown, setShown] = useState<Behind | null>(null)
  const [showing, setShowing] = useState<Showing>('customers')
  const { basis, cells } = rfm
  const units = 10 ** currencyDecimals(basis.currency)
  if (basis.customers === 0) return null
  const most = cells.reduce((best, cell) => (cell.customers > best.customers ? cell : best))
  const nameOf = (list: readonly { key: string; name: string }[], key: number) =>
    list.find((one) => one.key === String(key))?.name ?? ''
  const open = (recency: string, frequency: string) =>
    setShown(
      behind(
        t('rfm.list', {
          recency: nameOf(recencies, Number(recency)),
          frequency: nameOf(frequencies, Number(frequency)),
        }),
        listRfmCustomers,
        { recency, frequency, ...basis.filters },
      ),
    )
  return (
    <>
      <RfmGrid
        look="section"
        title={t('rfm.grid')}
        measured={t(`rfm.measured.${showing}`, { currency: basis.currency })}
        finding={t('rfm.finding', {
          count: most.customers,
          recency: nameOf(recencies, most.recency),
          frequency: nameOf(frequencies, most.frequency),
        })}
        note={`${t('rfm.note')} ${t(`rfm.bounds.${recenciesOf(rfm).unit}`)}`}
        {...(hasRevenue(basis) && {
          aside: (
            <Segmented
              label={t('rfm.showing')}
              value={showing}
              options={showings.map((value) => ({ value, word: t(`rfm.show.${value}`) }))}
              onChange={setShowing}
            />
          ),
        })}
        recencies={recencies}
        frequencies={frequencies}
        cells={cells.map(({ recency, frequency, customers, revenuePerCustomer }) => ({
          recency: String(recency),
          frequency: String(frequency),
          customers,
          ...(showing === 'revenue' && {
            amount: revenuePerCustomer && Math.round(revenuePerCustomer.amount / units),
          }),
        }))}
        {...(maySee && { onOpen: open })}
      />
      <ReportFoot basis={basis} of={exportRfm} />
      <CustomersBehind behind={shown} onClose={() => setShown(null)} />
    </>
  )
}

type Fifth = { key: string; name: string }

/** Most recent first; a fifth nobody reaches, since equal ones stand together, is left out. */
function recenciesOf({ recency, basis: { asOf } }: Rfm) {
  if (asOf === null) return recencySpans([])
  const parts = recency.flatMap(({ fifth, to }) =>
    to === null ? [] : [{ key: String(fifth), daysMin: dayNumber(asOf) - dayNumber(to) }],
  )
  return recencySpans(parts.reverse())
}

function useRecencies(rfm: Rfm): Fifth[] {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { unit, spans } = recenciesOf(rfm)
  return spans.map(({ key, from, to }) => {
    if (from === null && to === null) return { key, name: t('rfm.ago.any') }
    if (from === null) return { key, name: t(`rfm.ago.within.${unit}`, { count: to! }) }
    if (to === null) return { key, name: t(`rfm.ago.beyond.${unit}`, { count: from }) }
    return { key, name: t(`rfm.ago.between.${unit}`, { from: format.number(from), count: to }) }
  })
}

/** Rarest first. */
function useFrequencies({ frequency }: Rfm): Fifth[] {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const parts = frequency.flatMap(({ fifth, from }) =>
    from === null ? [] : [{ key: String(fifth), from }],
  )
  return frequencySpans(parts).map(({ key, from, to }) => {
    if (to === null) return { key, name: t('rfm.timesFrom', { from: format.number(from) }) }
    if (to === from) return { key, name: t('rfm.times', { count: from }) }
    const span = { from: format.number(from), to: format.number(to) }
    return { key, name: t('rfm.timesBetween', span) }
  })
}
