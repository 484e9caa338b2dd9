import classes from './chart-table.module.css'

/** The numbers of a picture. Cells are raw, so that a file of them can be reckoned with. */
export type ChartTable = {
  columns: readonly ChartColumn[]
  rows: readonly (readonly ChartCell[])[]
}
export type ChartColumn = { head: string; format?: (value: number) => string }
/** Words, a number, or nothing: a period still open, a value nobody knows. */
export type ChartCell = string | number | null

export function ChartTableView({ table, label }: { table: ChartTable; label?: string }) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {table.columns.map((column, place) => (
            <th key={column.head} scope="col" className={place === 0 ? undefined : classes.number}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may carry the same words
          <tr key={line}>
            {row.map((cell, place) => {
              const column = table.columns[place]
              const text = shown(cell, column)
              return place === 0 ? (
                <th key={column?.head} scope="row">
                  {text}
                </th>
              ) : (
                <td key={column?.head} className={classes.number}>
                  {text}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function shown(cell: ChartCell, column: ChartColumn | undefined): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  return column?.format ? column.format(cell) : String(cell)
}
