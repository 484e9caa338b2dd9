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
  { name, state, secret, origins, consentTextId }: Change,
): Promise<Connection> {
  await transaction(database, async (tx) => {
    const known = await lockConnection(tx, connectionId)
    if (known.state === 'ended') throw connectionEnded()
    if (secret !== undefined && known.kind === 'segment') throw writeKeyFixed()
    if (consentTextId) await refuseText(tx, known.kind, consentTextId)
    const sealed = secret === undefined ? null : seal(secret, sealKey, 'connection secret')
    await sql`
      update connections set
        name = coalesce(${name ?? null}::text, name),
        state = coalesce(${state ?? null}::text, state),
        origins = coalesce(${origins ? originsOf(origins) : null}::text[], origins),
        secret = coalesce(${sealed}::bytea, secret),
        consent_text_id = case when ${consentTextId === undefined} then consent_text_id
          else ${consentTextId ?? null}::uuid end
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

/** Of the shops we know, one tells what was agreed to there, and how. */
async function refuseText(tx: Tx, kind: ConnectionKind, textId: string): Promise<void> {
  if (kind !== 'shopify') throw withoutConsents()
  const { rows } = await sql`
    select from consent_texts where text_id = ${textId}`.execute(tx)
  if (rows.length === 0) throw notFound('consent_text')
}

const withoutConsents = () =>
  malformed(
    'connection_without_consents',
    'This kind of shop does not tell what its customers agreed to.',
    '/consentTextId',
  )

const writeKeyFixed = () =>
  malformed(
    'connection_write_key_fixed',
    'A write key is never changed. End this connection and make another.',
    '/secret',
  )
