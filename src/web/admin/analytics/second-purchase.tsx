import { useTranslation } from 'react-i18next'
import { Chart } from '../../design/charts/chart.tsx'
import { linear, pathOf, textWidth } from '../../design/charts/scale.ts'
import { axis, Canvas, compare, ink, Picture, usualFill, Words } from '../../design/charts/svg.tsx'
import { useWidth } from '../../design/charts/use-width.ts'
import { useFormat } from '../../design/provider.tsx'
import type { ValueReport } from './value-report.ts'

type Curve = ValueReport['timeToSecond']['curve']

const height = 330
const base = 290
const left = 46
const ticks = [0, 7, 14, 30, 60, 90, 180, 365, 545, 730]

/** How long it takes until customers come a second time; those who have not yet count as long as they were watched. */
export function SecondPurchase({ value }: { value: ValueReport }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const { curve, medianDays, came, open, n } = value.timeToSecond
  const share = (part: number) => format.percent(part)
  const title =
    medianDays === null
      ? t('value.second.titleFew')
      : t('value.second.title', { count: medianDays })
  const words = {
    title,
    measured: t('value.second.measured'),
    finding: title,
    note:
      open === 0
        ? t('value.second.noteAll', { count: n })
        : t('value.second.note', { open, count: n, share: share(n === 0 ? 0 : came / n) }),
    look: 'section' as const,
  }
  const table = {
    columns: [
      { head: t('value.second.days') },
      { head: t('value.second.share'), format: share },
      { head: t('value.second.low'), format: share },
      { head: t('value.second.high'), format: share },
    ],
    rows: curve.map((point) => [point.days, point.share, point.low, point.high]),
  }
  return (
    <Chart words={words} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && curve.length > 1 && (
          <Drawing
            curve={curve}
            medianDays={medianDays}
            finding={title}
            width={Math.min(width, 552)}
          />
        )}
      </Canvas>
    </Chart>
  )
}

type DrawingProps = { curve: Curve; medianDays: number | null; finding: string; width: number }

function Drawing({ curve, medianDays, finding, width }: DrawingProps) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const last = curve.at(-1) ?? { days: 1, share: 0, low: 0, high: 0 }
  const lastWords = format.percent(last.share)
  const plot = width - textWidth(lastWords) - 12
  // Square roots give the first weeks, where most happens, their room.
  const x = (days: number) =>
    linear({ low: 0, high: Math.sqrt(last.days) }, { low: left, high: plot })(Math.sqrt(days))
  const y = linear({ low: 0, high: 1 }, { low: base, high: 10 })
  const upper = curve.map(({ days, high }) => ({ x: x(days), y: y(high) }))
  const lower = curve.map(({ days, low }) => ({ x: x(days), y: y(low) })).reverse()
  return (
    <Picture width={width} height={height} finding={finding}>
      <path d={`${pathOf([...upper, ...lower])}z`} fill={usualFill} />
      <path
        d={pathOf(curve.map(({ days, share }) => ({ x: x(days), y: y(share) })))}
        fill="none"
        stroke={ink}
        strokeWidth={1.6}
        strokeLinejoin="round"
      />
      <circle cx={x(last.days)} cy={y(last.share)} r={3.5} fill={ink} />
      <Words x={x(last.days) + 9} y={y(last.share) + 4.5}>
        {lastWords}
      </Words>
      {medianDays !== null && medianDays <= last.days && (
        <>
          <path
            d={`M${left} ${y(0.5)}H${x(medianDays)}V${base}`}
            fill="none"
            stroke={compare}
            strokeDasharray="2 3"
          />
          <Words x={x(medianDays) + 8} y={base - 8} tone="strong" isOverLines>
            {t('value.second.mark', { count: medianDays })}
          </Words>
        </>
      )}
      {[0.5, 1].map((share) => (
        <Words key={share} x={left - 6} y={y(share) + 4.5} anchor="end" tone="muted">
          {format.percent(share, 0)}
        </Words>
      ))}
      <path d={`M${left} ${base + 0.5}H${plot}`} stroke={axis} />
      {shownTicks(last.days, x).map((days) => (
        <Words key={days} x={x(days)} y={base + 17} anchor="middle" tone="muted">
          {format.number(days)}
        </Words>
      ))}
      <Words x={plot} y={base + 34} anchor="end" tone="muted">
        {t('value.second.days')}
      </Words>
    </Picture>
  )
}

/** As many of the ticks as stand apart. */
function shownTicks(lastDays: number, x: (days: number) => number): number[] {
  let free = Number.NEGATIVE_INFINITY
  return ticks.filter((days) => {
    if (days > lastDays || x(days) < free) return false
    free = x(days) + 36
    return true
  })
}
