import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import { Chart, type ChartWords } from './chart.tsx'
import { linear, pathOf, textWidth } from './scale.ts'
import { axis, Canvas, compare, ink, Picture, Words } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type LorenzPoint = { customersShare: number; revenueShare: number }

export type LorenzCurveProps = ChartWords & {
  /** Shares 0 to 1, from (0, 0) to (1, 1); those who buy most may come first or last. */
  points: readonly LorenzPoint[]
  /** The point in focus, such as the top fifth. */
  marked?: LorenzPoint & { words: string }
}

const height = 330
/** Two words at the axis closer than this would stand on each other. */
const lineHeight = 18

/** How unevenly revenue is spread over customers, against everyone buying the same. */
export function LorenzCurve(props: LorenzCurveProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const share = (value: number) => format.percent(value)
  const table = {
    columns: [
      { head: t('customersShare'), format: share },
      { head: t('revenueShare'), format: share },
    ],
    rows: props.points.map((point) => [point.customersShare, point.revenueShare]),
  }
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && <Drawing {...props} width={Math.min(width, 460)} />}
      </Canvas>
    </Chart>
  )
}

function Drawing({ points, marked, finding, width }: LorenzCurveProps & { width: number }) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const whole = format.percent(1, 0)
  const reached = marked ? format.percent(marked.revenueShare) : ''
  const left = 8 + Math.max(textWidth(whole), textWidth(reached))
  const bottom = height - 40
  const x = linear({ low: 0, high: 1 }, { low: left, high: width - 2 })
  const y = linear({ low: 0, high: 1 }, { low: bottom, high: 8 })
  const at = ({ customersShare, revenueShare }: LorenzPoint) => ({
    x: x(customersShare),
    y: y(revenueShare),
  })
  const isNearWhole = marked !== undefined && at(marked).y - y(1) < lineHeight
  return (
    <Picture width={width} height={height} finding={finding}>
      <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} stroke={compare} />
      <Words x={x(0.3) + 12} y={y(0.3) + 20} tone="muted">
        {t('everyoneEqual')}
      </Words>
      <path d={`M${left} ${bottom + 0.5}H${width - 2}`} stroke={axis} />
      {marked && (
        <path
          d={`M${x(marked.customersShare)} ${bottom}V${at(marked).y}H${left}`}
          fill="none"
          stroke={compare}
          strokeDasharray="2 3"
        />
      )}
      <path
        d={pathOf(points.map(at))}
        fill="none"
        stroke={ink}
        strokeWidth={1.6}
        strokeLinejoin="round"
      />
      {marked && (
        <>
          <circle cx={at(marked).x} cy={at(marked).y} r={3.5} fill={ink} />
          <Words
            x={Math.max(left, Math.min(at(marked).x + 12, width - textWidth(marked.words)))}
            y={at(marked).y + 16}
            tone="strong"
            isOverLines
          >
            {marked.words}
          </Words>
          <Words x={x(marked.customersShare)} y={bottom + 17} anchor="middle">
            {format.percent(marked.customersShare, 0)}
          </Words>
          <Words x={left - 6} y={at(marked).y + 4.5} anchor="end">
            {reached}
          </Words>
        </>
      )}
      <Words x={width - 2} y={bottom + 17} anchor="end" tone="muted">
        {whole}
      </Words>
      <Words x={width - 2} y={bottom + 34} anchor="end" tone="muted">
        {t('customersShare')}
      </Words>
      {!isNearWhole && (
        <Words x={left - 6} y={y(1) + 6} anchor="end" tone="muted">
          {whole}
        </Words>
      )}
      <Words x={left + 6} y={y(1) + 6} tone="muted">
        {t('revenueShare')}
      </Words>
    </Picture>
  )
}
