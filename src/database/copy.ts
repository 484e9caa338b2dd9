import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OperationNodeSource } from 'kysely'
import { Transaction } from 'kysely'
import { escapeIdentifier, type Pool, type PoolClient } from 'pg'
import { from } from 'pg-copy-streams'
import type { BinaryRow } from './binary-row.ts'
import { CopyOutStream } from './copy-out-stream.ts'
import { withClientOf } from './dialect.ts'
import { withLiterals } from './literals.ts'
import type { Tx } from './transaction.ts'
import { valueText } from './value-text.ts'

/** A database (then a connection of its own pool serves), or the transaction to be part of. */
export type CopyPlace = { pool: Pool } | Tx

/**
 * Runs a query as a binary COPY and calls `onRow` for each row; several times quicker than
 * rows as objects. Returns the number of rows.
 *
 *     await copyBinary(db, sql`select customer_id, days from activity`, (row) => {
 *       sum += row.lengths[1]
 *     })
 */
export async function copyBinary(
  place: CopyPlace,
  query: OperationNodeSource,
  onRow: (row: BinaryRow) => void,
): Promise<number> {
  const text = `copy (${withLiterals(query)}) to stdout (format binary)`
  return await withClient(place, (client) => client.query(new CopyOutStream(text, onRow)).done)
}

/** `undefined` stores null; objects are stored as JSON, dates as moments. */
export type CopyValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Buffer
  | object
  | null
  | undefined

/** Streams rows into a table and returns their number. Outside of a transaction: all or none. */
export async function copyIn(
  place: CopyPlace,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<number> {
  const names = columns.map(escapeIdentifier).join(', ')
  return await withClient(place, async (client) => {
    const sink = client.query(from(`copy ${escapeIdentifier(table)} (${names}) from stdin`))
    await pipeline(Readable.from(inChunks(rows), { objectMode: true, highWaterMark: 2 }), sink)
    return sink.rowCount
  })
}

async function withClient<T>(
  place: CopyPlace,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  if (place instanceof Transaction) return await withClientOf(place, work)
  const client = await place.pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

const chunkCharacters = 65_536

async function* inChunks(
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
) {
  let chunk = ''
  for await (const row of rows) {
    chunk += `${row.map(copyText).join('\t')}\n`
    if (chunk.length < chunkCharacters) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  if (chunk) yield Buffer.from(chunk)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function copyText(value: CopyValue): string {
  const text = valueText(value)
  return text === null ? '\\N' : text.replace(/[\\\n\r\t]/g, (character) => escapes[character]!)
}
