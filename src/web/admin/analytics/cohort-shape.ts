import type { WireReply } from '#contract/endpoint.ts'
import type { readCohorts } from '#contract/endpoints/analytics.ts'
import type { Cohort } from '../../design/charts/cohort-triangle.tsx'

export type CohortReport = WireReply<typeof readCohorts>
type ReportedCohort = CohortReport['cohorts'][number]
type Cell = ReportedCohort['cells'][number]

/** How the pictures want the cohorts of a report. */
export function cohortsOf(
  { cohorts, by }: Pick<CohortReport, 'cohorts' | 'by'>,
  nameOf: (cohort: ReportedCohort) => string,
): Cohort[] {
  const focus = by === 'time' ? newestComparable(cohorts) : cohorts.slice(0, groupsInFocus)
  return cohorts.map((cohort) => ({
    key: keyOf(cohort),
    name: nameOf(cohort),
    size: cohort.size,
    isInFocus: focus.includes(cohort),
    values: (by === 'time' ? cohort.cells : tellingCells(cohort.cells)).map(shareOf),
  }))
}

/** Groups come the largest first. */
const groupsInFocus = 3
const leastCells = 4

function newestComparable(cohorts: readonly ReportedCohort[]): readonly ReportedCohort[] {
  const newest = cohorts.findLast(({ cells }) => closedCells(cells) >= leastCells)
  return newest ? [newest] : []
}

/** Of a group fewer and fewer have been here long enough; a share of one or two would tell nothing. */
export const leastCustomers = 5

function tellingCells(cells: readonly Cell[]): readonly Cell[] {
  const firstFew = cells.findIndex(({ index, n }) => index > 0 && n < leastCustomers)
  return firstFew < 0 ? cells : cells.slice(0, firstFew)
}

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
