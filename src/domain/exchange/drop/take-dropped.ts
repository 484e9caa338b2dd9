import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { tillExportBytesMax } from '#contract/endpoints/tills.ts'
import type { Context } from '#database/context.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { findImport } from '../import.ts'
import { planImport } from '../plan-import.ts'
import { startImport } from '../start-import.ts'
import { takeExport } from '../tills/export/take-export.ts'
import { discardUpload, uploadImport } from '../upload-import.ts'
import { type DropFolder, type DroppedFile, openDropped, putAside } from './drop-folder.ts'

/**
 * Takes one file in. A CSV is read as the last file of its layout was; the export of a till is one.
 * What cannot be taken is put aside with its reason, and harms no other.
 */
export async function takeDropped(
  context: Context,
  folder: DropFolder,
  file: DroppedFile,
): Promise<void> {
  const handle = await openDropped(file)
  try {
    await takeOpened(context, folder, { ...file, handle })
  } finally {
    await handle.close()
  }
}

/** What was looked at is what is taken, whatever bears its name by then. */
type Opened = DroppedFile & { handle: FileHandle }

async function takeOpened(context: Context, folder: DropFolder, file: Opened): Promise<void> {
  const fileHash = await hashOf(file)
  const earlier = await findEarlier(context, fileHash)
  if (earlier) {
    if (earlier.outcome !== 'importing') await putAside(folder, file, 'done', earlier.fileId)
    return
  }
  const fileId = newId()
  const now = context.clock.now()
  try {
    const importId = await take(context, file)
    const outcome = importId === null ? 'done' : 'importing'
    await sql`
      insert into dropped_files (file_id, name, file_hash, fetched, seen_at, outcome, import_id, finished_at)
      values (${fileId}, ${nameOf(file)}, ${fileHash}, ${folder.fetched}, ${now}, ${outcome},
        ${importId}, ${importId === null ? now : null})
      on conflict (file_hash) do nothing`.execute(context.database.kysely)
    if (importId === null) await putAside(folder, file, 'done', fileId)
  } catch (error) {
    // A database that is away says nothing of the file.
    if (!(error instanceof Refusal) || error.kind === 'unavailable') throw error
    const reason = JSON.stringify({ code: error.code, text: error.message })
    await sql`
      insert into dropped_files (file_id, name, file_hash, fetched, seen_at, outcome, reason,
        finished_at)
      values (${fileId}, ${nameOf(file)}, ${fileHash}, ${folder.fetched}, ${now}, 'failed',
        ${reason}::jsonb, ${now})
      on conflict (file_hash) do nothing`.execute(context.database.kysely)
    await putAside(folder, file, 'failed', fileId)
  }
}

const nameOf = ({ name }: DroppedFile) => name.toWellFormed().slice(0, 255)

/** @returns the import that was started; null: nothing is left to wait for */
async function take(context: Context, file: Opened): Promise<string | null> {
  const { name } = file
  if (name.toLowerCase().endsWith('.zip')) {
    await takeTillExport(context, file)
    return null
  }
  const upload = { fileName: name, bytes: bytesOf(file), createdBy: '' }
  const row = await uploadImport(context, upload)
  try {
    const plan = await planImport(context.database, row, { mapping: {} })
    if (!plan.saved) throw layoutUnknown()
    await startImport(context, row.importId, { mapping: {} })
  } catch (error) {
    await discardUpload(context.database, row.importId)
    throw error
  }
  return row.importId
}

/** Of tills that are registered: where a new one stands, a folder cannot say. */
async function takeTillExport(context: Context, file: Opened): Promise<void> {
  const { size } = await file.handle.stat()
  if (size > tillExportBytesMax)
    throw conflict('till_export_too_large', 'The archive is too large.')
  const bytes = await buffer(bytesOf(file))
  // A key that is believed is said by a person, never by whoever can write into a folder.
  await takeExport(context, { fileName: file.name, bytes, store: null, createdBy: '' })
}

const bytesOf = ({ handle }: Opened) => handle.createReadStream({ start: 0, autoClose: false })

async function hashOf(file: Opened): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const piece of bytesOf(file)) hash.update(piece as Buffer)
  return hash.digest()
}

type Earlier = { fileId: string; outcome: string }

async function findEarlier({ database }: Context, fileHash: Buffer): Promise<Earlier | null> {
  const { rows } = await sql<Earlier>`
    select file_id as "fileId", outcome from dropped_files
    where file_hash = ${fileHash}`.execute(database.kysely)
  return rows[0] ?? null
}

type Open = { fileId: string; name: string; importId: string }

/** Files whose import has come to an end are put aside. */
export async function settleDropped(context: Context, folder: DropFolder): Promise<void> {
  const { database, clock } = context
  const { rows } = await sql<Open>`
    select file_id as "fileId", name, import_id as "importId" from dropped_files
    where outcome = 'importing' and fetched = ${folder.fetched} order by file_id`.execute(
    database.kysely,
  )
  for (const { fileId, name, importId } of rows) {
    const { status, failure } = await findImport(database, importId)
    if (status === 'running' || status === 'taking_back') continue
    const isDone = status === 'done'
    const reason = isDone ? null : JSON.stringify({ code: failure ?? `import_${status}`, text: '' })
    await sql`
      update dropped_files set outcome = ${isDone ? 'done' : 'failed'}, reason = ${reason}::jsonb,
        finished_at = ${clock.now()}
      where file_id = ${fileId}`.execute(database.kysely)
    const file = { name, path: `${folder.path}/${name}` }
    if (!folder.fetched) await putAside(folder, file, isDone ? 'done' : 'failed', fileId)
  }
}

const layoutUnknown = () =>
  conflict(
    'drop_layout_unknown',
    'No file with these columns was imported before. Import one by hand; the next are read like it.',
  )
