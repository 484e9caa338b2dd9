import { type RawBuilder, sql } from 'kysely'
import { binaryArray, type ColumnType, type ColumnValue } from './array-writer.ts'

type Column<Row> = {
  name: string
  type: ColumnType | 'integer[]'
  of: (row: Row, place: number) => ColumnValue
}

/**
 * Rows of the program as rows of a statement: `unnest($1::uuid[], $2::text[], ...) as name(...)`.
 * One binary array per column costs both sides a fraction of what text or JSON does.
 * An `integer[]` is given as its literal, since an array of arrays would have to be rectangular.
 */
export function unnestRows<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): RawBuilder<unknown> {
  const arrays = columns.map(
    ({ type, of }) => sql`${binaryArray(rows, of, passedAs(type))}::${sql.raw(passedAs(type))}[]`,
  )
  const selected = columns.map(({ name: column, type }) =>
    type === passedAs(type)
      ? sql.ref(column)
      : sql`${sql.ref(column)}::${sql.raw(type)} as ${sql.ref(column)}`,
  )
  const names = sql.join(columns.map(({ name: column }) => sql.ref(column)))
  return sql`(select ${sql.join(selected)} from unnest(${sql.join(arrays)}) as passed(${names})) as ${sql.ref(name)}`
}

const passedAs = (type: ColumnType | 'integer[]'): ColumnType =>
  type === 'integer[]' ? 'text' : type
