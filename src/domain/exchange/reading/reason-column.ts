/**
 * Begins the header and every cell of the reason column in a file of refused rows, so that the
 * column is known again when the mended file is dropped, also where the file has no header.
 */
export const reasonMark = 'stammgast: '

/** The column of reasons in a file of refused rows. */
export function isReasonColumn(header: string | undefined, cells: readonly string[]): boolean {
  if (header !== undefined && isReason(header)) return true
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length > 0 && filled.every(isReason)
}

export const isReason = (cell: string) => cell.trim().toLowerCase().startsWith(reasonMark.trim())
