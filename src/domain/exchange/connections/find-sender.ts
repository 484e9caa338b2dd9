import { sql } from 'kysely'
import type { ConnectionKind } from '#contract/endpoints/connections.ts'
import type { Queryable } from '#database/transaction.ts'
import { open } from '#domain/business/seal.ts'
import { Refusal } from '#kernel/errors.ts'
import { internalId } from '#kernel/ids.ts'

/** A shop that signs what it sends, with the secret it signs with. */
export type Sender = {
  connectionId: string
  kind: Exclude<ConnectionKind, 'segment' | 'snippet'>
  secret: string
}

/** @param publicId of the connection, as it stands in the address */
export async function findSender(
  { kysely }: Queryable,
  sealKey: string,
  publicId: string,
): Promise<Sender | null> {
  const connectionId = internalId('con', publicId)
  if (connectionId === null) return null
  const { rows } = await sql<{ kind: ConnectionKind; secret: Buffer }>`
    select kind, secret from connections
    where connection_id = ${connectionId} and state <> 'ended'`.execute(kysely)
  const row = rows[0]
  if (!row || row.kind === 'segment' || row.kind === 'snippet') return null
  const secret = open(row.secret, sealKey, 'connection secret').toString()
  return { connectionId, kind: row.kind, secret }
}

export const signatureNotValid = () =>
  new Refusal(
    'unauthenticated',
    'signature_not_valid',
    'The signature does not fit the body and the secret of this connection.',
  )
