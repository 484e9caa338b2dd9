import type { CustomerFileReport, CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import type { Context } from '#database/context.ts'
import { readOnly, transaction } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import { readSheet } from '../reading/read-sheet.ts'
import type { FileRow } from '../reading/rows.ts'
import { type Columns, nameOf } from './columns.ts'
import type { SheetReading } from './read-row.ts'
import { readingOf } from './reading.ts'
import { Overlay, type Seen } from './seen.ts'
import { TagRoom } from './tag-room.ts'
import { isWithoutConsent, lookAtPortion, rowsPerPortion, takePortion } from './take-portion.ts'
import { interrupted } from './write-rows.ts'

export type CustomerFileWishes = {
  dryRun: boolean
  map: string | undefined
  rowsMax: number
  /** Who sends the file, as receipts of consent name them. */
  by: string | null
  mayConsent: boolean
  /** Told of each row that is not unchanged. */
  onRow: (row: CustomerFileRow) => void
  signal?: AbortSignal
}

type Rim = Pick<Context, 'database' | 'clock' | 'erasureKey'>

/**
 * Creates and updates customers from a short file, or says what that would change. A crash leaves whole
 * portions, which are found unchanged when the file is sent again.
 * @throws Refusal where the file cannot be read at all
 */
export async function importCustomers(
  rim: Rim,
  bytes: Buffer,
  wishes: CustomerFileWishes,
): Promise<Omit<CustomerFileReport, 'rows'>> {
  const { header, rows } = await readSheet(bytes)
  if (rows.length > wishes.rowsMax) throw tooManyRows(wishes.rowsMax)
  const { map, mayConsent } = wishes
  const asked = { map, consents: [], mayConsent }
  const reading = await readingOf(rim.database, header, asked, rim.clock.now())
  const counts = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0, withoutConsent: 0 }
  const taking: Taking = { reading, wishes, seen: new Set(), room: new TagRoom() }
  for (let from = 0; from < rows.length; from += rowsPerPortion) {
    if (wishes.signal?.aborted) throw interrupted()
    for (const row of await take(rim, rows.slice(from, from + rowsPerPortion), taking)) {
      counts.read++
      counts[row.outcome]++
      if (isWithoutConsent(row)) counts.withoutConsent++
      if (row.outcome !== 'unchanged' || row.reasons.length > 0) wishes.onRow(row)
    }
  }
  return { dryRun: wishes.dryRun, columns: columnWords(header, reading.columns), counts }
}

/** The columns of a file with what each means. */
export const columnWords = (header: readonly string[], columns: Columns) =>
  header.map((word, index) => {
    const target = columns[index]
    return { header: word.toWellFormed(), field: target ? nameOf(target) : null }
  })

type Taking = { reading: SheetReading; wishes: CustomerFileWishes; seen: Seen; room: TagRoom }

/** A transaction may be run again: what it saw is kept once it is through. */
async function take(
  { database, clock, erasureKey }: Rim,
  portion: readonly FileRow[],
  taking: Taking,
): Promise<CustomerFileRow[]> {
  const { reading, wishes } = taking
  const now = clock.now()
  const run = wishes.dryRun ? readOnly : transaction
  const { told, before } = await run(database, async (tx) => {
    const before = { seen: new Overlay(taking.seen), room: new TagRoom(taking.room.made) }
    const told = wishes.dryRun
      ? await lookAtPortion(tx, portion, reading, before, erasureKey)
      : await takePortion(tx, portion, reading, before, { now, by: wishes.by, erasureKey })
    return { told, before }
  })
  before.seen.keep()
  if (wishes.dryRun) taking.room = before.room
  return told
}

const tooManyRows = (max: number) =>
  new Refusal(
    'too_large',
    'customer_rows_too_many',
    `The file has more than ${max} rows. Uploaded as an import, files of any length are taken.`,
  )
