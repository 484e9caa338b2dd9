import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
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
  /** Customers per field; a field without customers may be left out. */
  cells: readonly { recency: string; frequency: string; customers: number }[]
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
      ...props.frequencies.map((frequency) => customersIn(props, recency.key, frequency.key)),
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
        leastCellWidth={48}
        {...(onOpen && { onOpen })}
      />
    </Chart>
  )
}

const customersIn = ({ cells }: RfmGridProps, recency: string, frequency: string) =>
  cells.find((cell) => cell.recency === recency && cell.frequency === frequency)?.customers ?? 0

function heatOf(props: RfmGridProps, count: (value: number) => string, corner: string): Heat {
  const span = spanOf(
    props.cells.map(({ customers }) => customers).filter((customers) => customers > 0),
  )
  const cell = (customers: number): HeatCell => ({
    text: count(customers),
    step: heatStep(customers, span),
  })
  return {
    corner,
    columns: props.frequencies.map(({ key, name }) => ({ key, head: name })),
    rows: props.recencies.map(({ key, name }) => ({
      key,
      name,
      cells: props.frequencies.map((frequency) => cell(customersIn(props, key, frequency.key))),
    })),
  }
}
