/** How a spreadsheet of that language writes: Excel in German parts columns by semicolons. */
export type CsvManner = { separator: ',' | ';'; decimalMark: '.' | ',' }

export const mannerOf = (language: 'de' | 'en'): CsvManner =>
  language === 'de' ? { separator: ';', decimalMark: ',' } : { separator: ',', decimalMark: '.' }

export const byteOrderMark = '\ufeff'

/** A text, which somebody else may have written, or a number, which we did. */
export type Cell = string | number | boolean | null

export const csvLine = (cells: readonly Cell[], manner: CsvManner): string =>
  `${cells.map((cell) => quoted(written(cell, manner), manner)).join(manner.separator)}\r\n`

function written(cell: Cell, { decimalMark }: CsvManner): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell).replace('.', decimalMark)
  return typeof cell === 'boolean' ? String(cell) : withoutFormula(cell)
}

/** Spreadsheets run what begins like this; an apostrophe makes it a text. */
const withoutFormula = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const quoted = (text: string, { separator }: CsvManner) =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
