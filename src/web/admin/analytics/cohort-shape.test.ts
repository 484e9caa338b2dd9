import { expect, test } from 'vitest'
import { type CohortReport, closedShareAt, cohortsOf, totalOf } from './cohort-shape.ts'

const cell = (index: number, share: number | null, open = false) => ({
  index,
  n: 10,
  active: Math.round((share ?? 0) * 10),
  revenue: { amount: 100, currency: 'EUR' },
  share,
  open,
})

const cohort = (start: string, ...cells: ReturnType<typeof cell>[]) => ({
  start,
  end: start,
  group: null,
  size: 10,
  cells,
})

const all = { size: 20, cells: [cell(0, 1), cell(1, 0.6), cell(2, 0.4, true)] }

test('a period that is not over stands as open, never as its half-counted share', () => {
  const report = {
    by: 'time' as const,
    cohorts: [cohort('2026-10-01', cell(0, 1), cell(1, 0.3, true))],
  }
  expect(cohortsOf(report, ({ start }) => start ?? '')[0]?.values).toEqual([1, 'open'])
})

test('the newest cohort that can be compared is in focus, not the newest of all', () => {
  const closed = [cell(0, 1), cell(1, 0.6), cell(2, 0.5), cell(3, 0.4)]
  const report = {
    by: 'time' as const,
    cohorts: [
      cohort('2026-07-01', ...closed, cell(4, 0.4)),
      cohort('2026-08-01', ...closed),
      cohort('2026-09-01', cell(0, 1), cell(1, 0.5), cell(2, 0.1, true)),
    ],
  }
  const focus = cohortsOf(report, ({ start }) => start ?? '').filter(({ isInFocus }) => isInFocus)
  expect(focus.map(({ key }) => key)).toEqual(['2026-08-01'])
})

test('an open period is in no mean', () => {
  // Only what the pictures read of a report.
  const report = { all } as CohortReport
  expect(totalOf(report).values).toEqual([1, 0.6, null])
  expect(closedShareAt(report, 1)).toBe(0.6)
  expect(closedShareAt(report, 2)).toBeNull()
})

test('of a group, cells that rest on fewer than five customers are left out', () => {
  const few = { ...cell(2, 1), n: 2 }
  const bread = { ...cohort('', cell(0, 1), cell(1, 0.6), few), start: null, end: null }
  const report = { by: 'category' as const, cohorts: [bread] }
  expect(cohortsOf(report, () => 'Brot')[0]?.values).toEqual([1, 0.6])
})
