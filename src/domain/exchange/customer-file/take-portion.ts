import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import type { RowOutcome } from '#contract/language/row-file.ts'
import type { Tx } from '#database/transaction.ts'
import type { FileRow } from '../reading/rows.ts'
import { readSheetRow, type SheetReading } from './read-row.ts'
import { type Before, type Judged, judgeRows } from './take-rows.ts'
import { type Writing, writeRows } from './write-rows.ts'

/** Each portion is a transaction of its own. */
export const rowsPerPortion = 500

/** What a portion would change; nothing is written. */
export async function lookAtPortion(
  tx: Tx,
  rows: readonly FileRow[],
  reading: SheetReading,
  before: Before,
  erasureKey: string | undefined,
): Promise<CustomerFileRow[]> {
  const read = rows.map((row) => readSheetRow(row, reading))
  return (await judgeRows(tx, read, before, erasureKey)).map(told)
}

/** Writes what a portion changes. @returns each row with whom it means from now on */
export async function takePortion(
  tx: Tx,
  rows: readonly FileRow[],
  reading: SheetReading,
  before: Before,
  writing: Writing,
): Promise<CustomerFileRow[]> {
  const read = rows.map((row) => readSheetRow(row, reading))
  const judged = await judgeRows(tx, read, before, writing.erasureKey)
  const changing = judged.filter(
    (one) => outcomeOf(one) === 'created' || outcomeOf(one) === 'updated',
  )
  const ids = await writeRows(tx, changing, writing)
  const written = new Map(changing.map(({ row }, index) => [row, ids[index]!]))
  return judged.map((one) => {
    const row = told(one)
    return { ...row, customerId: row.customerId ?? written.get(one.row) ?? null }
  })
}

/** Taken over, but for a consent it tells. */
export const isWithoutConsent = ({ outcome, reasons }: CustomerFileRow): boolean =>
  outcome !== 'refused' && reasons.length > 0

const told = (judged: Judged): CustomerFileRow => ({
  line: judged.row.line,
  outcome: outcomeOf(judged),
  customerId: judged.customerId,
  changes: judged.row.reasons.length > 0 ? [] : judged.changes,
  reasons: [...judged.row.reasons, ...judged.row.withoutConsent],
})

function outcomeOf({ row, customerId, changes }: Judged): RowOutcome {
  if (row.reasons.length > 0) return 'refused'
  if (customerId === null) return 'created'
  return changes.length > 0 ? 'updated' : 'unchanged'
}
