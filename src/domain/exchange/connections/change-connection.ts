import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type {
  Connection,
  ConnectionKind,
  updateConnection as updateEndpoint,
} from '#contract/endpoints/connections.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { seal } from '#domain/business/seal.ts'
import { malformed, notFound } from '#kernel/errors.ts'
import { connectionEnded, readConnection } from './connection.ts'
import { originsOf } from './create-connection.ts'

type Change = Input<typeof updateEndpoint>['body']

export async function changeConnection(
  { database }: Pick<Context, 'database'>,
  sealKey: string,
  connectionId: string,
  { name, state, secret, origins }: Change,
): Promise<Connection> {
  await transaction(database, async (tx) => {
    const known = await lockConnection(tx, connectionId)
    if (known.state === 'ended') throw connectionEnded()
    if (secret !== undefined && known.kind === 'segment') throw writeKeyFixed()
    const sealed = secret === undefined ? null : seal(secret, sealKey, 'connection secret')
    await sql`
      update connections set
        name = coalesce(${name ?? null}::text, name),
        state = coalesce(${state ?? null}::text, state),
        origins = coalesce(${origins ? originsOf(origins) : null}::text[], origins),
        secret = coalesce(${sealed}::bytea, secret)
      where connection_id = ${connectionId}`.execute(tx)
  })
  return await readConnection(database, connectionId)
}

/** What it told stays; what it sends from now on is not taken. */
export async function endConnection(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  connectionId: string,
): Promise<Connection> {
  await sql`
    update connections set state = 'ended', ended_at = ${clock.now()}, key_hash = null
    where connection_id = ${connectionId} and state <> 'ended'`.execute(database.kysely)
  return await readConnection(database, connectionId)
}

/** @throws Refusal where there is none; it stays as it is until the transaction ends */
async function lockConnection(tx: Tx, connectionId: string) {
  type Row = { state: Connection['state']; kind: ConnectionKind }
  const { rows } = await sql<Row>`
    select state, kind from connections where connection_id = ${connectionId}
    for no key update`.execute(tx)
  if (!rows[0]) throw notFound('connection')
  return rows[0]
}

const writeKeyFixed = () =>
  malformed(
    'connection_write_key_fixed',
    'A write key is never changed. End this connection and make another.',
    '/secret',
  )
