import { useTranslation } from 'react-i18next'
import { axis, Canvas, ink, Picture, paper, Words } from '../../design/charts/svg.tsx'
import { useWidth } from '../../design/charts/use-width.ts'
import { useFormat } from '../../design/provider.tsx'

type Row = { price: number | undefined; reached: readonly string[]; isOld: boolean }
type GuestStripsProps = {
  life: { start: string; end: string; timesThere: readonly string[] }
  rows: readonly Row[]
  finding: string
}

const rowHeight = 42
const foot = 30
const nameWidth = 64
const pixelsPerMonth = 76
const dayMillis = 86_400_000

/** Twelve months of being there, each time a stroke; a circle where a reward would have been reached. */
export function GuestStrips(props: GuestStripsProps) {
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const height = props.rows.length * rowHeight + foot
  return (
    <Canvas canvasRef={canvasRef} height={height}>
      {width > 0 && <Drawing {...props} width={width} height={height} />}
    </Canvas>
  )
}

type DrawingProps = GuestStripsProps & { width: number; height: number }

function Drawing({ life, rows, finding, width, height }: DrawingProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const from = Date.parse(`${life.start}T00:00:00Z`)
  const to = Date.parse(`${life.end}T00:00:00Z`)
  const room = width - nameWidth - 12
  const x = (at: number) => nameWidth + ((at - from) / (to - from)) * room
  const months = monthsBetween(from, to)
  const every = Math.max(1, Math.ceil((months.length * pixelsPerMonth) / Math.max(1, room)))
  return (
    <Picture width={width} height={height} finding={finding}>
      {rows.map(({ price, reached, isOld }, place) => {
        const line = place * rowHeight + 36.5
        return (
          <g key={isOld ? 'old' : 'new'}>
            <Words x={0} y={line} tone={isOld ? 'muted' : 'plain'}>
              {price === undefined ? '' : t('would.from', { price })}
            </Words>
            <path d={`M${nameWidth} ${line}H${width}`} stroke={axis} />
            {life.timesThere.map((at) => (
              <path
                key={at}
                d={`M${x(Date.parse(at)).toFixed(1)} ${line - 6}v6`}
                stroke={ink}
                strokeWidth={1.4}
              />
            ))}
            {apart(reached.map((at) => x(Date.parse(at)))).map(({ at, number }) => (
              <g key={number}>
                <circle
                  cx={at}
                  cy={line - 19}
                  r={9.5}
                  stroke={ink}
                  strokeWidth={1.2}
                  fill={isOld ? paper : ink}
                />
                <text
                  x={at}
                  y={line - 14.5}
                  textAnchor="middle"
                  fontSize={13}
                  fontWeight={600}
                  style={{ fill: isOld ? 'var(--sg-text)' : paper }}
                >
                  {number}
                </text>
              </g>
            ))}
          </g>
        )
      })}
      {months
        .filter((_, place) => place % every === 0)
        .filter((month) => x(month) < width - 40)
        .map((month) => (
          <Words key={month} x={x(month)} y={height - 14} tone="muted">
            {format.monthShort(new Date(month).toISOString().slice(0, 10))}
          </Words>
        ))}
    </Picture>
  )
}

const leastApart = 22

/** Circles that would lie upon each other are left out; the numbers tell that they are there. */
function apart(places: readonly number[]): { at: number; number: number }[] {
  const shown: { at: number; number: number }[] = []
  for (const [index, at] of places.entries()) {
    const last = shown.at(-1)
    if (last && at - last.at < leastApart) last.number = index + 1
    else shown.push({ at, number: index + 1 })
  }
  return shown
}

function monthsBetween(from: number, to: number): number[] {
  const first = new Date(from)
  const months = Array.from({ length: Math.ceil((to - from) / dayMillis / 28) + 1 }, (_, more) =>
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + more + 1, 1),
  )
  return months.filter((month) => month < to)
}
