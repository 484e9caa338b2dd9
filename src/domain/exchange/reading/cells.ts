import { parse } from 'csv-parse/sync'
import { type Dialect, separatorMarks } from './separator.ts'

const quotedOrBlanks = /"(?:[^"]|"")*"|[ \t]+/g

/**
 * The cells of rows whose borders are known already. Many rows are handed to the parser at once:
 * setting it up costs more than reading a row.
 */
export function splitCells(rows: readonly string[], dialect: Dialect): string[][] {
  if (rows.length === 0) return []
  const blanks = dialect.separator === 'blanks'
  const text = blanks ? rows.map((row) => singleBlanks(row, dialect.quoted)) : rows
  const cells: string[][] = parse(text.join('\n'), {
    delimiter: dialect.separator === 'blanks' ? ' ' : separatorMarks[dialect.separator],
    quote: dialect.quoted ? '"' : null,
    escape: dialect.quoted ? '"' : null,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
  })
  if (cells.length !== rows.length) {
    throw new Error(`${rows.length} rows came back as ${cells.length}`)
  }
  return cells
}

function singleBlanks(row: string, quoted: boolean): string {
  const trimmed = row.replace(/^[ \t]+|[ \t]+$/g, '')
  if (!quoted) return trimmed.replace(/[ \t]+/g, ' ')
  return trimmed.replace(quotedOrBlanks, (part) => (part.startsWith('"') ? part : ' '))
}
