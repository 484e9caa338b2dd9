/** What makes a spreadsheet take a cell for a formula. */
const formulaStart = /^[=+\-@\t\r]/
const number = /^[-+]?[\d.,\s]+$/

/** A text that no spreadsheet executes: an apostrophe stands before what would be a formula. */
export const guardedText = (text: string): string => (formulaStart.test(text) ? `'${text}` : text)

/** The same for a cell of somebody else's file, in which numbers are written as text. */
export const guardedCell = (cell: string): string => (number.test(cell) ? cell : guardedText(cell))

/** The cell as it was before it was guarded, without surrounding blanks. */
export function plainCell(cell: string): string {
  const text = cell.trim()
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1).trim() : text
}

/** At the front of a file it tells spreadsheets that the text is UTF-8. */
export const byteOrderMark = '\ufeff'
