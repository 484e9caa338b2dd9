import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { unnestRows } from '#database/unnest.ts'
import { open, seal } from '#domain/business/seal.ts'
import { newId } from '#kernel/ids.ts'

export type Incoming = { topic: string; key: string; body: Buffer }

/**
 * Keeps what came. When this returns it is durable, and only then is the sender told so. What came
 * before, byte for byte, is counted as a repeat and not decided again.
 */
export async function keepDeliveries(
  { database }: Pick<Context, 'database'>,
  sealKey: string,
  connectionId: string,
  incoming: readonly Incoming[],
): Promise<void> {
  if (incoming.length === 0) return
  const hashed = incoming.map((one) => ({ ...one, hash: contentHash(one) }))
  const distinct = [...new Map(hashed.map((one) => [one.hash.toString('hex'), one])).values()]
  const rows = unnestRows(
    'sent',
    [
      { name: 'delivery_id', type: 'uuid', of: () => newId() },
      { name: 'topic', type: 'text', of: ({ topic }) => topic },
      { name: 'key', type: 'text', of: ({ key }) => key },
      { name: 'content_hash', type: 'bytea', of: ({ hash }) => hash },
      { name: 'body', type: 'bytea', of: ({ body }) => sealBody(body, sealKey) },
    ],
    distinct.toSorted((a, b) => a.hash.compare(b.hash)),
  )
  await sql`
    insert into deliveries (connection_id, delivery_id, received_at, topic, key, content_hash, body)
    select ${connectionId}::uuid, delivery_id, ${new Date()}, topic, key, content_hash, body
    from ${rows}
    on conflict (connection_id, content_hash) do update set repeats = deliveries.repeats + 1`.execute(
    database.kysely,
  )
}

const contentHash = ({ topic, body }: Incoming): Buffer =>
  createHash('sha256').update(`${topic}\n`).update(body).digest()

const sealBody = (body: Buffer, sealKey: string) => seal(deflateRawSync(body), sealKey, 'delivery')

export const openBody = (sealed: Buffer, sealKey: string): Buffer =>
  inflateRawSync(open(sealed, sealKey, 'delivery'))
