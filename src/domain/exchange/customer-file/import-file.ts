import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'kysely'
import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import type { Queryable } from '#database/transaction.ts'
import { finishImport } from '../finish-import.ts'
import type { Import } from '../import.ts'
import type { ImportContext } from '../import-context.ts'
import { discardUpload, uploadImport } from '../upload-import.ts'
import { type CustomerStart, startCustomerFile } from './start-file.ts'
import { viewCustomerFile } from './view-file.ts'

type Work = { signal: AbortSignal; onStarted?: (importId: string) => void; rowsShown: number }

/**
 * Takes a file of customers from beginning to end. Called again after a crash, it goes on with the import
 * it finds of the same file.
 * @returns the import with its first differences; what a dry run looked at is thrown away
 */
export async function importCustomerFile(
  context: ImportContext,
  path: string,
  start: CustomerStart,
  { signal, onStarted, rowsShown }: Work,
): Promise<{ row: Import; rows: readonly CustomerFileRow[] }> {
  const { database } = context
  const bytes = createReadStream(path)
  const fileName = basename(path)
  const uploaded = await uploadImport(context, {
    kind: 'customers',
    fileName,
    bytes,
    createdBy: '',
  })
  const importId = await startOrRejoin(context, uploaded, start).catch(async (error) => {
    await discardUpload(database, uploaded.importId)
    throw error
  })
  onStarted?.(importId)
  const row = await finishImport(context, importId, signal)
  const { rows } = await viewCustomerFile(context, importId, rowsShown)
  if (row.dryRun) await discardUpload(database, importId)
  return { row, rows }
}

async function startOrRejoin(
  context: ImportContext,
  { importId }: Import,
  start: CustomerStart,
): Promise<string> {
  const unfinished = start.dryRun ? null : await findUnfinished(context.database, importId, start)
  if (unfinished === null) {
    await startCustomerFile(context, importId, start)
    return importId
  }
  await discardUpload(context.database, importId)
  return unfinished
}

async function findUnfinished(
  { kysely }: Queryable,
  importId: string,
  { map, consents }: CustomerStart,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select earlier.import_id as id
    from imports as this join imports as earlier using (file_hash)
    where this.import_id = ${importId} and earlier.kind = 'customers' and earlier.status = 'running'
      and not earlier.dry_run and earlier.reading -> 'consents' = ${JSON.stringify(consents)}::jsonb
      and earlier.reading ->> 'map' is not distinct from ${map ?? null}::text
    order by earlier.created_at limit 1`.execute(kysely)
  return rows[0]?.id ?? null
}
