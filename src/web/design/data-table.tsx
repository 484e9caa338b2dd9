import type { ReactNode } from 'react'
import classes from './data-table.module.css'
import { ScrollRegion } from './scroll-region.tsx'
import { usePhone } from './use-phone.ts'

export type Column<Row> = {
  key: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers stand right, words left; a picture fills its column. Words unless said. */
  kind?: 'word' | 'number' | 'picture'
  width?: number
  /**
   * Where it stands on the phone: `main` beside the name, `picture` across, `detail` below with
   * its word; hidden unless said.
   */
  phone?: 'main' | 'detail' | 'picture' | 'hidden'
  /** The word on the phone, where no heading stands above: before a detail, after what is `main`. */
  phoneWord?: string
  /** Sortable columns say in which order they stand now. */
  order?: 'ascending' | 'descending' | 'none'
  onOrder?: () => void
}

type DataTableProps<Row> = {
  /** What the table holds, for those who hear it. */
  label: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The first column: the row's name, usually a link. */
  name: Omit<Column<Row>, 'kind' | 'phone' | 'phoneWord' | 'key'>
  columns: readonly Column<Row>[]
  /** A row of sums or means below all others. */
  total?: Row
  density?: 'dense' | 'airy'
}

/** Rows parted by hairlines; on the phone each row becomes two lines. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  return usePhone() ? <PhoneRows {...props} /> : <WideTable {...props} />
}

function WideTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowKey, name, columns, total, density = 'airy' } = props
  const line = (row: Row, key: string, isTotal: boolean) => (
    <tr key={key} className={isTotal ? classes.total : undefined}>
      <th scope="row">{name.cell(row)}</th>
      {columns.map((column) => (
        <td key={column.key} className={classes[column.kind ?? 'word']}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
  return (
    <ScrollRegion label={label} className={classes.scroll}>
      <table className={`${classes.table} ${classes[density]}`} aria-label={label}>
        <thead>
          <tr>
            <Head column={{ ...name, key: 'name' }} />
            {columns.map((column) => (
              <Head key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => line(row, rowKey(row), false))}
          {total !== undefined && line(total, 'total', true)}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const { head, kind = 'word', width, order, onOrder } = column
  return (
    <th
      scope="col"
      className={classes[kind]}
      style={width === undefined ? undefined : { width }}
      aria-sort={order}
    >
      {onOrder ? (
        <button type="button" className={classes.orderButton} onClick={onOrder} data-order={order}>
          {head}
        </button>
      ) : (
        head
      )}
    </th>
  )
}

function PhoneRows<Row>({ label, rows, rowKey, name, columns, total }: DataTableProps<Row>) {
  const at = (place: Column<Row>['phone']) => columns.filter((column) => column.phone === place)
  const line = (row: Row, key: string, isTotal: boolean) => (
    <li key={key} className={isTotal ? classes.total : undefined}>
      <span className={classes.phoneName}>{name.cell(row)}</span>
      <span className={classes.phoneMain}>
        {at('main').map((column) => (
          <span key={column.key}>
            {column.cell(row)}
            {column.phoneWord && <span className={classes.phoneUnit}> {column.phoneWord}</span>}
          </span>
        ))}
      </span>
      {at('picture').map((column) => (
        <span key={column.key} className={classes.phonePicture}>
          {column.cell(row)}
        </span>
      ))}
      {at('detail').length > 0 && (
        <span className={classes.phoneDetails}>
          {at('detail').map((column) => (
            <span key={column.key}>
              {column.phoneWord && <span className={classes.phoneWord}>{column.phoneWord} </span>}
              {column.cell(row)}
            </span>
          ))}
        </span>
      )}
    </li>
  )
  return (
    <ul className={classes.phone} aria-label={label}>
      {rows.map((row) => line(row, rowKey(row), false))}
      {total !== undefined && line(total, 'total', true)}
    </ul>
  )
}
