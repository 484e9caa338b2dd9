import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { type CustomerReading, findImport, type Import, stateRefusal } from '../import.ts'
import { readHead } from './read-head.ts'
import { readingOf, type SheetWishes } from './reading.ts'

export type CustomerStart = SheetWishes & { dryRun: boolean; by: string | null }

/**
 * Decides how an uploaded file of customers is read and sets it to work; the runner does the rest.
 * @throws Refusal where nobody could be told apart, or it is at work or done
 */
export async function startCustomerFile(
  context: Context,
  importId: string,
  { dryRun, by, ...wishes }: CustomerStart,
): Promise<Import> {
  const { database, clock } = context
  const row = await findImport(database, importId)
  if (row.kind !== 'customers') throw stateRefusal('This is a file of purchases.')
  const { header, dialect } = await readHead(database, row)
  await readingOf(database, header, wishes, clock.now())
  const { map = null, consents } = wishes
  const reading: CustomerReading = { dialect, map, consents: [...consents], by }
  await setToWork(context, importId, { reading, header, dryRun })
  return await findImport(database, importId)
}

type Work = { reading: CustomerReading; header: string[]; dryRun: boolean }

/** What a dry run has shown before is forgotten: it may have been read in another way. */
async function setToWork(
  { database }: Context,
  importId: string,
  { reading, header, dryRun }: Work,
): Promise<void> {
  const now = new Date()
  await transaction(database, async (tx) => {
    const { rows } = await sql`
      update imports set status = 'running', phase = 'counting', reading = ${JSON.stringify(reading)}::jsonb,
        header = ${header}::text[], dry_run = ${dryRun}, started_at = ${now}, phase_started_at = ${now},
        rows_done = 0, bytes_read = 0, rows_before = 0, created = 0, updated = 0, accepted = 0,
        duplicates = 0, refused = 0, without_consent = 0
      where import_id = ${importId} and status = 'uploaded' returning import_id`.execute(tx)
    if (rows.length === 0) throw stateRefusal('This file was taken already, or is at work.')
    await sql`delete from import_differences where import_id = ${importId}`.execute(tx)
  })
}
