import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { Refusal } from '#kernel/errors.ts'
import { prepareCluster, SUPERUSER } from './cluster.ts'
import type { DataFolder } from './data-folder.ts'
import type { Log } from './log.ts'
import {
  forgetDeadServer,
  lastWords,
  runningServer,
  type ServerProcess,
  spawnServer,
} from './server-process.ts'
import { installPrograms, type ProgramsSource } from './server-programs.ts'
import { SOCKET_PORT, socketFolderOf } from './socket-folder.ts'

/** The name under which a process's presence stands in pg_stat_activity. */
export const PRESENCE = 'stammgast presence'

const POLL_MS = 10
const READY_PATIENCE_MS = 600_000
const ORPHANS_PATIENCE_MS = 30_000
const ORPHANS_PAUSE_MS = 100

/** A bundled server as one process knows it, running or not. */
export type ServerPlace = {
  folder: DataFolder
  source: ProgramsSource
  log: Log
  settings: Record<string, string>
}

/** Joins the server that runs, waiting while it starts or stops; else `undefined`. */
export async function adoptServer(place: ServerPlace): Promise<Client | undefined> {
  const deadline = Date.now() + READY_PATIENCE_MS
  while (Date.now() < deadline) {
    const answer = await knock(place)
    if (answer instanceof Client) {
      place.log.info({ dataFolder: place.folder.root }, 'joined the running PostgreSQL')
      return answer
    }
    if (answer === 'nobody' && (await runningServer(place.folder)) === undefined) return undefined
    await sleep(POLL_MS)
  }
  throw failed(place, 'it runs but does not answer')
}

/** Starts the server, made if it is new, and returns this process's presence at it. */
export async function startServer(place: ServerPlace): Promise<Client> {
  const programs = await installPrograms(place.folder, place.source)
  await prepareCluster(place.folder, programs, place.settings)
  const orphansDeadline = Date.now() + ORPHANS_PATIENCE_MS
  for (;;) {
    await forgetDeadServer(place.folder, socketFolderOf(place.folder))
    const server = await spawnServer(place.folder, programs, socketFolderOf(place.folder))
    const presence = await waitUntilReady(place, server)
    if (presence) {
      await createOwnDatabase(presence)
      place.log.info({ dataFolder: place.folder.root }, 'started PostgreSQL')
      return presence
    }
    const words = await lastWords(place.folder)
    // Sessions of a killed server may outlive it for a moment; PostgreSQL waits for none of them.
    const orphans = words.includes('shared memory block')
    if (!orphans || Date.now() > orphansDeadline) throw failed(place, words)
    await sleep(ORPHANS_PAUSE_MS)
  }
}

async function waitUntilReady(
  place: ServerPlace,
  server: ServerProcess,
): Promise<Client | undefined> {
  const deadline = Date.now() + READY_PATIENCE_MS
  while (Date.now() < deadline && !server.exited()) {
    const answer = await knock(place)
    if (answer instanceof Client) return answer
    await sleep(POLL_MS)
  }
  return undefined
}

const failed = ({ folder }: ServerPlace, words: string) =>
  new Refusal(
    'unavailable',
    'bundled_postgresql_failed',
    `The bundled PostgreSQL does not start: ${words || 'it said nothing'}. Its log is ${folder.log}. Another server can be named by DATABASE_URL.`,
  )

export const connectionTo = (folder: DataFolder, database: string): ClientConfig => ({
  host: socketFolderOf(folder),
  port: SOCKET_PORT,
  user: SUPERUSER,
  database,
  ssl: false,
})

/** 'busy': somebody is there but cannot serve yet, or no longer. */
async function knock({ folder }: ServerPlace): Promise<Client | 'busy' | 'nobody'> {
  const client = new Client({
    ...connectionTo(folder, 'postgres'),
    application_name: PRESENCE,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'ENOENT' || code === 'ECONNREFUSED' ? 'nobody' : 'busy'
  }
}

async function createOwnDatabase(presence: Client) {
  const { rowCount } = await presence.query('select from pg_database where datname = $1', [
    SUPERUSER,
  ])
  if (rowCount === 0) await presence.query(`create database ${SUPERUSER}`)
}
