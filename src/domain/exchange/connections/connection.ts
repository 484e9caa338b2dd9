import { type RawBuilder, sql } from 'kysely'
import {
  type Connection,
  type ConnectionKind,
  deliveriesKeptDays,
} from '#contract/endpoints/connections.ts'
import type { Queryable } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { publicId } from '#kernel/ids.ts'

type Row = Omit<Connection, 'path'>

/** Where this connection's shop sends to. Libraries add the name of the call themselves. */
function pathOf({ id, kind }: { id: string; kind: ConnectionKind }): string {
  switch (kind) {
    case 'segment':
      return '/api/v1'
    case 'snippet':
      return `/api/v1/snippet/${publicId('con', id)}`
    default:
      return `/api/v1/inbound/${publicId('con', id)}`
  }
}

const viewOf = (row: Row): Connection => ({ ...row, path: pathOf(row) })

/** How each connection stands, with what its deliveries of the last days came to. */
async function ask({ kysely }: Queryable, where: RawBuilder<unknown>): Promise<Connection[]> {
  const since = new Date(Date.now() - deliveriesKeptDays * 24 * 3_600_000)
  const { rows } = await sql<Row>`
    select connection_id as id, kind, name, source, origins,
      consent_text_id as "consentTextId", state, created_at as "createdAt",
      ended_at as "endedAt", last_received as "lastReceivedAt",
      json_build_object('waiting', waiting, 'accepted', accepted, 'repeated', repeated,
        'ignored', ignored, 'noted', noted, 'refused', refused) as counts
    from connections cross join lateral (
      select max(received_at) as last_received,
        count(*) filter (where outcome = 'waiting') as waiting,
        count(*) filter (where outcome = 'accepted') as accepted,
        count(*) filter (where outcome = 'repeated') + coalesce(sum(repeats), 0) as repeated,
        count(*) filter (where outcome = 'ignored') as ignored,
        count(*) filter (where outcome = 'noted') as noted,
        count(*) filter (where outcome = 'refused') as refused
      from deliveries
      where deliveries.connection_id = connections.connection_id and received_at >= ${since}
    ) as recent
    ${where}
    order by ended_at nulls first, created_at, connection_id`.execute(kysely)
  return rows.map(viewOf)
}

export const listConnections = (db: Queryable): Promise<Connection[]> => ask(db, sql``)

export async function readConnection(db: Queryable, connectionId: string): Promise<Connection> {
  const [found] = await ask(db, sql`where connection_id = ${connectionId}`)
  if (!found) throw notFound('connection')
  return found
}

export const connectionEnded = () =>
  conflict('connection_ended', 'This connection has ended. Make a new one.')
