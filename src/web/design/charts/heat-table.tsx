import { useTranslation } from 'react-i18next'
import { ScrollRegion } from '../scroll-region.tsx'
import { usePhone } from '../use-phone.ts'
import { cellWidthOf, type Heat, type HeatRow, nameWidthOf } from './heat.ts'
import classes from './heat-table.module.css'

type HeatTableProps = {
  heat: Heat
  label: string
  leastCellWidth?: number
  onOpen?: (rowKey: string, columnKey: string) => void
}

/** The colored table itself; where it is wider than the screen it scrolls and its names stay. */
export function HeatTable({ heat, label, leastCellWidth = 42, onOpen }: HeatTableProps) {
  const { corner, sideHead, columns, rows, total } = heat
  const hasSide = sideHead !== undefined
  const nameWidth = nameWidthOf(heat, usePhone() ? 130 : 220)
  const width =
    nameWidth + (hasSide ? 62 : 0) + columns.length * (cellWidthOf(heat, leastCellWidth) + 2)
  return (
    <ScrollRegion label={label} className={classes.scroll}>
      <table className={classes.table} style={{ minWidth: width }} aria-label={label}>
        <colgroup>
          <col style={{ width: nameWidth }} />
          {hasSide && <col className={classes.sideColumn} />}
          {columns.map((column) => (
            <col key={column.key} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {hasSide && (
              <th scope="col" className={classes.side}>
                {sideHead}
              </th>
            )}
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} heat={heat} {...(onOpen && { onOpen })} />
          ))}
          {total && <Row row={total} heat={heat} isTotal />}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

type RowProps = {
  row: HeatRow
  heat: Heat
  isTotal?: boolean
  onOpen?: (rowKey: string, columnKey: string) => void
}

function Row({ row, heat, isTotal = false, onOpen }: RowProps) {
  const { t } = useTranslation('charts')
  return (
    <tr className={isTotal ? classes.total : undefined}>
      <th scope="row" title={row.name}>
        {row.isInFocus ? <b>{row.name}</b> : row.name}
      </th>
      {heat.sideHead !== undefined && <td className={classes.side}>{row.side}</td>}
      {heat.columns.map((column, place) => {
        const cell = row.cells[place] ?? null
        if (cell === null) return <td key={column.key} />
        if (cell === 'open') {
          return (
            <td key={column.key} className={`${classes.cell} ${classes.open}`}>
              {t('open')}
            </td>
          )
        }
        const look = isTotal ? classes.cell : `${classes.cell} ${classes[`step${cell.step}`]}`
        return (
          <td key={column.key} className={look}>
            {onOpen ? (
              <button
                type="button"
                aria-label={`${row.name}, ${column.head}: ${cell.text}`}
                onClick={() => onOpen(row.key, column.key)}
              >
                {cell.text}
              </button>
            ) : (
              cell.text
            )}
          </td>
        )
      })}
    </tr>
  )
}
