import { once } from 'node:events'
import { Kysely } from 'kysely'
import { type ClientBase, type ClientConfig, Pool } from 'pg'
import { type BundledServerOptions, joinBundledServer } from './bundled-server.ts'
import { CopyingDialect } from './dialect.ts'
import { type Log, silentLog } from './log.ts'
import { refuseStrangeAddress, refuseUnfitServer } from './outside-server.ts'
import { keepPrepared } from './prepared.ts'
import { columnTypes } from './type-parsers.ts'

export type Database = {
  kysely: Kysely<unknown>
  pool: Pool
  /** For connections beside the pool. */
  connection: ClientConfig
  kind: 'bundled' | 'outside'
  outagePatienceMillis?: number
  /** Waits for the work in hand, then gives everything back. */
  close(): Promise<void>
}

export type OpenDatabaseOptions = BundledServerOptions & {
  /** Else the environment's DATABASE_URL; empty or not set means the bundled server. */
  databaseUrl?: string | undefined
  poolSize?: number | undefined
}

const connectionsMax = 10

export async function openDatabase(options: OpenDatabaseOptions = {}): Promise<Database> {
  const url = options.databaseUrl ?? process.env.DATABASE_URL
  return url ? await openOutside(url, options) : await openBundled(options)
}

async function openOutside(url: string, options: OpenDatabaseOptions): Promise<Database> {
  refuseStrangeAddress(url)
  const connection = { connectionString: url, types: columnTypes }
  await refuseUnfitServer(connection)
  return { ...connectPool(connection, options), connection, kind: 'outside' }
}

async function openBundled(options: OpenDatabaseOptions): Promise<Database> {
  const server = await joinBundledServer(options)
  const connection = { ...server.connection, types: columnTypes }
  const connected = connectPool(connection, options)
  const close = async () => {
    await connected.close()
    await server.leave()
  }
  return { ...connected, connection, kind: 'bundled', close }
}

export function connectPool(
  connection: ClientConfig,
  {
    log = silentLog,
    poolSize = connectionsMax,
  }: { log?: Log | undefined; poolSize?: number | undefined },
) {
  const pool = new Pool({
    application_name: 'stammgast',
    keepAlive: true,
    ...connection,
    max: poolSize,
  })
  // An idle connection that breaks is replaced at the next use; unheard, its error would end us.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ reason: error.message }, 'lost an idle connection to the database')
  })
  // One that breaks between two statements fails the next of them, which says so itself.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('connect', keepPrepared)
  const disconnected = watchDisconnection(pool)
  const kysely = new Kysely<unknown>({ dialect: new CopyingDialect(pool) })
  const close = async () => {
    await kysely.destroy()
    if (!pool.ended) await pool.end()
    await disconnected()
  }
  return { pool, kysely, close }
}

/** The pool's own end does not wait for the connections to be gone from the server. */
function watchDisconnection(pool: Pool): () => Promise<void> {
  const connected = new Set<ClientBase>()
  pool.on('connect', (client) => {
    connected.add(client)
    client.once('end', () => connected.delete(client))
  })
  return async () => {
    await Promise.all([...connected].map((client) => once(client, 'end')))
  }
}
