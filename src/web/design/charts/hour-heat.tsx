import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import { usePhone } from '../use-phone.ts'
import { Chart, type ChartWords } from './chart.tsx'
import { type Heat, type HeatCell, heatStep } from './heat.ts'
import { HeatDrawing } from './heat-drawing.tsx'
import { HeatTable } from './heat-table.tsx'
import { spanOf } from './scale.ts'

export type HourHeatProps = ChartWords & {
  /** Seven days from Monday, each with 24 counts by local hour. */
  days: readonly (readonly number[])[]
}

/** A Monday, so that days can be named in any language. */
const monday = Date.UTC(2024, 0, 1)
const dayMillis = 86_400_000

/** When receipts are made: days by hours; on the phone hours stand below each other. */
export function HourHeat(props: HourHeatProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const isPhone = usePhone()
  const dayNames = props.days.map((_, day) =>
    format.weekdayShort(new Date(monday + day * dayMillis).toISOString().slice(0, 10)),
  )
  const hours = hoursInUse(props.days)
  const byDay = heatByDay(props, dayNames, hours, t('weekday'), format.number)
  const heat = isPhone ? turned(byDay, t('hour')) : byDay
  const table = {
    columns: [{ head: t('weekday') }, ...hours.map((hour) => ({ head: String(hour) }))],
    rows: props.days.map((counts, day) => [
      dayNames[day] ?? '',
      ...hours.map((hour) => counts[hour] ?? 0),
    ]),
  }
  return (
    <Chart
      words={props}
      table={table}
      pictureForFile={<HeatDrawing heat={byDay} finding={props.finding} />}
    >
      <HeatTable heat={heat} label={props.finding} leastCellWidth={isPhone ? 30 : 36} />
    </Chart>
  )
}

/** From the first to the last hour that ever had a receipt. */
function hoursInUse(days: HourHeatProps['days']): number[] {
  const used = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    days.some((counts) => (counts[hour] ?? 0) > 0),
  )
  const first = used[0] ?? 0
  const last = used.at(-1) ?? 23
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}

function heatByDay(
  { days }: HourHeatProps,
  dayNames: readonly string[],
  hours: readonly number[],
  corner: string,
  count: (value: number) => string,
): Heat {
  const span = spanOf(days.flat().filter((value) => value > 0))
  const cell = (value: number): HeatCell => ({ text: count(value), step: heatStep(value, span) })
  return {
    corner,
    columns: hours.map((hour) => ({ key: String(hour), head: String(hour) })),
    rows: days.map((counts, day) => ({
      key: String(day),
      name: dayNames[day] ?? '',
      cells: hours.map((hour) => cell(counts[hour] ?? 0)),
    })),
  }
}

/** Rows become columns. */
function turned(heat: Heat, corner: string): Heat {
  return {
    corner,
    columns: heat.rows.map(({ key, name }) => ({ key, head: name })),
    rows: heat.columns.map(({ key, head }, place) => ({
      key,
      name: head,
      cells: heat.rows.map((row) => row.cells[place] ?? null),
    })),
  }
}
