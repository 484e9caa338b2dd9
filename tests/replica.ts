import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import type { ClientConfig } from 'pg'
import { type BundledServer, joinBundledServer } from '#database/bundled-server.ts'
import { migrate } from '#database/migrate.ts'
import { connectPool, type Database } from '#database/open.ts'
import { columnTypes } from '#database/type-parsers.ts'
import { makeTestFolder, removeTestFolder } from './test-folder.ts'

export type Replicated = {
  main: Database
  /** For DATABASE_READ_URL. */
  replicaUrl: string
  mainUrl: string
  /** Until the replica has all that the database has. */
  caughtUp(): Promise<void>
  /** Lets the replica stand still, and go on. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Ends the replica's server. */
  stopReplica(): Promise<void>
  close(): Promise<void>
}

const settings = { fsync: 'off', autovacuum: 'off' }
const packageName = process.env.STAMMGAST_TEST_POSTGRES === '15' ? 'postgres-15' : undefined

/** A database and its streaming replica: two servers of our own, the one copied from the other. */
export async function startReplicated(): Promise<Replicated> {
  const folder = await makeTestFolder()
  const replicaFolder = await makeTestFolder()
  await migrateIn(folder)
  await copyCluster(folder, replicaFolder)
  const server = await joinBundledServer({ dataFolder: folder, packageName, settings })
  const standby = await joinBundledServer({
    dataFolder: replicaFolder,
    packageName,
    settings: { ...settings, primary_conninfo: conninfo(server.connection) },
  })
  const main = open(server)
  const replica = open(standby)
  let stopped: Promise<void> | null = null
  const stopReplica = () => {
    stopped ??= replica.close().then(() => standby.leave())
    return stopped
  }
  return {
    main,
    replicaUrl: urlOf(standby.connection),
    mainUrl: urlOf(server.connection),
    caughtUp: () => caughtUp(main, replica),
    pause: () => run(replica, 'select pg_wal_replay_pause()'),
    resume: () => run(replica, 'select pg_wal_replay_resume()'),
    stopReplica,
    close: async () => {
      await stopReplica()
      await main.close()
      await server.leave()
      await Promise.all([folder, replicaFolder].map(removeTestFolder))
    },
  }
}

async function migrateIn(folder: string): Promise<void> {
  const server = await joinBundledServer({ dataFolder: folder, packageName, settings })
  await migrate(server)
  await server.leave()
}

/** While nobody runs, the files are the database. Owners and modes stay, which PostgreSQL minds. */
async function copyCluster(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', `${from}/.`, to])
  await writeFile(join(to, 'postgresql', 'data', 'standby.signal'), '')
}

const conninfo = ({ host, port, user }: ClientConfig) => `host=${host} port=${port} user=${user}`

const urlOf = ({ host, port, user, database }: ClientConfig) =>
  `postgresql:///${database}?user=${user}&host=${encodeURIComponent(host!)}&port=${port}`

function open({ connection }: BundledServer): Database {
  const known = { ...connection, types: columnTypes }
  return { ...connectPool(known, {}), connection: known, kind: 'outside' }
}

const run = async ({ kysely }: Database, statement: string) => {
  await sql.raw(statement).execute(kysely)
}

async function caughtUp(main: Database, replica: Database): Promise<void> {
  const written = await sql<{ position: string }>`
    select pg_current_wal_insert_lsn()::text as position`.execute(main.kysely)
  const { position } = written.rows[0]!
  for (;;) {
    const { rows } = await sql<{ there: boolean }>`
      select pg_last_wal_replay_lsn() >= ${position}::pg_lsn as there`.execute(replica.kysely)
    if (rows[0]!.there) return
    await sleep(5)
  }
}
