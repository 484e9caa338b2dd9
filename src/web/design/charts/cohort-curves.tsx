import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import { Chart, type ChartWords } from './chart.tsx'
import type { Cohort } from './cohort-triangle.tsx'
import { labelStride, linear, parted, pathOf, type Span, spanOf, textWidth } from './scale.ts'
import { axis, Canvas, compare, context, ink, Picture, Words } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type CohortCurvesProps = ChartWords & {
  /** The same cohorts as in the triangle; those in focus are drawn in ink and named. */
  cohorts: readonly Cohort[]
  mean?: readonly (number | null)[]
  /** What the periods are counted in: "Monate nach dem ersten Besuch". */
  periodsName: string
}

const height = 300
const base = 254
const left = 48

/** How cohorts thin out, each a line; the start is left out, since it is whole by definition. */
export function CohortCurves(props: CohortCurvesProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const periods = periodsOf(props.cohorts)
  const share = (value: number) => format.percent(value)
  const table = {
    columns: [
      { head: t('firstVisit') },
      ...periods.map((period) => ({ head: String(period), format: share })),
    ],
    rows: props.cohorts.map(({ name, values }) => [
      name,
      ...periods.map((period) =>
        values[period] === 'open' ? t('open') : (values[period] ?? null),
      ),
    ]),
  }
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && <Drawing {...props} width={width} />}
      </Canvas>
    </Chart>
  )
}

const periodsOf = (cohorts: readonly Cohort[]) => {
  const longest = Math.max(1, ...cohorts.map(({ values }) => values.length))
  return Array.from({ length: longest - 1 }, (_, place) => place + 1)
}

type Curve = {
  key: string
  name: string
  values: readonly (number | null)[]
  look: 'focus' | 'mean' | 'context'
}

function Drawing({
  cohorts,
  mean,
  periodsName,
  finding,
  width,
}: CohortCurvesProps & { width: number }) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const periods = periodsOf(cohorts)
  const curves = curvesOf(cohorts, mean, t('all'))
  const named = curves.filter(({ look }) => look !== 'context')
  const labelOf = (curve: Curve) => `${curve.name} ${format.percent(lastOf(curve)?.value ?? 0, 0)}`
  const plot = width - Math.max(20, ...named.map((curve) => room(curve, periods.length, labelOf)))
  const x = linear({ low: 1, high: Math.max(2, periods.length) }, { low: left, high: plot })
  const span = tenths(spanOf(curves.flatMap(({ values }) => values)))
  const y = linear(span, { low: base - 10, high: 12 })
  const labelYs = parted(
    named.map((curve) => y(lastOf(curve)?.value ?? 0) + 4.5),
    17,
  )
  const stride = labelStride(periods.map(String), plot / Math.max(1, periods.length))
  return (
    <Picture width={width} height={height} finding={finding}>
      {curves.map((curve) => (
        <path
          key={curve.key}
          d={pathOf(
            curve.values.map((value, place) =>
              value === null ? null : { x: x(place + 1), y: y(value) },
            ),
          )}
          fill="none"
          stroke={{ focus: ink, mean: compare, context }[curve.look]}
          strokeWidth={curve.look === 'context' ? 1 : 1.6}
          strokeDasharray={curve.look === 'mean' ? '4 3' : undefined}
          strokeOpacity={curve.look === 'context' ? 0.6 : 1}
          strokeLinejoin="round"
        />
      ))}
      {named.map((curve, place) => {
        const last = lastOf(curve)
        if (!last) return null
        const tone = curve.look === 'mean' ? 'muted' : 'plain'
        return (
          <g key={curve.key}>
            <circle
              cx={x(last.period)}
              cy={y(last.value)}
              r={3.5}
              fill={curve.look === 'mean' ? compare : ink}
            />
            <Words x={x(last.period) + 9} y={labelYs[place] ?? 0} tone={tone} isOverLines>
              {labelOf(curve)}
            </Words>
          </g>
        )
      })}
      {[span.low, span.high].map((share) => (
        <Words key={share} x={0} y={y(share) + 4.5} tone="muted">
          {format.percent(share, 0)}
        </Words>
      ))}
      <path d={`M0 ${base + 0.5}H${plot}`} stroke={axis} />
      {periods
        .filter((_, place) => place % stride === 0)
        .map((period) => (
          <Words key={period} x={x(period)} y={base + 18} anchor="middle" tone="muted">
            {period}
          </Words>
        ))}
      <Words x={left - 4} y={height - 6} tone="muted">
        {periodsName}
      </Words>
    </Picture>
  )
}

/** Full tenths around all values: lines, unlike bars, need not begin at zero, but must say so. */
function tenths({ low, high }: Span): Span {
  const outer = { low: Math.floor(low * 10) / 10, high: Math.ceil(high * 10) / 10 }
  return outer.high > outer.low ? outer : { low: outer.low, high: outer.low + 0.1 }
}

/** What a label needs beyond the plot: all of it at the last period, less the earlier its line ends. */
function room(curve: Curve, periods: number, labelOf: (curve: Curve) => string): number {
  const isAtEnd = (lastOf(curve)?.period ?? 0) > periods * 0.7
  return isAtEnd ? textWidth(labelOf(curve)) + 14 : 20
}

function curvesOf(
  cohorts: readonly Cohort[],
  mean: CohortCurvesProps['mean'],
  meanName: string,
): Curve[] {
  const curves = cohorts.map(
    ({ key, name, values, isInFocus }): Curve => ({
      key,
      name,
      values: values.slice(1).map((value) => (value === 'open' ? null : value)),
      look: isInFocus ? 'focus' : 'context',
    }),
  )
  // What is in focus is drawn last, over the others.
  curves.sort((a, b) => Number(a.look === 'focus') - Number(b.look === 'focus'))
  return mean
    ? [...curves, { key: 'mean', name: meanName, values: mean.slice(1), look: 'mean' }]
    : curves
}

function lastOf({ values }: Curve): { period: number; value: number } | null {
  const place = values.findLastIndex((value) => value !== null)
  const value = values[place]
  return value === null || value === undefined ? null : { period: place + 1, value }
}
