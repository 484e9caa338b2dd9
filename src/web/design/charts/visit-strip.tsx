import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import words from '../words.module.css'
import { Chart, type ChartWords } from './chart.tsx'
import { textWidth } from './scale.ts'
import { axis, Canvas, compare, ink, Picture, Words } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type VisitStripProps = ChartWords & {
  /** Days with a visit, `YYYY-MM-DD`. */
  visits: readonly string[]
  /** Last day of the strip, usually today. */
  until: string
  /** Days shown where there is room; narrow screens show fewer. */
  days?: number
  /** Since when the customer has been away, if that is long. */
  absence?: { words: string; remark: string }
}

const height = 66
const leastPixelsPerDay = 3.2
const leastWideWidth = 600
const dayMillis = 86_400_000

/** Each visit a stroke, so that a rhythm and its end are seen at once. */
export function VisitStrip(props: VisitStripProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const table = {
    columns: [{ head: t('visit') }],
    rows: [...props.visits].sort().map((day) => [format.date(day)]),
  }
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && width < leastWideWidth && props.absence && (
          <p className={words.sm}>{props.absence.remark}</p>
        )}
        {width > 0 && <Drawing {...props} width={width} />}
      </Canvas>
    </Chart>
  )
}

const dayOf = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMillis)
const dateOf = (day: number) => new Date(day * dayMillis).toISOString().slice(0, 10)

function Drawing({
  visits,
  until,
  days = 180,
  absence,
  title,
  look,
  finding,
  width,
}: VisitStripProps & { width: number }) {
  const format = useFormat()
  const shownDays = Math.min(days, Math.floor(width / leastPixelsPerDay))
  const last = dayOf(until)
  const first = last - shownDays + 1
  const pixelsPerDay = width / shownDays
  const x = (day: number) => (day - first + 0.5) * pixelsPerDay
  const shown = visits.map(dayOf).filter((day) => day >= first && day <= last)
  const latest = Math.max(first - 1, ...shown)
  const away = x(latest) + 6
  const isWide = width >= leastWideWidth
  return (
    <Picture width={width} height={height} finding={finding}>
      {isWide && look === 'bare' && (
        <Words x={0} y={10} tone="muted">
          {title}
        </Words>
      )}
      {isWide && absence && (
        <Words x={width} y={10} anchor="end">
          {absence.remark}
        </Words>
      )}
      <path d={`M0 44.5H${width}`} stroke={axis} />
      {shown.map((day) => (
        <path key={day} d={`M${x(day).toFixed(1)} 18V44`} stroke={ink} strokeWidth={2} />
      ))}
      {absence && width - away > 12 && (
        <>
          <rect
            x={away}
            y={18}
            width={width - away}
            height={26}
            fill="none"
            stroke={compare}
            strokeDasharray="2 3"
          />
          <Words x={(away + width) / 2} y={36} anchor="middle" tone="strong">
            {absence.words}
          </Words>
        </>
      )}
      {monthStarts(first, last).map((day) => (
        <g key={day}>
          <path d={`M${(x(day) - pixelsPerDay / 2).toFixed(1)} 44v6`} stroke={axis} />
          {x(day) + 5 + textWidth(format.monthName(dateOf(day))) <= width && (
            <Words x={x(day) + 5} y={61} tone="muted">
              {format.monthName(dateOf(day))}
            </Words>
          )}
        </g>
      ))}
    </Picture>
  )
}

function monthStarts(first: number, last: number): number[] {
  const days = Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
  return days.filter((day) => dateOf(day).endsWith('-01'))
}
