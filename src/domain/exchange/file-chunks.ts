import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import type { ReadAt } from './reading/samples.ts'

export const chunkBytes = 262_144

/** Bytes as they come, cut into chunks of one size. */
export async function* inChunks(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + chunkBytes - length)
      pieces.push(part)
      length += part.length
      at += part.length
      if (length < chunkBytes) continue
      yield Buffer.concat(pieces)
      pieces = []
      length = 0
    }
  }
  if (length > 0) yield Buffer.concat(pieces)
}

export async function keepChunk(
  { kysely }: Queryable,
  importId: string,
  number: number,
  bytes: Buffer,
): Promise<void> {
  await sql`
    insert into import_chunks (import_id, number, bytes)
    values (${importId}, ${number}, ${bytes})`.execute(kysely)
}

/** The file from its beginning, a chunk at a time. */
export async function* readChunks(db: Queryable, importId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number++) {
    const bytes = await readPart(db, importId, number, 1, chunkBytes)
    if (bytes.length > 0) yield bytes
    if (bytes.length < chunkBytes) return
  }
}

/** Bytes from any place; one call may span two chunks. */
export const readAtOf =
  (db: Queryable, importId: string): ReadAt =>
  async (offset, length) => {
    const number = Math.floor(offset / chunkBytes)
    const from = offset - number * chunkBytes
    const first = await readPart(db, importId, number, from + 1, length)
    const missing = Math.min(length - first.length, from + length - chunkBytes)
    if (missing <= 0) return first
    return Buffer.concat([first, await readPart(db, importId, number + 1, 1, missing)])
  }

async function readPart(
  { kysely }: Queryable,
  importId: string,
  number: number,
  from: number,
  length: number,
): Promise<Buffer> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select substring(bytes from ${from}::int for ${length}::int) as bytes
    from import_chunks where import_id = ${importId} and number = ${number}`.execute(kysely)
  return rows[0]?.bytes ?? Buffer.alloc(0)
}
