import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import type { Queryable } from '#database/transaction.ts'
import { byteOrderMark, guardedCell, plainCell } from '#kernel/spreadsheet-text.ts'
import type { Language } from '#locales/language.ts'
import { type Import, stateRefusal } from './import.ts'
import { isReason, reasonMark } from './reading/reason-column.ts'
import { cellsOfEach } from './reading/rows.ts'
import { type Dialect, separatorMarks } from './reading/separator.ts'
import { reasonHeader, reasonInWords } from './reason-in-words.ts'
import type { Reason } from './units.ts'

const rowsPerPage = 1_000
const quoteFaults = new Set<string>(['quote_broken', 'quote_not_closed'])

type RefusedRow = { rowNumber: number; raw: string; reason: Reason }

/**
 * The refused rows in the file's own columns, each with its reason in a last one. Spreadsheets
 * open it as it is, and no cell of it becomes a formula there.
 */
export function refusedRowsFile(db: Queryable, row: Import, language: Language): Readable {
  const dialect = row.mapping ?? row.reading?.dialect
  if (!dialect || row.status === 'taken_back') {
    throw stateRefusal('There are no refused rows to show.')
  }
  return Readable.from(pages(db, row, dialect, language))
}

async function* pages(db: Queryable, row: Import, mapping: Dialect, language: Language) {
  const header = row.header?.filter((name) => !isReason(name)) ?? null
  const width = header?.length ?? (row.mapping ? widthOf(row.mapping) : 0)
  yield byteOrderMark
  if (header) yield written([[...header.map(guardedCell), reasonHeader(language)]], mapping)
  let after = 0
  for (;;) {
    const rows = await fetchPage(db, row.importId, after)
    if (rows.length === 0) return
    yield written(linesOf(rows, mapping, width, language), mapping)
    after = rows.at(-1)!.rowNumber
  }
}

/** Reasons must stand behind every column the mapping reads. */
const widthOf = ({ columns }: ImportMapping) =>
  Math.max(...Object.values(columns).map((column) => (typeof column === 'number' ? column : 1)))

function linesOf(
  rows: readonly RefusedRow[],
  mapping: Dialect,
  width: number,
  language: Language,
): string[][] {
  const cells = cellsOfEach(
    rows.map((row) => row.raw),
    rows.map((row) => (quoteFaults.has(row.reason.code) ? row.reason.code : null)),
    mapping,
  )
  return rows.map(({ reason }, at) => {
    const own = cells[at]!.filter((cell) => !isReason(cell)).map((cell) =>
      guardedCell(plainCell(cell)),
    )
    while (own.length < width) own.push('')
    return [...own, `${reasonMark}${reasonInWords(reason, language)}`]
  })
}

function written(lines: string[][], { separator }: Dialect): string {
  return stringify(lines, {
    delimiter: separator === 'blanks' ? ' ' : separatorMarks[separator],
    record_delimiter: '\r\n',
    // An empty cell between blanks would be none.
    quoted_empty: separator === 'blanks',
  })
}

async function fetchPage(
  { kysely }: Queryable,
  importId: string,
  after: number,
): Promise<RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`
    select row_number as "rowNumber", raw, reason from import_refused_rows
    where import_id = ${importId} and row_number > ${after}
    order by row_number limit ${rowsPerPage}`.execute(kysely)
  return rows
}
