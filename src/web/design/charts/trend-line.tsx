import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart, type ChartWords } from './chart.tsx'
import type { ChartTable } from './chart-table.tsx'
import { linear, pathOf, spanOf, textWidth } from './scale.ts'
import { axis, Canvas, Hatch, ink, Picture, paper, usualFill, Words } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type TrendPoint = {
  label: string
  /** Null: nobody knows. */
  value: number | null
  /** What would be usual here; one band for all points is flat. */
  usual?: { low: number; high: number }
}

export type TrendLineProps = ChartWords & {
  /** Complete periods only, oldest first. */
  points: readonly TrendPoint[]
  format: (value: number) => string
  /** Names the usual by its limits at the end, instead of by the word. */
  usualAs?: 'word' | 'limits'
  /** The point the last one is compared with. */
  comparedWith?: number
  /** The period that is not over yet gets a hatched slot without a value. */
  isOpen?: boolean
  startLabel?: string
  endLabel?: string
}

const height = 70
const bottom = 50.5

/** A small line that says whether the last value is more than the usual. */
export function TrendLine(props: TrendLineProps) {
  const { t } = useTranslation('charts')
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const table = trendTable(props, t)
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && <Drawing {...props} width={Math.min(width, 420)} />}
      </Canvas>
    </Chart>
  )
}

function Drawing(props: TrendLineProps & { width: number }) {
  const { points, format, usualAs = 'word', comparedWith, isOpen = false, width, finding } = props
  const { t } = useTranslation('charts')
  const hatchId = useId()
  const last = points.findLastIndex((point) => point.value !== null)
  const lastUsual = points[last]?.usual
  const sideWords = sideWordsOf(lastUsual, usualAs, format, t('usual'))
  const plot = width - Math.max(14, ...sideWords.map((words) => textWidth(words) + 10))
  const end = isOpen ? plot - 30 : plot - 4
  const x = linear({ low: 0, high: Math.max(1, points.length - 1) }, { low: 4, high: end })
  const span = spanOf(points.flatMap(({ value, usual }) => [value, usual?.low, usual?.high]))
  const y = linear(span, { low: 42, high: 8 })
  const at = (index: number) => {
    const value = points[index]?.value
    return value === null || value === undefined ? null : { x: x(index), y: y(value) }
  }
  const lastAt = at(last)
  const comparedAt = comparedWith === undefined ? null : at(comparedWith)
  return (
    <Picture width={width} height={height} finding={finding}>
      <UsualBand points={points} x={x} y={y} plot={plot} />
      {lastUsual && <SideWords words={sideWords} x={plot + 7} usual={lastUsual} y={y} />}
      <path
        d={pathOf(points.map((_, index) => at(index)))}
        fill="none"
        stroke={ink}
        strokeWidth={1.6}
        strokeLinejoin="round"
      />
      {isOpen && (
        <>
          <defs>
            <Hatch id={hatchId} color={axis} />
          </defs>
          <rect x={plot - 21} y={4} width={21} height={46} fill={paper} />
          <rect x={plot - 21} y={4} width={21} height={46} fill={`url(#${hatchId})`} />
        </>
      )}
      {lastAt && <circle cx={lastAt.x} cy={lastAt.y} r={3.5} fill={ink} />}
      {comparedAt && (
        <circle
          cx={comparedAt.x}
          cy={comparedAt.y}
          r={3.5}
          fill={paper}
          stroke={ink}
          strokeWidth={1.6}
        />
      )}
      <path d={`M0 ${bottom}H${plot}`} stroke={axis} />
      <Words x={0} y={66} tone="muted">
        {props.startLabel ?? points[0]?.label}
      </Words>
      <Words x={isOpen ? plot - 42 : plot} y={66} anchor="end">
        {props.endLabel ?? points[last]?.label}
      </Words>
      {isOpen && (
        <Words x={plot} y={66} anchor="end" tone="muted">
          {t('open')}
        </Words>
      )}
    </Picture>
  )
}

type Scale = (value: number) => number

function UsualBand({
  points,
  x,
  y,
  plot,
}: {
  points: readonly TrendPoint[]
  x: Scale
  y: Scale
  plot: number
}) {
  const bands = points.flatMap(({ usual }, index) => (usual ? [{ index, ...usual }] : []))
  const first = bands[0]
  if (first === undefined) return null
  const isFlat = bands.every(({ low, high }) => low === first.low && high === first.high)
  if (isFlat) {
    return (
      <rect
        x={0}
        y={y(first.high)}
        width={plot}
        height={y(first.low) - y(first.high)}
        fill={usualFill}
      />
    )
  }
  const upper = bands.map(({ index, high }) => ({ x: x(index), y: y(high) }))
  const lower = bands.map(({ index, low }) => ({ x: x(index), y: y(low) })).reverse()
  return <path d={`${pathOf([...upper, ...lower])}z`} fill={usualFill} />
}

function sideWordsOf(
  usual: TrendPoint['usual'],
  usualAs: 'word' | 'limits',
  format: (value: number) => string,
  word: string,
): string[] {
  if (!usual) return []
  return usualAs === 'word' ? [word] : [format(usual.high), format(usual.low)]
}

type SideWordsProps = { words: string[]; x: number; usual: { low: number; high: number }; y: Scale }

function SideWords({ words, x, usual, y }: SideWordsProps) {
  const [upper, lower] = words
  if (lower === undefined) {
    return (
      <Words x={x} y={(y(usual.low) + y(usual.high)) / 2 + 4.5} tone="muted">
        {upper}
      </Words>
    )
  }
  const middle = (y(usual.low) + y(usual.high)) / 2
  const half = Math.max(8.5, (y(usual.low) - y(usual.high)) / 2)
  return (
    <>
      <Words x={x} y={middle - half + 4.5} tone="muted">
        {upper}
      </Words>
      <Words x={x} y={middle + half + 4.5} tone="muted">
        {lower}
      </Words>
    </>
  )
}

function trendTable(
  { points, format, isOpen }: TrendLineProps,
  t: (key: 'value' | 'usualFrom' | 'usualTo' | 'open') => string,
): ChartTable {
  const hasUsual = points.some((point) => point.usual)
  const usualColumns = hasUsual
    ? [
        { head: t('usualFrom'), format },
        { head: t('usualTo'), format },
      ]
    : []
  const rows = points.map(({ label, value, usual }) => [
    label,
    value,
    ...(hasUsual ? [usual?.low ?? null, usual?.high ?? null] : []),
  ])
  return {
    columns: [{ head: '' }, { head: t('value'), format }, ...usualColumns],
    rows: isOpen ? [...rows, [t('open'), null, ...usualColumns.map(() => null)]] : rows,
  }
}
