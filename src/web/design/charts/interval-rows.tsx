import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../data-table.tsx'
import { usePhone } from '../use-phone.ts'
import words from '../words.module.css'
import { Chart, type ChartWords } from './chart.tsx'
import type { ChartTable } from './chart-table.tsx'
import classes from './interval-rows.module.css'
import { linear, round, type Span, textWidth } from './scale.ts'
import { axis, ink, Picture, Words } from './svg.tsx'

export type Interval = { low: number; estimate: number; high: number }

export type IntervalRowsProps<Row> = ChartWords & {
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** `cell` shows the name where it is more than its text, such as something to press. */
  name: {
    head: string
    text: (row: Row) => string
    cell?: (row: Row) => ReactNode
    width?: number
  }
  /** Null where there is not enough to say. */
  interval: (row: Row) => Interval | null
  /** One scale for all rows. */
  scale: { low: number; high: number }
  /** One line through all rows: "alle 69,2 %". Null where there is no such value yet. */
  reference: { value: number; words: string } | null
  format: (value: number) => string
  /** Columns left and right of the picture. */
  before?: readonly Column<Row>[]
  after?: readonly Column<Row>[]
  table: ChartTable
}

const pictureWidth = 232

/** Rows of one scale: how well each is known, against one line through all. */
export function IntervalRows<Row>(props: IntervalRowsProps<Row>) {
  const { rows, rowKey, name, before = [], after = [], table, finding, reference } = props
  const { t } = useTranslation('charts')
  const isPhone = usePhone()
  return (
    <Chart words={props} table={table} pictureForFile={<Drawing {...props} />}>
      {isPhone && reference && (
        <p className={`${words.sm} ${words.muted}`}>{t('lineIs', { words: reference.words })}</p>
      )}
      <DataTable
        label={finding}
        rows={rows}
        rowKey={rowKey}
        density="dense"
        name={{
          head: name.head,
          cell: name.cell ?? name.text,
          ...(name.width !== undefined && { width: name.width }),
        }}
        columns={[...before, pictureColumn(props), ...after]}
      />
    </Chart>
  )
}

function pictureColumn<Row>(props: IntervalRowsProps<Row>): Column<Row> {
  const { interval, scale, reference, format } = props
  return {
    key: 'interval',
    kind: 'picture',
    phone: 'picture',
    width: pictureWidth + 28,
    head: <Scale scale={scale} reference={reference} format={format} />,
    cell: (row) => (
      <Mark
        interval={interval(row)}
        scale={scale}
        reference={reference?.value ?? null}
        format={format}
      />
    ),
  }
}

type Shared = Pick<IntervalRowsProps<never>, 'scale' | 'format'>

function Scale({
  scale,
  reference,
  format,
}: Shared & { reference: { value: number; words: string } | null }) {
  const [low, high] = [format(scale.low), format(scale.high)]
  const label = reference && placed(reference, scale)
  return (
    <svg
      width={pictureWidth}
      height={16}
      viewBox={`0 0 ${pictureWidth} 16`}
      className={classes.scale}
      role="img"
      aria-label={`${low} – ${high}${reference ? `, ${reference.words}` : ''}`}
    >
      {(!label || label.from > textWidth(low)) && (
        <text x={0} y={12}>
          {low}
        </text>
      )}
      {label && (
        <text x={label.middle} y={12} textAnchor="middle" className={classes.reference}>
          {label.words}
        </text>
      )}
      {(!label || label.to < pictureWidth - textWidth(high)) && (
        <text x={pictureWidth} y={12} textAnchor="end">
          {high}
        </text>
      )}
    </svg>
  )
}

/** Over its line, and never out of the picture into the heading beside it. */
function placed({ value, words }: { value: number; words: string }, scale: Span) {
  const half = textWidth(words) / 2
  const line = linear(scale, { low: 0, high: pictureWidth })(value)
  const middle = Math.min(Math.max(line, half), pictureWidth - half)
  return { words, middle, from: middle - half - 6, to: middle + half + 6 }
}

function Mark({
  interval,
  scale,
  reference,
  format,
}: Shared & { interval: Interval | null; reference: number | null }) {
  const inside = (value: number) => Math.min(scale.high, Math.max(scale.low, value))
  const x = (value: number) => round(linear(scale, { low: 0, high: pictureWidth })(inside(value)))
  const range = interval ? `${format(interval.low)} – ${format(interval.high)}` : '–'
  const still = { vectorEffect: 'non-scaling-stroke' } as const
  return (
    <svg
      className={classes.mark}
      viewBox={`0 0 ${pictureWidth} 24`}
      width={pictureWidth}
      height={24}
      preserveAspectRatio="none"
      role="img"
      aria-label={range}
    >
      {reference !== null && <path d={`M${x(reference)} -6V30`} stroke={axis} {...still} />}
      {interval && (
        <>
          <path
            d={`M${x(interval.low)} 12H${x(interval.high)}`}
            stroke={ink}
            strokeWidth={1.6}
            {...still}
          />
          <path d={`M${x(interval.estimate)} 7v10`} stroke={ink} strokeWidth={5} {...still} />
        </>
      )}
    </svg>
  )
}

/** The same rows as one drawing, for the image file. */
function Drawing<Row>({
  rows,
  rowKey,
  name,
  interval,
  scale,
  reference,
  format,
  finding,
}: IntervalRowsProps<Row>) {
  const x = linear(scale, { low: 180, high: 620 })
  const height = 30 * rows.length + 30
  return (
    <Picture width={700} height={height} finding={finding}>
      {reference && (
        <>
          <Words x={x(reference.value)} y={12} anchor="middle">
            {reference.words}
          </Words>
          <path d={`M${x(reference.value)} 20V${height - 4}`} stroke={axis} />
        </>
      )}
      {rows.map((row, line) => {
        const y = 38 + 30 * line
        const found = interval(row)
        return (
          <g key={rowKey(row)}>
            <Words x={0} y={y + 4.5} tone="strong">
              {name.text(row)}
            </Words>
            {found && (
              <>
                <path d={`M${x(found.low)} ${y}H${x(found.high)}`} stroke={ink} strokeWidth={1.6} />
                <path d={`M${x(found.estimate)} ${y - 5}v10`} stroke={ink} strokeWidth={5} />
                <Words x={700} y={y + 4.5} anchor="end">
                  {format(found.estimate)}
                </Words>
              </>
            )}
          </g>
        )
      })}
    </Picture>
  )
}
