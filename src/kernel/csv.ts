import { byteOrderMark, guardedText } from './spreadsheet-text.ts'

/** How a spreadsheet of that language writes: Excel in German parts columns by semicolons. */
export type CsvManner = { separator: ',' | ';'; decimalMark: '.' | ',' }

export const mannerOf = (language: 'de' | 'en'): CsvManner =>
  language === 'de' ? { separator: ';', decimalMark: ',' } : { separator: ',', decimalMark: '.' }

/** A text, which somebody else may have written, or a number, which we did. */
export type Cell = string | number | boolean | null
export type Row = readonly Cell[]

/** The beginning of a file: its mark and its head. */
export const csvHead = (columns: Row, manner: CsvManner): string =>
  byteOrderMark + csvLine(columns, manner)

export const csvLine = (cells: Row, manner: CsvManner): string =>
  `${cells.map((cell) => quoted(written(cell, manner), manner)).join(manner.separator)}\r\n`

function written(cell: Cell, { decimalMark }: CsvManner): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell).replace('.', decimalMark)
  return typeof cell === 'boolean' ? String(cell) : guardedText(cell)
}

const quoted = (text: string, { separator }: CsvManner) =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
