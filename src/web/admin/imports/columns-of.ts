import type { WireReply } from '#contract/endpoint.ts'
import type { previewImport } from '#contract/endpoints/imports.ts'
import type {
  ColumnReference,
  ImportField,
  ImportMapping,
} from '#contract/language/import-mapping.ts'

export type Preview = WireReply<typeof previewImport>
export type Columns = ImportMapping['columns']

/** A column of the file; `number` counts from 1. `example` is its first filled cell. */
export type FileColumn = { number: number; name: string | null; example: string }

export function columnsOf({ header, rows }: Pick<Preview, 'header' | 'rows'>): FileColumn[] {
  const width = Math.max(header?.length ?? 0, ...rows.map(({ cells }) => cells.length))
  return Array.from({ length: width }, (_, at) => ({
    number: at + 1,
    name: header?.[at] || null,
    example: rows.map(({ cells }) => cells[at] ?? '').find((cell) => cell.trim() !== '') ?? '',
  }))
}

/** The number of the column a field is read from; null where it is not in the file. */
export function numberOf(
  reference: ColumnReference | undefined,
  header: readonly string[] | null,
): number | null {
  if (reference === undefined) return null
  if (typeof reference === 'number') return reference
  const at = header?.indexOf(reference) ?? -1
  return at >= 0 ? at + 1 : null
}

/** Reads a field from another column, or from none. A column means one thing only. */
export function withColumn(
  { mapping: { columns }, header }: Pick<Preview, 'mapping' | 'header'>,
  field: ImportField,
  number: number | null,
): Columns {
  const others = Object.entries(columns).filter(
    ([name, reference]) => name !== field && numberOf(reference, header) !== number,
  )
  const chosen = number === null ? [] : [[field, referenceTo(number, header)]]
  // Every key comes from the columns themselves or is the field.
  return Object.fromEntries([...others, ...chosen]) as Columns
}

/** By its name where that is one of a kind, so that the next file may order its columns anew. */
function referenceTo(number: number, header: readonly string[] | null): ColumnReference {
  const name = header?.[number - 1] ?? ''
  const isAlone = header?.indexOf(name) === header?.lastIndexOf(name)
  return name !== '' && name.length <= 200 && isAlone ? name : number
}
