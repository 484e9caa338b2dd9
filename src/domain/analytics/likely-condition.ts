import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Presence } from '#kernel/presence.ts'
import type { Filters } from './filters.ts'
import { leaveScanningToWorkers } from './wanted.ts'

/** More patterns cost more than they spare. */
const patternsMax = 4
/** The pattern leaves the channel's lower byte open and takes its upper one for zero. */
const channelMax = 0xff

/**
 * Leaves out most customers who never bought at the stores asked for: those whose days hold the
 * bytes of the store nowhere. It never leaves out one who did; the bytes may stand there by
 * chance, so that the entries themselves still decide.
 */
export async function likelyCondition(
  tx: Tx,
  { stores, presence }: Filters,
): Promise<RawBuilder<unknown>[]> {
  if (stores === null || stores.length > patternsMax) return []
  if (stores.length === 0) return [sql`false`]
  if (await hasHighChannels(tx)) return []
  // Few rows then leave the parallel scan, each of them worth its way through a queue.
  await sql`set local parallel_tuple_cost = 0.01`.execute(tx)
  await leaveScanningToWorkers(tx)
  const found = stores.map((store) => sql`days like ${patternOf(store, presence)}::bytea`)
  return [sql`(${sql.join(found, sql` or `)})`]
}

async function hasHighChannels(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ high: boolean }>`
    select exists (select from channels where number > ${channelMax}) as high`.execute(tx)
  return rows[0]!.high
}

const anyBytes = '%'.charCodeAt(0)
const anyByte = '_'.charCodeAt(0)
const literally = '\\'.charCodeAt(0)
const special = [anyBytes, anyByte, literally]

/**
 * `%` store, any lower byte of a channel, zero `%`: little-endian as in a day's entry. Of a visit
 * the upper byte is not zero.
 */
function patternOf(store: number, presence: Presence): Buffer {
  const bytes = [store & 0xff, store >> 8].flatMap((byte) =>
    special.includes(byte) ? [literally, byte] : [byte],
  )
  const upper = presence === 'visits' ? anyByte : 0
  return Buffer.from([anyBytes, ...bytes, anyByte, upper, anyBytes])
}
