import { Kysely, PostgresDialect } from 'kysely'
import { Client, type ClientConfig, Pool } from 'pg'
import { type BundledServerOptions, joinBundledServer } from './bundled-server.ts'
import { type Log, silentLog } from './log.ts'
import { refuseUnfitServer } from './outside-server.ts'
import { columnTypes } from './type-parsers.ts'

export type Database = {
  kysely: Kysely<unknown>
  pool: Pool
  /** For connections beside the pool. */
  connection: ClientConfig
  kind: 'bundled' | 'outside'
  /** Waits for the work in hand, then gives everything back. */
  close(): Promise<void>
}

export type OpenDatabaseOptions = BundledServerOptions & {
  /** Else the environment's DATABASE_URL; empty or not set means the bundled server. */
  databaseUrl?: string | undefined
  poolSize?: number | undefined
}

const POOL_SIZE = 10

export async function openDatabase(options: OpenDatabaseOptions = {}): Promise<Database> {
  const url = options.databaseUrl ?? process.env.DATABASE_URL
  return url ? await openOutside(url, options) : await openBundled(options)
}

async function openOutside(url: string, options: OpenDatabaseOptions): Promise<Database> {
  const connection = { connectionString: url, types: columnTypes }
  await refuseUnfitServer(connection)
  const { kysely, pool } = connectPool(connection, options)
  return { kysely, pool, connection, kind: 'outside', close: () => kysely.destroy() }
}

async function openBundled(options: OpenDatabaseOptions): Promise<Database> {
  const server = await joinBundledServer(options)
  const connection = { ...server.connection, types: columnTypes }
  const { kysely, pool } = connectPool(connection, options)
  const close = async () => {
    await kysely.destroy()
    await server.leave()
  }
  return { kysely, pool, connection, kind: 'bundled', close }
}

export function connectPool(
  connection: ClientConfig,
  {
    log = silentLog,
    poolSize = POOL_SIZE,
  }: { log?: Log | undefined; poolSize?: number | undefined },
) {
  const pool = new Pool({
    application_name: 'stammgast',
    keepAlive: true,
    ...connection,
    max: poolSize,
    Client,
  })
  // An idle connection that breaks is replaced at the next use; unheard, its error would end us.
  pool.on('error', (error) => log.warn({ error }, 'lost an idle connection to the database'))
  return { pool, kysely: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }) }
}
