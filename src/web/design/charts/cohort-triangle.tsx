import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import { Chart, type ChartWords } from './chart.tsx'
import type { ChartTable } from './chart-table.tsx'
import { type Heat, type HeatCell, heatStep } from './heat.ts'
import { HeatDrawing } from './heat-drawing.tsx'
import { HeatTable } from './heat-table.tsx'
import { spanOf } from './scale.ts'

export type Cohort = {
  key: string
  /** Such as "Nov. 2025". */
  name: string
  size: number
  isInFocus?: boolean
  /**
   * One value per period since the first, the first included; 0.57 is 57 of 100. `open`: the period
   * is not over yet. Shorter rows end where nothing can be known.
   */
  values: readonly (number | 'open')[]
}

export type CohortTriangleProps = ChartWords & {
  cohorts: readonly Cohort[]
  /** Means weighted by size, over the cohorts that have a value. */
  total?: { size: number; values: readonly (number | null)[] }
  /** Heads the names: "erster Besuch" unless said. */
  corner?: string
  onOpen?: (cohortKey: string, period: number) => void
}

/** Cohorts below each other, their periods from left to right. */
export function CohortTriangle(props: CohortTriangleProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const { onOpen } = props
  const hundredths = (value: number) => format.number(value * 100)
  const heat = heatOf(props, hundredths, format.number, t)
  return (
    <Chart
      words={props}
      table={tableOf(props, t)}
      pictureForFile={<HeatDrawing heat={heat} finding={props.finding} />}
    >
      <HeatTable
        heat={heat}
        label={props.finding}
        {...(onOpen && {
          onOpen: (cohortKey: string, period: string) => onOpen(cohortKey, Number(period)),
        })}
      />
    </Chart>
  )
}

type ChartWord = (key: 'start' | 'all' | 'open' | 'size' | 'firstVisit') => string

function heatOf(
  { cohorts, total, corner }: CohortTriangleProps,
  hundredths: (value: number) => string,
  count: (value: number) => string,
  t: ChartWord,
): Heat {
  const later = cohorts.flatMap(({ values }) => values.slice(1)).filter((value) => value !== 'open')
  const span = spanOf(later)
  const cell = (value: number, period: number): HeatCell => ({
    text: hundredths(value),
    step: period === 0 ? 7 : heatStep(value, span),
  })
  return {
    corner: corner ?? t('firstVisit'),
    sideHead: t('size'),
    columns: periodsOf(cohorts).map((period) => ({
      key: String(period),
      head: period === 0 ? t('start') : String(period),
    })),
    rows: cohorts.map(({ key, name, size, isInFocus = false, values }) => ({
      key,
      name,
      isInFocus,
      side: count(size),
      cells: values.map((value, period) => (value === 'open' ? 'open' : cell(value, period))),
    })),
    ...(total && {
      total: {
        key: 'total',
        name: t('all'),
        side: count(total.size),
        cells: total.values.map((value, period) => (value === null ? null : cell(value, period))),
      },
    }),
  }
}

const periodsOf = (cohorts: readonly Cohort[]) =>
  Array.from(
    { length: Math.max(0, ...cohorts.map(({ values }) => values.length)) },
    (_, period) => period,
  )

function tableOf({ cohorts, total, corner }: CohortTriangleProps, t: ChartWord): ChartTable {
  const periods = periodsOf(cohorts)
  const asHundredths = (value: number) => String(Math.round(value * 100))
  const rows = cohorts.map(({ name, size, values }) => [
    name,
    size,
    ...periods.map((period) => (values[period] === 'open' ? t('open') : (values[period] ?? null))),
  ])
  const totalRow = total && [
    t('all'),
    total.size,
    ...periods.map((period) => total.values[period] ?? null),
  ]
  return {
    columns: [
      { head: corner ?? t('firstVisit') },
      { head: t('size') },
      ...periods.map((period) => ({
        head: period === 0 ? t('start') : String(period),
        format: asHundredths,
      })),
    ],
    rows: totalRow ? [...rows, totalRow] : rows,
  }
}
