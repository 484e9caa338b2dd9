import type { Language } from '#locales/language.ts'
import type { ChartCell, ChartTable } from './chart-table.tsx'

/**
 * A table as a file for the spreadsheet of that language: German ones part by semicolon and write
 * decimals with a comma. Words that a spreadsheet would run as a formula are made plain text
 * (OWASP, CSV injection).
 */
export function csvOf(table: ChartTable, language: Language): string {
  const separator = language === 'de' ? ';' : ','
  const lines = [table.columns.map((column) => column.head), ...table.rows]
  const text = lines
    .map((line) => line.map((cell) => csvCell(cell, separator, language)).join(separator))
    .join('\r\n')
  return `\ufeff${text}\r\n`
}

function csvCell(cell: ChartCell, separator: string, language: Language): string {
  if (cell === null) return ''
  if (typeof cell === 'number') {
    return language === 'de' ? String(cell).replace('.', ',') : String(cell)
  }
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return harmless.includes(separator) || /["\r\n]/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}
