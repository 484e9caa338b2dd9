import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import { usePhone } from '../use-phone.ts'
import { Chart, type ChartWords } from './chart.tsx'
import { type Heat, type HeatCell, heatStep } from './heat.ts'
import { HeatDrawing } from './heat-drawing.tsx'
import { HeatTable } from './heat-table.tsx'
import { spanOf } from './scale.ts'

export type RfmGridProps = ChartWords & {
  /** How long ago, most recent first; each with the words for its span. */
  recencies: readonly { key: string; name: string }[]
  /** How often, rarest first. */
  frequencies: readonly { key: string; name: string }[]
  /**
   * Customers per field; a field without customers may be left out. An amount is shown instead of
   * their number, such as what they brought.
   */
  cells: readonly {
    recency: string
    frequency: string
    customers: number
    amount?: number | null
  }[]
  onOpen?: (recency: string, frequency: string) => void
}

/** Who came when last and how often, in numbers of customers. */
export function RfmGrid(props: RfmGridProps) {
  const { onOpen } = props
  const format = useFormat()
  const { t } = useTranslation('charts')
  const heat = heatOf(props, format.number, t('recency'))
  const table = {
    columns: [{ head: heat.corner }, ...heat.columns.map(({ head }) => ({ head }))],
    rows: props.recencies.map((recency) => [
      recency.name,
      ...props.frequencies.map((frequency) => shownIn(props, recency.key, frequency.key)),
    ]),
  }
  return (
    <Chart
      words={props}
      table={table}
      pictureForFile={<HeatDrawing heat={heat} finding={props.finding} />}
    >
      <HeatTable
        heat={heat}
        label={props.finding}
        leastCellWidth={usePhone() ? 36 : 48}
        {...(onOpen && { onOpen })}
      />
    </Chart>
  )
}

/** What a field shows; null where nobody stands whose amount could be shown. */
function shownIn({ cells }: RfmGridProps, recency: string, frequency: string): number | null {
  const cell = cells.find((one) => one.recency === recency && one.frequency === frequency)
  if (!cell) return 0
  return cell.amount === undefined ? cell.customers : cell.amount
}

function heatOf(props: RfmGridProps, count: (value: number) => string, corner: string): Heat {
  const { recencies, frequencies } = props
  const rows = recencies.map(({ key }) =>
    frequencies.map((frequency) => shownIn(props, key, frequency.key)),
  )
  const span = spanOf(rows.flat().filter((value) => value !== null && value > 0))
  const cell = (value: number | null): HeatCell | null =>
    value === null ? null : { text: count(value), step: heatStep(value, span) }
  return {
    corner,
    columns: frequencies.map(({ key, name }) => ({ key, head: name })),
    rows: recencies.map(({ key, name }, row) => ({
      key,
      name,
      cells: (rows[row] ?? []).map(cell),
    })),
  }
}
