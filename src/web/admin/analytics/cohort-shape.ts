import type { WireReply } from '#contract/endpoint.ts'
import type { readCohorts } from '#contract/endpoints/analytics.ts'
import type { Cohort } from '../../design/charts/cohort-triangle.tsx'

export type CohortReport = WireReply<typeof readCohorts>
type ReportedCohort = CohortReport['cohorts'][number]
type Cell = ReportedCohort['cells'][number]

/** How the pictures want the cohorts of a report. */
export function cohortsOf(
  { cohorts }: Pick<CohortReport, 'cohorts'>,
  nameOf: (cohort: ReportedCohort) => string,
): Cohort[] {
  const focus = cohorts.findLast(({ cells }) => closedCells(cells) >= leastInFocus)
  return cohorts.map((cohort) => ({
    key: keyOf(cohort),
    name: nameOf(cohort),
    size: cohort.size,
    isInFocus: cohort === focus,
    values: cohort.cells.map(shareOf),
  }))
}

/** The newest cohort that can already be compared is set in focus. */
const leastInFocus = 4

const closedCells = (cells: readonly Cell[]) => cells.filter(({ open }) => !open).length

/** The start is whole by definition, even while its period runs. */
const shareOf = ({ index, open, share }: Cell): number | 'open' => {
  if (index === 0) return share ?? 1
  return open || share === null ? 'open' : share
}

export const totalOf = ({ all }: CohortReport) => ({
  size: all.size,
  values: all.cells.map(({ open, share, index }) => (open && index > 0 ? null : share)),
})

/** What a cohort is found by again: the first day of its period, or the code of its group. */
export const keyOf = ({ start, group }: Pick<ReportedCohort, 'start' | 'group'>) =>
  start ?? group?.code ?? ''

export const closedShareAt = ({ all }: CohortReport, period: number): number | null => {
  const cell = all.cells.find(({ index }) => index === period)
  return cell && !cell.open ? cell.share : null
}
