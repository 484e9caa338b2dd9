/** What makes a spreadsheet take a cell for a formula. */
const formulaStart = /^[=+\-@\t\r]/
const number = /^[-+]?[\d.,\s]+$/

/** A cell that no spreadsheet executes: an apostrophe stands before what would be a formula. */
export function guardedCell(cell: string): string {
  return formulaStart.test(cell) && !number.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before it was guarded, without surrounding blanks. */
export function plainCell(cell: string): string {
  const text = cell.trim()
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1).trim() : text
}
