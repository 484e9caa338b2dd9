import { textWidth } from './scale.ts'

/** A table whose cells carry an amount as a color and as a number. */
export type Heat = {
  /** Heads the row names. */
  corner: string
  /** Heads a second column of plain numbers, such as how many a row stands for. */
  sideHead?: string
  columns: readonly { key: string; head: string }[]
  rows: readonly HeatRow[]
  /** Weighted means or sums below all rows, uncolored. */
  total?: HeatRow
}

export type HeatRow = {
  key: string
  name: string
  isInFocus?: boolean
  side?: string
  /** Null: nothing can be here. `open`: the period is not over yet. */
  cells: readonly (HeatCell | 'open' | null)[]
}

/** Room for the longest name of a row, within limits; longer ones are cut on the page. */
export function nameWidthOf({ corner, rows }: Heat, widthMax = 220): number {
  const longest = Math.max(textWidth(corner), ...rows.map(({ name }) => textWidth(name)))
  return Math.min(widthMax, Math.max(44, Math.ceil(longest) + 8))
}

/** So wide that its longest number stands on one line. */
export function cellWidthOf({ rows, total }: Heat, widthMin: number): number {
  const cells = [...rows, ...(total ? [total] : [])].flatMap((row) => row.cells)
  const widths = cells.map((cell) =>
    cell === null || cell === 'open' ? 0 : cellTextWidth(cell.text),
  )
  return Math.max(widthMin, ...widths)
}

const separatorWidth = 4

/** Points and commas are half as wide as figures, and there are many cells. */
function cellTextWidth(text: string): number {
  const figures = text.replace(/[.,]/g, '')
  return Math.ceil(textWidth(figures) + (text.length - figures.length) * separatorWidth) + 6
}

export type HeatStep = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7
export type HeatCell = { text: string; step: HeatStep }

const steps = [0, 1, 2, 3, 4, 5, 6, 7] as const

/**
 * Which of the colors 2 to 6 an amount gets between the least and the most of its table; zero is
 * the lightest. The strongest is kept for what is whole by definition.
 */
export function heatStep(value: number, span: { low: number; high: number }): HeatStep {
  if (value <= 0) return 1
  if (span.high <= span.low) return 4
  const place = Math.floor(((value - span.low) / (span.high - span.low)) * 5)
  return steps[2 + Math.min(4, Math.max(0, place))] ?? 2
}
