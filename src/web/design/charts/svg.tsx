import type { ReactNode } from 'react'
import classes from './svg.module.css'

type PictureProps = {
  width: number
  height: number
  /** The finding in one sentence. */
  finding: string
  /** Parts of it can be pressed; then it is a group, not one image. */
  isPressable?: boolean
  children: ReactNode
}

/** The drawing surface of every chart: true pixels, so that text is 13 px at every width. */
export const Picture = ({ width, height, finding, isPressable, children }: PictureProps) => (
  <svg
    data-picture=""
    className={classes.picture}
    viewBox={`0 0 ${width} ${height}`}
    width={width}
    height={height}
    role={isPressable ? 'group' : 'img'}
    aria-label={finding}
  >
    {children}
  </svg>
)

type WordsProps = {
  x: number
  y: number
  children: ReactNode
  anchor?: 'start' | 'middle' | 'end'
  tone?: 'plain' | 'muted' | 'strong'
  /** Pixels; never below 13. */
  size?: 13 | 15 | 17 | 30
  /** Stands over lines: the paper shows around the letters. */
  isOverLines?: boolean
}

export const Words = ({
  x,
  y,
  children,
  anchor = 'start',
  tone = 'plain',
  size = 13,
  isOverLines = false,
}: WordsProps) => (
  <text
    x={x}
    y={y}
    textAnchor={anchor}
    className={`${classes[tone]} ${classes[`size${size}`]} ${isOverLines ? classes.overLines : ''}`}
  >
    {children}
  </text>
)

type HatchProps = { id: string; color: string; gap?: number; width?: number }

/** Slanted lines: what is still open, or what was lost. */
export const Hatch = ({ id, color, gap = 5, width = 1.6 }: HatchProps) => (
  <pattern
    id={id}
    width={gap}
    height={gap}
    patternUnits="userSpaceOnUse"
    patternTransform="rotate(45)"
  >
    <path d={`M0 0V${gap}`} stroke={color} strokeWidth={width} />
  </pattern>
)

/** Where a picture comes to stand; it is drawn once the width is known. */
export const Canvas = ({
  canvasRef,
  height,
  children,
}: {
  canvasRef: (element: HTMLDivElement | null) => void
  height: number
  children: ReactNode
}) => (
  <div ref={canvasRef} style={{ minHeight: height }}>
    {children}
  </div>
)

export const ink = 'var(--sg-chart-ink)'
export const compare = 'var(--sg-chart-compare)'
export const usualFill = 'var(--sg-chart-usual)'
export const context = 'var(--sg-chart-context)'
export const axis = 'var(--sg-chart-axis)'
export const paper = 'var(--sg-paper)'
