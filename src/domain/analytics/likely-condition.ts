import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Filters } from './filters.ts'

/** More patterns cost more than they spare. */
const patternsMax = 8

/**
 * Leaves out most customers who never bought at the stores asked for: those whose days hold the
 * bytes of store and channel nowhere. It never leaves out one who did; the bytes may stand there
 * by chance, so that the entries themselves still decide.
 */
export async function likelyCondition(tx: Tx, filters: Filters): Promise<RawBuilder<unknown>[]> {
  const { stores } = filters
  if (stores === null) return []
  const channels = filters.channels ?? (await everyChannel(tx))
  if (stores.length * channels.length > patternsMax) return []
  // Few rows then leave the parallel scan, each of them worth its way through a queue.
  await sql`set local parallel_tuple_cost = 0.01`.execute(tx)
  const patterns = stores.flatMap((store) => channels.map((channel) => patternOf(store, channel)))
  const found = patterns.map((pattern) => sql`days like ${pattern}::bytea`)
  return found.length === 0 ? [sql`false`] : [sql`(${sql.join(found, sql` or `)})`]
}

async function everyChannel(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select number::integer as number from channels limit ${patternsMax}`.execute(tx)
  return [0, ...rows.map((row) => row.number)]
}

const special = new Set(['%', '_', '\\'].map((character) => character.charCodeAt(0)))

/** `%` store channel `%`, both little-endian as in a day's entry. */
function patternOf(store: number, channel: number): Buffer {
  const bytes = [store & 0xff, store >> 8, channel & 0xff, channel >> 8]
  const literal = bytes.flatMap((byte) => (special.has(byte) ? [92, byte] : [byte]))
  return Buffer.from([37, ...literal, 37])
}
