import { useTranslation } from 'react-i18next'
import { Chart, type ChartWords } from './chart.tsx'
import { linear, textWidth } from './scale.ts'
import { Canvas, context, ink, Picture, usualFill, Words } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type BarsWithUsualProps = ChartWords & {
  /** Oldest first. Where there is no room for all, the oldest are left to the table. */
  bars: readonly { label: string; value: number; isInFocus?: boolean }[]
  usual?: { low: number; high: number }
  format: (value: number) => string
  /** Something changed before this bar; the words stand left and right of a line. */
  change?: { beforeBar: number; before: string; after: string }
}

const height = 126
const base = 104
const leastPitch = 36

/** Bars from zero, with the usual as a band behind and those in focus in ink. */
export function BarsWithUsual(props: BarsWithUsualProps) {
  const { bars, format } = props
  const { t } = useTranslation('charts')
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const table = {
    columns: [{ head: '' }, { head: t('value'), format }],
    rows: bars.map(({ label, value }) => [label, value]),
  }
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && <Drawing {...props} width={Math.min(width, 584)} />}
      </Canvas>
    </Chart>
  )
}

function Drawing(props: BarsWithUsualProps & { width: number }) {
  const { bars: all, usual, format, change, finding, width } = props
  const { t } = useTranslation('charts')
  const plot = width - (usual ? textWidth(t('usual')) + 18 : 0)
  const dropped = Math.max(0, all.length - Math.floor((plot + 17) / leastPitch))
  const bars = all.slice(dropped)
  const pitch = (plot + 17) / Math.max(1, bars.length)
  const thickness = Math.min(28, pitch - 8)
  const right = pitch * (bars.length - 1) + thickness
  const highest = Math.max(1, usual?.high ?? 0, ...bars.map((bar) => bar.value))
  const y = linear({ low: 0, high: highest }, { low: base, high: 24 })
  const changeAt = change ? change.beforeBar - dropped : -1
  const firstInFocus = bars.findIndex((bar) => bar.isInFocus)
  return (
    <Picture width={width} height={height} finding={finding}>
      {usual && (
        <rect
          x={0}
          y={y(usual.high)}
          width={right}
          height={y(usual.low) - y(usual.high)}
          fill={usualFill}
        />
      )}
      {bars.map(({ label, value, isInFocus }, index) => {
        const left = pitch * index
        const isNamed = index === 0 || index === firstInFocus || index === bars.length - 1
        return (
          <g key={label}>
            <rect
              x={left}
              y={y(value)}
              width={thickness}
              height={base - y(value)}
              fill={isInFocus ? ink : context}
            />
            {isInFocus && (
              <Words x={left + thickness / 2} y={y(value) - 6} anchor="middle" tone="strong">
                {format(value)}
              </Words>
            )}
            {isNamed && (
              <Words
                x={index === 0 ? left : left + thickness / 2}
                y={121}
                anchor={index === 0 ? 'start' : 'middle'}
                tone="muted"
              >
                {label}
              </Words>
            )}
          </g>
        )
      })}
      {change && changeAt > 0 && (
        <>
          <path d={`M${pitch * changeAt - (pitch - thickness) / 2} 2V109`} stroke={ink} />
          <Words x={pitch * changeAt - 1} y={11}>
            {change.after}
          </Words>
          <Words x={pitch * changeAt - (pitch - thickness) + 1} y={11} anchor="end" tone="muted">
            {change.before}
          </Words>
        </>
      )}
      <path d={`M0 ${base + 0.5}H${right}`} stroke={ink} />
      {usual && (
        <Words x={right + 8} y={(y(usual.low) + y(usual.high)) / 2 + 4.5} tone="muted">
          {t('usual')}
        </Words>
      )}
    </Picture>
  )
}
