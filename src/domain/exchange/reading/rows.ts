import { splitCells } from './cells.ts'
import { type RawRecord, type RecordFault, readRecords } from './records.ts'
import type { Dialect } from './separator.ts'

/** A row of the file: its line from 1, its text as it stands there, and its cells. */
export type FileRow = { line: number; raw: string; cells: string[]; fault: RowFault | null }

export type RowFault = RecordFault | 'row_not_unicode' | 'columns_too_many'

export const columnsMax = 500

/** Rows in batches, the header apart. Empty lines are no rows. */
export async function* readRows(
  texts: AsyncIterable<string> | Iterable<string>,
  dialect: Dialect & { header: boolean },
): AsyncGenerator<{ header: string[] | null; rows: FileRow[] }> {
  let header: string[] | null = null
  let awaited: 'separator_line' | 'header' | 'rows' = 'separator_line'
  for await (const records of readRecords(texts, dialect)) {
    let rows = withCells(records.filter(hasContent), dialect)
    if (awaited === 'separator_line' && rows[0]) {
      if (isSeparatorLine(rows[0].raw)) rows = rows.slice(1)
      awaited = dialect.header ? 'header' : 'rows'
    }
    if (awaited === 'header' && rows[0]) {
      header = rows[0].cells.map((cell) => cell.trim())
      rows = rows.slice(1)
      awaited = 'rows'
    }
    yield { header, rows: rows.filter((row) => row.fault !== null || row.cells.some(isFilled)) }
  }
}

/** Excel's own first line, naming the separator. */
export const isSeparatorLine = (line: string) => /^"?sep=.?"?$/i.test(line.trim())

const hasContent = (record: RawRecord) => record.fault !== null || isFilled(record.raw)

const isFilled = (text: string) => text.trim() !== ''

function withCells(records: RawRecord[], dialect: Dialect): FileRow[] {
  const faults = records.map(faultOf)
  const cells = cellsOfEach(
    records.map((record) => record.raw),
    faults,
    dialect,
  )
  return records.map(({ line, raw }, at) => {
    const own = cells[at]!
    const fault = faults[at] ?? (own.length > columnsMax ? 'columns_too_many' : null)
    return { line, raw, cells: own.slice(0, columnsMax), fault }
  })
}

/**
 * The cells of rows with and without faults. Where quotes are broken they are taken as letters:
 * what can still be told apart says whose row it is.
 */
export function cellsOfEach(
  raws: readonly string[],
  faults: readonly (unknown | null)[],
  dialect: Dialect,
): string[][] {
  const sound = raws.filter((_, at) => faults[at] === null)
  const broken = raws.filter((_, at) => faults[at] !== null)
  const soundCells = splitCells(sound, dialect).values()
  const brokenCells = splitCells(broken.map(oneLine), { ...dialect, quoted: false }).values()
  return raws.map((_, at) => (faults[at] === null ? soundCells : brokenCells).next().value ?? [])
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ')

function faultOf(record: RawRecord): RowFault | null {
  if (record.fault !== null) return record.fault
  return record.raw.isWellFormed() ? null : 'row_not_unicode'
}
