import { useTranslation } from 'react-i18next'
import { exportCohorts, listCohortCustomers } from '#contract/endpoints/analytics.ts'
import { CohortCurves } from '../../design/charts/cohort-curves.tsx'
import { CohortTriangle } from '../../design/charts/cohort-triangle.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { type Behind, behind, useMaySeeCustomers } from './behind.ts'
import { useChannelName } from './channel-name.ts'
import { type CohortCriterion, criteria } from './cohort-choices.ts'
import { type CohortReport, closedShareAt, cohortsOf, totalOf } from './cohort-shape.ts'
import { cityOf, usePeriodWords } from './period-words.ts'
import { ReportFoot } from './report-foot.tsx'
import { hasRevenue } from './retention.ts'

type CohortPicturesProps = {
  report: CohortReport
  onCriterion: (criterion: CohortCriterion) => void
  onShow: (behind: Behind) => void
}

/** The cohorts as a table of cells and as lines. */
export function CohortPictures({ report, onCriterion, onShow }: CohortPicturesProps) {
  const { t } = useTranslation('analytics')
  const nameOf = useCohortName(report)
  const list = useCohortList(report, nameOf)
  const { every, by, criterion, basis } = report
  const cohorts = cohortsOf(report, nameOf)
  const total = totalOf(report)
  const offered = criteria.filter((one) => one !== 'revenue' || hasRevenue(basis))
  const corner = t(`cohorts.corner.${by}`)
  return (
    <>
      <CohortTriangle
        look="section"
        title={t(`cohorts.triangle.${criterion}`)}
        measured={t(`cohorts.measured.${criterion}`, {
          periods: t(`cohorts.inPeriods.${every}`),
        })}
        finding={useFinding(report)}
        note={t('cohorts.note', {
          criterion: t(`cohorts.meaning.${criterion}`),
          timeZone: cityOf(basis.timeZone),
          open: [openWords(report, t), by !== 'time' && t('cohorts.fewNote')]
            .filter(Boolean)
            .join(' '),
        })}
        aside={
          <Segmented
            label={t('cohorts.criterion')}
            value={criterion}
            options={offered.map((value) => ({
              value,
              word:
                value === 'bounded'
                  ? t(`cohorts.exactly.${every}`)
                  : t(`cohorts.counting.${value}`),
            }))}
            onChange={onCriterion}
          />
        }
        corner={corner}
        cohorts={cohorts}
        total={total}
        {...(list && { onOpen: (key: string, period: number) => onShow(list(key, period)) })}
      />
      <CohortCurves
        look="section"
        title={t(`cohorts.curves.${criterion}`)}
        measured={t('cohorts.curvesMeasured')}
        finding={useFinding(report)}
        cohorts={cohorts}
        mean={total.values}
        periodsName={t(`cohorts.periods.${every}`)}
      />
      <ReportFoot basis={basis} of={exportCohorts} asked={askedOf(report)} />
    </>
  )
}

function useCohortName(report: CohortReport) {
  const { t } = useTranslation('analytics')
  const periods = usePeriodWords()
  const channelName = useChannelName()
  return ({ start, group }: CohortReport['cohorts'][number]): string => {
    if (start !== null) return periods.name(report.every, start)
    if (!group || group.code === '') return t('cohorts.unsaid')
    return report.by === 'channel' ? channelName(group.code) : group.name
  }
}

/** The customers of a cell; of revenue those who bought in that period. */
function useCohortList(
  report: CohortReport,
  nameOf: (cohort: CohortReport['cohorts'][number]) => string,
) {
  const { t } = useTranslation('analytics')
  const maySee = useMaySeeCustomers()
  if (!maySee) return null
  const { every, by, criterion, basis, cohorts } = report
  return (key: string, index: number): Behind => {
    const cohort = cohorts.find(({ start, group }) => (start ?? group?.code ?? '') === key)
    const name = cohort ? nameOf(cohort) : key
    const title =
      index === 0 ? t('cohorts.list.start', { name }) : t('cohorts.list.later', { name })
    return behind(
      index === 0 ? title : `${title} ${t(`cohorts.after.${unitOf(every)}`, { count: index })}`,
      listCohortCustomers,
      {
        every,
        by,
        criterion: criterion === 'unbounded' ? 'unbounded' : 'bounded',
        from: basis.from,
        to: basis.to,
        ...(by === 'time' ? { cohort: key } : key !== '' && { group: key }),
        index,
        ...basis.filters,
      },
    )
  }
}

function useFinding(report: CohortReport): string {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const shares = [1, 3, 6, 12].flatMap((period) => {
    const share = closedShareAt(report, period)
    if (share === null) return []
    const after = t(`cohorts.after.${unitOf(report.every)}`, { count: period })
    return [`${after} ${format.percent(share)}`]
  })
  return t('cohorts.finding', { count: report.all.size, shares: format.list(shares) })
}

const unitOf = (every: CohortReport['every']) => (every === 'day' ? 'week' : every)

/** Only where something is still open is it said that it counts nowhere. */
function openWords({ cohorts }: CohortReport, t: (key: 'cohorts.openNote') => string): string {
  const isOpen = cohorts.some(({ cells }) => cells.some((cell) => cell.open))
  return isOpen ? t('cohorts.openNote') : ''
}

const askedOf = ({ every, by, criterion, basis }: CohortReport) => ({
  every,
  by,
  criterion,
  from: basis.from,
  to: basis.to,
})
