import { useTranslation } from 'react-i18next'
import { currencyDecimals } from '#kernel/money.ts'
import { Chart, type ChartWords } from '../../design/charts/chart.tsx'
import type { ChartTable } from '../../design/charts/chart-table.tsx'
import { type Heat, heatStep } from '../../design/charts/heat.ts'
import { HeatDrawing } from '../../design/charts/heat-drawing.tsx'
import { HeatTable } from '../../design/charts/heat-table.tsx'
import { spanOf } from '../../design/charts/scale.ts'
import { useFormat } from '../../design/provider.tsx'

type MoneyCohort = {
  key: string
  name: string
  size: number
  /** Minor units per period since the first, the first included. */
  amounts: readonly (number | 'open')[]
}

type MoneyTriangleProps = ChartWords & {
  cohorts: readonly MoneyCohort[]
  currency: string
  corner: string
  onOpen?: (cohortKey: string) => void
}

/** A cohort triangle whose cells are sums of money, in whole units of the currency. */
export function MoneyTriangle(props: MoneyTriangleProps) {
  const { onOpen } = props
  const { t } = useTranslation('charts')
  const format = useFormat()
  const heat = heatOf(props, format.number, { size: t('size'), start: t('start') })
  return (
    <Chart
      words={props}
      table={tableOf(props, heat, t('open'))}
      pictureForFile={<HeatDrawing heat={heat} finding={props.finding} />}
    >
      <HeatTable
        heat={heat}
        label={props.finding}
        leastCellWidth={48}
        {...(onOpen && { onOpen: (cohortKey: string) => onOpen(cohortKey) })}
      />
    </Chart>
  )
}

function heatOf(
  { cohorts, corner, currency }: MoneyTriangleProps,
  number: (value: number) => string,
  words: { size: string; start: string },
): Heat {
  const units = 10 ** currencyDecimals(currency)
  const span = spanOf(cohorts.flatMap(({ amounts }) => amounts.filter((one) => one !== 'open')))
  const longest = Math.max(0, ...cohorts.map(({ amounts }) => amounts.length))
  return {
    corner,
    sideHead: words.size,
    columns: Array.from({ length: longest }, (_, period) => ({
      key: String(period),
      head: period === 0 ? words.start : String(period),
    })),
    rows: cohorts.map(({ key, name, size, amounts }) => ({
      key,
      name,
      side: number(size),
      cells: amounts.map((amount) =>
        amount === 'open' ? 'open' : { text: number(amount / units), step: heatStep(amount, span) },
      ),
    })),
  }
}

function tableOf({ cohorts, currency }: MoneyTriangleProps, heat: Heat, open: string): ChartTable {
  const units = 10 ** currencyDecimals(currency)
  return {
    columns: [
      { head: heat.corner },
      { head: heat.sideHead ?? '' },
      ...heat.columns.map(({ head }) => ({ head, format: (value: number) => value.toFixed(0) })),
    ],
    rows: cohorts.map(({ name, size, amounts }) => [
      name,
      size,
      ...heat.columns.map((_, period) => {
        const amount = amounts[period]
        if (amount === undefined) return null
        return amount === 'open' ? open : amount / units
      }),
    ]),
  }
}
