import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ImportKind } from '#contract/endpoints/imports.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { inChunks, keepChunk } from './file-chunks.ts'
import { findImport, type Import } from './import.ts'
import { EncodingDetector } from './reading/encoding.ts'

type Upload = {
  kind?: ImportKind
  fileName: string
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  createdBy: string
}

/**
 * Takes a file in, chunk by chunk, so that its size does not matter to memory. What breaks off or
 * is no text leaves nothing behind.
 * @throws Refusal where the file is empty or no text
 */
export async function uploadImport(context: Context, upload: Upload): Promise<Import> {
  const { database } = context
  const importId = newId()
  await announce(database, importId, upload)
  try {
    await takeIn(database, importId, upload.bytes)
  } catch (error) {
    await discardUpload(database, importId)
    throw error
  }
  return await findImport(database, importId)
}

async function announce(db: Queryable, importId: string, upload: Upload): Promise<void> {
  await transaction(db, (tx) =>
    sql`
      insert into imports (import_id, created_at, created_by, file_name, status, kind)
      values (${importId}, ${new Date()}, ${upload.createdBy}, ${upload.fileName}, 'uploading',
        ${upload.kind ?? 'purchases'})`.execute(tx),
  )
}

async function takeIn(db: Queryable, importId: string, bytes: Upload['bytes']): Promise<void> {
  const encoding = new EncodingDetector()
  const digest = createHash('sha256')
  let size = 0
  let number = 0
  for await (const chunk of inChunks(bytes)) {
    encoding.push(chunk)
    digest.update(chunk)
    size += chunk.length
    await keepChunk(db, importId, number++, chunk)
  }
  await sql`
    update imports set status = 'uploaded', file_bytes = ${size}, file_hash = ${digest.digest()},
      encoding = ${encoding.result()}
    where import_id = ${importId}`.execute(db.kysely)
}

/** Throws away an import that never started, with its file. */
export async function discardUpload(db: Queryable, importId: string): Promise<boolean> {
  const { rows } = await transaction(db, (tx) =>
    sql`
      delete from imports where import_id = ${importId} and status in ('uploading', 'uploaded')
      returning import_id`.execute(tx),
  )
  return rows.length > 0
}
