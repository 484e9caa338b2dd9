import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Heat, type HeatRow, nameWidthOf } from './heat.ts'
import { Hatch, Picture, Words } from './svg.tsx'

const rowHeight = 27
const sideWidth = 62

/** The colored table as a drawing, for its image file. */
export function HeatDrawing({ heat, finding }: { heat: Heat; finding: string }) {
  const hatchId = useId()
  const left = nameWidthOf(heat) + 6 + (heat.sideHead === undefined ? 0 : sideWidth)
  const cellWidth = Math.max(44, Math.min(80, (1112 - left) / heat.columns.length))
  const lines = [...heat.rows, ...(heat.total ? [heat.total] : [])]
  return (
    <Picture
      width={left + cellWidth * heat.columns.length}
      height={(lines.length + 1) * rowHeight + 6}
      finding={finding}
    >
      <defs>
        <Hatch id={hatchId} color="var(--sg-line)" gap={6} width={1.5} />
      </defs>
      <Words x={0} y={16} tone="muted">
        {heat.corner}
      </Words>
      {heat.sideHead !== undefined && (
        <Words x={left - 14} y={16} anchor="end" tone="muted">
          {heat.sideHead}
        </Words>
      )}
      {heat.columns.map((column, place) => (
        <Words
          key={column.key}
          x={left + cellWidth * (place + 0.5)}
          y={16}
          anchor="middle"
          tone="muted"
        >
          {column.head}
        </Words>
      ))}
      {lines.map((row, line) => (
        <Line
          key={row.key}
          row={row}
          top={(line + 1) * rowHeight}
          left={left}
          cellWidth={cellWidth}
          hatchId={hatchId}
          isTotal={row === heat.total}
        />
      ))}
    </Picture>
  )
}

type LineProps = {
  row: HeatRow
  top: number
  left: number
  cellWidth: number
  hatchId: string
  isTotal: boolean
}

function Line({ row, top, left, cellWidth, hatchId, isTotal }: LineProps) {
  const { t } = useTranslation('charts')
  const tone = isTotal ? 'strong' : 'plain'
  return (
    <g>
      <Words x={0} y={top + 17} tone={isTotal || row.isInFocus ? 'strong' : 'plain'}>
        {row.name}
      </Words>
      {row.side !== undefined && (
        <Words x={left - 14} y={top + 17} anchor="end" tone={tone}>
          {row.side}
        </Words>
      )}
      {row.cells.map((cell, place) => {
        if (cell === null) return null
        const x = left + cellWidth * place
        const isOpen = cell === 'open'
        const fill = isOpen ? `url(#${hatchId})` : `var(--sg-seq-${cell.step})`
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          <g key={place}>
            {!isTotal && (
              <rect x={x + 1} y={top} width={cellWidth - 2} height={25} rx={2} fill={fill} />
            )}
            <text
              x={x + cellWidth / 2}
              y={top + 17}
              textAnchor="middle"
              fontWeight={isTotal ? 600 : 400}
              style={{ fill: wordColor(isOpen ? 'open' : cell.step, isTotal) }}
            >
              {isOpen ? t('open') : cell.text}
            </text>
          </g>
        )
      })}
    </g>
  )
}

function wordColor(step: number | 'open', isTotal: boolean): string {
  if (isTotal) return 'var(--sg-text)'
  if (step === 'open') return 'var(--sg-text-muted)'
  return step >= 6 ? 'var(--sg-seq-text-high)' : 'var(--sg-seq-text-low)'
}
