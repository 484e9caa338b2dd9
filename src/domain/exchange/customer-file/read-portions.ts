import type { Queryable } from '#database/transaction.ts'
import { readChunks } from '../file-chunks.ts'
import type { Import } from '../import.ts'
import { decode } from '../reading/encoding.ts'
import { type FileRow, readRows } from '../reading/rows.ts'
import type { Dialect } from '../reading/separator.ts'
import type { Portion } from './settle-portion.ts'
import { rowsPerPortion } from './take-portion.ts'

/** The rows of a kept file in portions, without those that are decided: reading them again is cheap. */
export async function* readPortions(
  db: Queryable,
  { importId, encoding }: Import,
  dialect: Dialect,
  from: number,
): AsyncGenerator<Portion> {
  let rowsDone = from
  let rowNumber = 0
  let bytesRead = 0
  let waiting: FileRow[] = []
  const portion = (): Portion => {
    const rows = waiting
    const first = rowsDone
    waiting = []
    rowsDone += rows.length
    return { importId, from: first, rows, bytesRead }
  }
  const chunks = counting(readChunks(db, importId), (bytes) => {
    bytesRead += bytes
  })
  for await (const { rows } of readRows(decode(chunks, encoding!), { ...dialect, header: true })) {
    for (const row of rows) {
      if (rowNumber++ < from) continue
      waiting.push(row)
      if (waiting.length === rowsPerPortion) yield portion()
    }
  }
  if (waiting.length > 0) yield portion()
}

async function* counting(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void) {
  for await (const chunk of chunks) {
    count(chunk.length)
    yield chunk
  }
}
