import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { Refusal } from '#kernel/errors.ts'
import { prepareCluster, refuseOtherMajor, SUPERUSER } from './cluster.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { withFileLock } from './file-lock.ts'
import { type Log, silentLog } from './log.ts'
import {
  forgetDeadServer,
  lastWords,
  runningServer,
  type ServerProcess,
  spawnServer,
  stopServer,
} from './server-process.ts'
import { findPrograms, installPrograms, type ProgramsSource } from './server-programs.ts'
import { openSocketFolder, SOCKET_PORT } from './socket-folder.ts'

export type BundledServerOptions = {
  /** Else STAMMGAST_DATA, else the default of `data-folder.ts`. */
  dataFolder?: string | undefined
  log?: Log | undefined
  /** The npm package that carries the programs, where it is not the one of this platform. */
  packageName?: string | undefined
  /** PostgreSQL settings that win over our own. */
  settings?: Record<string, string> | undefined
}

export type BundledServer = {
  folder: DataFolder
  connection: ClientConfig
  /** Ends our use of the server; the last to leave stops it. */
  leave(): Promise<void>
}

const PRESENCE = 'stammgast presence'
const POLL_MS = 10
const READY_PATIENCE_MS = 600_000
const ORPHANS_PATIENCE_MS = 30_000
const RECOVERY_PAUSE_MS_MAX = 5_000

/**
 * Joins the PostgreSQL of a data folder: adopts the one that runs, or starts it.
 *
 * Every process that uses the server keeps one idle connection to it, its presence. It ends
 * with the process, however that ends, so whoever leaves and sees no other presence is the
 * last; and its loss is how a process learns that PostgreSQL died and must be started again.
 * Coming and leaving happen under one file lock.
 */
export async function joinBundledServer(
  options: BundledServerOptions = {},
): Promise<BundledServer> {
  const log = options.log ?? silentLog
  const folder = await openDataFolder(options.dataFolder)
  const source = await findPrograms(options.packageName)
  const socketFolder = await openSocketFolder(folder)
  const place: Place = { folder, source, socketFolder, log, settings: options.settings ?? {} }
  const membership: Membership = { place, presence: undefined, leaving: false }
  await enter(membership)
  return {
    folder,
    connection: connectionTo(socketFolder, SUPERUSER),
    leave: () => leave(membership),
  }
}

type Place = {
  folder: DataFolder
  source: ProgramsSource
  socketFolder: string
  log: Log
  settings: Record<string, string>
}

type Membership = { place: Place; presence: Client | undefined; leaving: boolean }

const connectionTo = (socketFolder: string, database: string): ClientConfig => ({
  host: socketFolder,
  port: SOCKET_PORT,
  user: SUPERUSER,
  database,
  ssl: false,
})

async function enter(membership: Membership) {
  const { place } = membership
  const presence = await withFileLock(place.folder, async () => {
    await refuseOtherMajor(place.folder, place.source.major)
    return (await adopt(place)) ?? (await start(place))
  })
  membership.presence = presence
  presence.once('end', () => void presenceLost(membership, presence))
}

/** Joins the server that runs, waiting while it starts or stops; else `undefined`. */
async function adopt(place: Place): Promise<Client | undefined> {
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

async function start(place: Place): Promise<Client> {
  const programs = await installPrograms(place.folder, place.source)
  await prepareCluster(place.folder, programs, place.settings)
  const orphansDeadline = Date.now() + ORPHANS_PATIENCE_MS
  for (;;) {
    await forgetDeadServer(place.folder)
    const server = await spawnServer(place.folder, programs, place.socketFolder)
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
    await sleep(RECOVERY_PAUSE_MS_MAX / 50)
  }
}

async function waitUntilReady(place: Place, server: ServerProcess): Promise<Client | undefined> {
  const deadline = Date.now() + READY_PATIENCE_MS
  while (Date.now() < deadline && !server.exited()) {
    const answer = await knock(place)
    if (answer instanceof Client) return answer
    await sleep(POLL_MS)
  }
  return undefined
}

const failed = ({ folder }: Place, words: string) =>
  new Refusal(
    'unavailable',
    'bundled_postgresql_failed',
    `The bundled PostgreSQL does not start: ${words || 'it said nothing'}. Its log is ${folder.log}. Another server can be named by DATABASE_URL.`,
  )

/** 'busy': somebody is there but cannot serve yet, or no longer. */
async function knock({ socketFolder }: Place): Promise<Client | 'busy' | 'nobody'> {
  const client = new Client({
    ...connectionTo(socketFolder, 'postgres'),
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

async function presenceLost(membership: Membership, presence: Client) {
  if (membership.leaving || membership.presence !== presence) return
  const { log, folder } = membership.place
  log.error({ dataFolder: folder.root }, 'PostgreSQL is gone; starting it again')
  let pauseMs = 50
  while (!membership.leaving) {
    try {
      return await enter(membership)
    } catch (error) {
      log.error({ error }, 'PostgreSQL could not be started again; trying once more')
      await sleep(pauseMs)
      pauseMs = Math.min(pauseMs * 2, RECOVERY_PAUSE_MS_MAX)
    }
  }
}

async function leave(membership: Membership) {
  if (membership.leaving) return
  membership.leaving = true
  const { folder, log } = membership.place
  await withFileLock(folder, async () => {
    const { presence } = membership
    const last = presence ? await isLast(presence) : false
    await presence?.end().catch(() => undefined)
    if (!last) return
    if (await stopServer(folder)) log.info({ dataFolder: folder.root }, 'stopped PostgreSQL')
    else log.warn({ dataFolder: folder.root }, 'PostgreSQL is still busy stopping')
  })
}

async function isLast(presence: Client): Promise<boolean> {
  try {
    const { rows } = await presence.query<{ others: string }>(
      `select count(*) as others
         from pg_stat_activity
        where application_name = $1 and pid <> pg_backend_pid()`,
      [PRESENCE],
    )
    return Number(rows[0]?.others) === 0
  } catch {
    // The server died under us: there is nothing left to stop.
    return false
  }
}
