import type { Cell, Table } from './tables.ts'

/**
 * A table as CSV that opens in the spreadsheet of the business's language: with semicolons and
 * decimal commas in German. Text that a spreadsheet would run as a formula is made plain text.
 */
export function csvOf({ columns, rows }: Table, language: 'de' | 'en'): string {
  const separator = language === 'de' ? ';' : ','
  const lines = [columns, ...rows].map((row) =>
    row.map((cell) => written(cell, language)).join(separator),
  )
  // The mark at the front tells spreadsheets that this is UTF-8.
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function written(cell: Cell, language: 'de' | 'en'): string {
  if (cell === null) return ''
  if (typeof cell === 'number') {
    return language === 'de' ? String(cell).replace('.', ',') : String(cell)
  }
  if (typeof cell === 'boolean') return String(cell)
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
