import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import {
  type Connection,
  type ConnectionKind,
  connectionsMax,
  type createConnection as createEndpoint,
} from '#contract/endpoints/connections.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { hashOf, randomText } from '#domain/business/api-keys.ts'
import { seal } from '#domain/business/seal.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { readConnection } from './connection.ts'

type Wished = Input<typeof createEndpoint>['body']

/**
 * Connects a shop. Its secret is kept sealed, since signatures need it as it is; of a write key
 * the hash is enough.
 * @param sealKey the program's own secret
 */
export async function createConnection(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  sealKey: string,
  { kind, name, source, secret: given, origins }: Wished,
  createdBy: string,
): Promise<{ connection: Connection; secret: string }> {
  const secret = secretFor(kind, given)
  if (kind === 'snippet' && origins.length === 0) throw originsMissing()
  const connectionId = newId()
  await transaction(database, async (tx) => {
    await sql`lock table connections in share row exclusive mode`.execute(tx)
    await refuseTooMany(tx)
    const chosen = source ?? (await freeSource(tx, kind))
    const { numAffectedRows } = await sql`
      insert into connections (connection_id, kind, name, source, secret, key_hash, origins, created_at,
        created_by)
      values (${connectionId}, ${kind}, ${name}, ${chosen}, ${seal(secret, sealKey, 'connection secret')},
        ${kind === 'segment' ? hashOf(secret) : null}, ${originsOf(origins)}::text[], ${clock.now()},
        ${createdBy})
      on conflict do nothing`.execute(tx)
    if (!numAffectedRows) throw sourceTaken(chosen)
  })
  return { connection: await readConnection(database, connectionId), secret }
}

function secretFor(kind: ConnectionKind, given: string | undefined): string {
  switch (kind) {
    case 'shopify':
      if (given !== undefined) return given
      throw malformed(
        'connection_secret_missing',
        'Shopify signs with a secret of its own: send the one it shows beside its webhooks.',
        '/secret',
      )
    case 'segment':
      return `sgw_${randomText(40)}`
    case 'snippet':
    case 'woocommerce':
    case 'shopware':
      return given ?? randomText(40)
  }
}

async function freeSource(tx: Tx, kind: ConnectionKind): Promise<string> {
  const { rows } = await sql<{ source: string }>`select source from connections`.execute(tx)
  const taken = new Set(rows.map((row) => row.source))
  for (let number = 1; ; number++) {
    const source = number === 1 ? kind : `${kind}-${number}`
    if (!taken.has(source)) return source
  }
}

async function refuseTooMany(tx: Tx): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from connections where state <> 'ended'`.execute(tx)
  if (rows[0]!.count < connectionsMax) return
  throw conflict('connections_too_many', `There are at most ${connectionsMax} connections.`)
}

/** As browsers name them, without a path. */
export const originsOf = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.map((address) => new URL(address).origin)),
]

const originsMissing = () =>
  malformed(
    'connection_origins_missing',
    'Name the address of the shop whose pages hold the snippet.',
    '/origins',
  )

const sourceTaken = (source: string) =>
  conflict('connection_source_taken', `"${source}" names the events of another connection.`)
