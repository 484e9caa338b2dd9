import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCohorts, readOverview } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { type Address, chosenFilters, chosenRange, useAddress } from './address.ts'
import { Answered } from './answered.tsx'
import type { Behind } from './behind.ts'
import { ChooseOne } from './choose-one.tsx'
import { type CohortBy, type CohortCriterion, groupings } from './cohort-choices.ts'
import { CohortPictures } from './cohort-pictures.tsx'
import { type CohortReport, closedShareAt } from './cohort-shape.ts'
import { CustomersBehind } from './customers-behind.tsx'
import { KnownCustomers } from './known-customers.tsx'
import { QuestionLine } from './question-line.tsx'
import { ReportPage } from './report-page.tsx'

const calendars = ['week', 'month', 'quarter', 'year'] as const

export function CohortsPage() {
  const { t } = useTranslation('analytics')
  const [address, change] = useAddress()
  const question = questionOf(address)
  const cohorts = useCohorts(address)
  const { data } = cohorts
  return (
    <ReportPage report="cohorts">
      <KnownCustomers basis={data?.basis} address={address}>
        <Stack>
          {data && <CohortSentence report={data} />}
          {cohorts.isError && <Sentence>{t('cohorts.title')}</Sentence>}
          <QuestionLine
            address={address}
            onChange={change}
            calendars={calendars}
            every={question.every}
            hasRange
            range={data && data.every === question.every ? data.basis : undefined}
          >
            <Grouping by={question.by} onChange={(by) => change({ by })} />
          </QuestionLine>
          <Answered reply={cohorts} shape="page">
            {(report) => (
              <Pictures report={report} onCriterion={(criterion) => change({ criterion })} />
            )}
          </Answered>
        </Stack>
      </KnownCustomers>
    </ReportPage>
  )
}

/** Of late, unless nobody began of late: then the whole time says more than an empty page. */
function useCohorts(address: Address) {
  const query = questionOf(address)
  const recent = useCall(readCohorts, { query }, { keepPrevious: true })
  const isRangeChosen = Boolean(address.from ?? address.to)
  const nobodyBegan = recent.data?.cohorts.length === 0 && recent.data.basis.customers > 0
  const needsAll = nobodyBegan && !isRangeChosen
  const from = useCall(readOverview, {}, { enabled: needsAll }).data?.basis.from
  const whole = useCall(
    readCohorts,
    { query: { ...query, ...(from && { from }) } },
    { enabled: needsAll && from !== undefined, keepPrevious: true },
  )
  return needsAll ? whole : recent
}

const questionOf = (address: Address) => ({
  every: address.every ?? 'month',
  by: address.by ?? 'time',
  criterion: address.criterion ?? 'bounded',
  ...chosenRange(address),
  ...chosenFilters(address),
})

function Grouping({ by, onChange }: { by: CohortBy; onChange: (by: CohortBy) => void }) {
  const { t } = useTranslation('analytics')
  return (
    <ChooseOne
      label={t('cohorts.grouping')}
      value={by}
      options={groupings.map((value) => ({
        value,
        name: t(`cohorts.by.${value}.name`),
        word: t(`cohorts.by.${value}.word`),
      }))}
      onChange={onChange}
    />
  )
}

/** What comes of a hundred who begin, said for the two periods people ask for first. */
function CohortSentence({ report }: { report: CohortReport }) {
  const { t } = useTranslation('analytics')
  const { every, criterion } = report
  const soon = closedShareAt(report, 1)
  const later = closedShareAt(report, 6) === null ? 3 : 6
  const then = closedShareAt(report, later)
  if (report.cohorts.length === 0) return <Sentence>{t('nobodyBegan')}</Sentence>
  if (soon === null) return <Sentence>{t('cohorts.tooSoon')}</Sentence>
  const hundred = (share: number) => Math.round(share * 100)
  const first = t(`cohorts.sentence.${criterion}.${unitOf(every)}`, { soon: hundred(soon) })
  const second =
    then === null
      ? ''
      : t(`cohorts.sequel.${criterion}`, {
          later: hundred(then),
          after: t(`cohorts.after.${unitOf(every)}`, { count: later }),
        })
  return (
    <Sentence>
      {first}
      {second}.
    </Sentence>
  )
}

/** A cohort is never begun by day. */
const unitOf = (every: CohortReport['every']) => (every === 'day' ? 'week' : every)

type PicturesProps = {
  report: CohortReport
  onCriterion: (criterion: CohortCriterion) => void
}

function Pictures({ report, onCriterion }: PicturesProps) {
  const [shown, setShown] = useState<Behind | null>(null)
  if (report.cohorts.length === 0) return null
  return (
    <>
      <CohortPictures report={report} onCriterion={onCriterion} onShow={setShown} />
      <CustomersBehind behind={shown} onClose={() => setShown(null)} />
    </>
  )
}
