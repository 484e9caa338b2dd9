import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import type { BalanceKind, RetentionBalanceProps } from './balance.ts'
import classes from './retention-balance.module.css'
import { parted } from './scale.ts'
import { Hatch, Picture, Words } from './svg.tsx'

const kept = 'var(--sg-chart-kept)'
const returned = 'var(--sg-chart-returned)'
const fresh = 'var(--sg-chart-new)'
const lost = 'var(--sg-chart-lost)'
const gap = 2
const barsHeight = 246

type Places = ReturnType<typeof widePlaces>

const widePlaces = (width: number) => ({
  top: 14,
  bar: 26,
  left: 152,
  right: width - 196,
  stub: 70,
  flow: 150,
  isNarrow: false,
})

/** The phone's own drawing: bars at the edges, their words above instead of beside them. */
const narrowPlaces = (width: number): Places => ({
  top: 62,
  bar: 22,
  left: 0,
  right: width - 22,
  stub: 36,
  flow: 110,
  isNarrow: true,
})

export function BalanceDrawing(props: RetentionBalanceProps & { width: number }) {
  const { width, finding, onOpen } = props
  const { t } = useTranslation('charts')
  const format = useFormat()
  const id = useId()
  const places = width < 600 ? narrowPlaces(width) : widePlaces(width)
  const { top, bar, left, right, flow, isNarrow } = places
  const heights = heightsOf(props)
  const returnedTop = top + heights.new + gap
  const keptTop = returnedTop + heights.returned + gap
  const lostTop = keptTop + heights.kept + gap
  const inside = left + bar
  const [newLabelY = 0, returnedLabelY = 0] = parted(
    [top + heights.new / 2, returnedTop + heights.returned / 2],
    21,
  )
  const lostLabelY = lostTop + 16 + Math.max(6, heights.lost / 2)
  const height = Math.ceil(Math.max(lostTop + heights.lost + 20, lostLabelY + 26))
  const number = (count: number) => format.number(count)
  const part = (kind: BalanceKind, children: ReactNode) => (
    <Part kind={kind} {...(onOpen && { onOpen })}>
      {children}
    </Part>
  )
  return (
    <Picture width={width} height={height} finding={finding} isPressable={onOpen !== undefined}>
      <defs>
        <Hatch id={`${id}hatch`} color={lost} gap={6} width={2} />
        <linearGradient
          id={`${id}fade`}
          gradientUnits="userSpaceOnUse"
          x1={inside}
          x2={inside + flow + 8}
        >
          <stop offset="0" stopColor="#fff" />
          <stop offset="1" stopColor="#fff" stopOpacity="0" />
        </linearGradient>
        <mask
          id={`${id}leaving`}
          maskUnits="userSpaceOnUse"
          x={inside}
          y={0}
          width={flow + 8}
          height={height}
        >
          <rect x={inside} y={0} width={flow + 8} height={height} fill={`url(#${id}fade)`} />
        </mask>
      </defs>
      {part(
        'kept',
        <>
          <rect
            x={inside}
            y={keptTop}
            width={right - inside}
            height={heights.kept}
            fill={kept}
            opacity={0.15}
          />
          <rect x={left} y={keptTop} width={bar} height={heights.kept} fill={kept} />
          <rect x={right} y={keptTop} width={bar} height={heights.kept} fill={kept} />
          <Words
            x={(inside + right) / 2}
            y={keptTop + heights.kept / 2 + 6}
            anchor="middle"
            tone="strong"
            size={17}
          >
            {number(props.kept)} {t('kept')}
          </Words>
        </>,
      )}
      {part(
        'lost',
        <>
          <path
            d={leavingPath(inside, lostTop, heights.lost, flow)}
            fill={`url(#${id}hatch)`}
            mask={`url(#${id}leaving)`}
          />
          {props.lost > 0 && (
            <rect
              x={left + 0.5}
              y={lostTop}
              width={bar - 1}
              height={heights.lost}
              fill={`url(#${id}hatch)`}
              stroke={lost}
            />
          )}
          <Words x={inside + flow + 14} y={lostLabelY} tone="strong" size={15}>
            {number(props.lost)} {t('lost')}
          </Words>
          <Words x={inside + flow + 14} y={lostLabelY + 19} tone="muted">
            {props.lostNote}
          </Words>
        </>,
      )}
      {part(
        'new',
        <Arrival color={fresh} y={top} height={heights.new} places={places} labelY={newLabelY}>
          {number(props.new)} {t('new')}
        </Arrival>,
      )}
      {part(
        'returned',
        <Arrival
          color={returned}
          y={returnedTop}
          height={heights.returned}
          places={places}
          labelY={returnedLabelY}
        >
          {number(props.returned)} {t('returned')}
        </Arrival>,
      )}
      {part(
        'start',
        <Total
          x={isNarrow ? 0 : left - 16}
          y={isNarrow ? keptTop - 29 : keptTop + 22}
          anchor={isNarrow ? 'start' : 'end'}
          count={number(props.kept + props.lost)}
          label={props.startLabel}
        />,
      )}
      {part(
        'end',
        <Total
          x={isNarrow ? width : right + bar + 16}
          y={isNarrow ? 26 : top + 22}
          anchor={isNarrow ? 'end' : 'start'}
          count={number(props.kept + props.returned + props.new)}
          label={props.endLabel}
        />,
      )}
    </Picture>
  )
}

/** One scale for all parts, so that heights can be compared across the picture. */
function heightsOf(counts: Pick<RetentionBalanceProps, 'kept' | 'returned' | 'new' | 'lost'>) {
  const all = counts.kept + counts.returned + counts.new + counts.lost
  const scale = all === 0 ? 0 : barsHeight / all
  return {
    kept: counts.kept * scale,
    returned: counts.returned * scale,
    new: counts.new * scale,
    lost: counts.lost * scale,
  }
}

function leavingPath(x: number, y: number, height: number, length: number): string {
  const [from, to, fall] = [x + length * 0.53, x + length * 0.47, 16]
  const end = x + length
  return (
    `M${x} ${y}C${from} ${y} ${to} ${y + fall} ${end} ${y + fall}V${y + fall + height}` +
    `C${to} ${y + fall + height} ${from} ${y + height} ${x} ${y + height}z`
  )
}

type ArrivalProps = {
  color: string
  y: number
  height: number
  labelY: number
  places: Places
  children: ReactNode
}

const Arrival = ({
  color,
  y,
  height,
  labelY,
  places: { right, bar, stub },
  children,
}: ArrivalProps) => (
  <>
    <rect x={right - stub} y={y} width={stub} height={height} fill={color} opacity={0.2} />
    <rect x={right} y={y} width={bar} height={height} fill={color} />
    <Words x={right - stub - 12} y={labelY + 5} anchor="end" tone="strong" size={15}>
      {children}
    </Words>
  </>
)

type TotalProps = { x: number; y: number; anchor: 'start' | 'end'; count: string; label: string }

const Total = ({ x, y, anchor, count, label }: TotalProps) => (
  <>
    <Words x={x} y={y} anchor={anchor} size={30}>
      {count}
    </Words>
    <Words x={x} y={y + 21} anchor={anchor} tone="muted">
      {label}
    </Words>
  </>
)

type PartProps = { kind: BalanceKind; onOpen?: (kind: BalanceKind) => void; children: ReactNode }

function Part({ kind, onOpen, children }: PartProps) {
  if (!onOpen) return <g>{children}</g>
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onOpen(kind)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside a drawing there is no button element
    <g
      className={classes.part}
      role="button"
      tabIndex={0}
      onClick={() => onOpen(kind)}
      onKeyDown={onKeyDown}
    >
      {children}
    </g>
  )
}
