import { useTranslation } from 'react-i18next'
import { Chart, type ChartWords } from './chart.tsx'
import { linear, spanOf, textWidth } from './scale.ts'
import { Canvas, compare, context, ink, Picture, paper, Words } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type EffectBarsProps = ChartWords & {
  /** What is known after each month, oldest first. */
  bars: readonly { label: string; low: number; estimate: number; high: number }[]
  format: (value: number) => string
}

const height = 70

/** What an effect lies between, month by month, over a line at zero. Never the estimate alone. */
export function EffectBars(props: EffectBarsProps) {
  const { bars, format } = props
  const { t } = useTranslation('charts')
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const table = {
    columns: [
      { head: '' },
      { head: t('low'), format },
      { head: t('estimate'), format },
      { head: t('high'), format },
    ],
    rows: bars.map(({ label, low, estimate, high }) => [label, low, estimate, high]),
  }
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && <Drawing {...props} width={Math.min(width, 420)} />}
      </Canvas>
    </Chart>
  )
}

function Drawing({ bars, format, finding, width }: EffectBarsProps & { width: number }) {
  const zero = format(0)
  const plot = width - textWidth(zero) - 14
  const pitch = plot / Math.max(1, bars.length)
  const span = spanOf([0, ...bars.flatMap(({ low, high }) => [low, high])])
  const y = linear(span, { low: 47, high: 5 })
  return (
    <Picture width={width} height={height} finding={finding}>
      <path d={`M0 ${y(0)}H${plot}`} stroke={compare} />
      <Words x={plot + 7} y={y(0) + 4.5} tone="muted">
        {zero}
      </Words>
      {bars.map(({ label, low, estimate, high }, index) => {
        const middle = pitch * (index + 0.36)
        const isLast = index === bars.length - 1
        const color = isLast ? ink : context
        return (
          <g key={label}>
            <path d={`M${middle} ${y(low)}V${y(high)}`} stroke={color} strokeWidth={6} />
            <path d={`M${middle - 6} ${y(estimate)}h12`} stroke={paper} strokeWidth={4} />
            <path d={`M${middle - 6} ${y(estimate)}h12`} stroke={color} strokeWidth={2} />
            <Words x={middle} y={66} anchor="middle" tone={isLast ? 'plain' : 'muted'}>
              {label}
            </Words>
          </g>
        )
      })}
    </Picture>
  )
}
