import { useTranslation } from 'react-i18next'
import { Chart, type ChartWords } from './chart.tsx'
import { labelStride, linear } from './scale.ts'
import { Canvas, context, ink, Picture, Words } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type HistogramBarsProps = ChartWords & {
  bins: readonly { label: string; value: number; isInFocus?: boolean }[]
  format: (value: number) => string
  /** What the bins are, such as "Tage bis zum zweiten Einkauf". */
  binsName: string
  valuesName: string
}

const height = 190
const base = 150

/** How something is spread: bars side by side, those in focus with their number. */
export function HistogramBars(props: HistogramBarsProps) {
  const { bins, format, binsName, valuesName } = props
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const table = {
    columns: [{ head: binsName }, { head: valuesName, format }],
    rows: bins.map(({ label, value }) => [label, value]),
  }
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && <Drawing {...props} width={width} />}
      </Canvas>
    </Chart>
  )
}

function Drawing({
  bins,
  format,
  binsName,
  finding,
  width,
}: HistogramBarsProps & { width: number }) {
  const { t } = useTranslation('charts')
  const pitch = Math.min(72, width / Math.max(1, bins.length))
  const thickness = Math.max(1, pitch - Math.min(6, pitch * 0.2))
  const right = pitch * bins.length
  const y = linear(
    { low: 0, high: Math.max(1, ...bins.map((bin) => bin.value)) },
    { low: base, high: 22 },
  )
  const stride = labelStride(
    bins.map((bin) => bin.label),
    pitch,
  )
  const focusIsSet = bins.some((bin) => bin.isInFocus)
  return (
    <Picture width={width} height={height} finding={finding}>
      {bins.map(({ label, value, isInFocus }, index) => (
        <g key={label}>
          <rect
            x={pitch * index}
            y={y(value)}
            width={thickness}
            height={base - y(value)}
            fill={isInFocus || !focusIsSet ? ink : context}
          />
          {isInFocus && (
            <Words x={pitch * index + thickness / 2} y={y(value) - 6} anchor="middle" tone="strong">
              {format(value)}
            </Words>
          )}
          {index % stride === 0 && (
            <Words x={pitch * index + thickness / 2} y={base + 18} anchor="middle" tone="muted">
              {label}
            </Words>
          )}
        </g>
      ))}
      <path d={`M0 ${base + 0.5}H${right}`} stroke={ink} />
      <Words x={0} y={height - 4} tone="muted">
        {bins.length === 0 ? t('open') : binsName}
      </Words>
    </Picture>
  )
}
