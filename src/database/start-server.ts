import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { Refusal } from '#kernel/errors.ts'
import { prepareCluster, superuser } from './cluster.ts'
import type { DataFolder } from './data-folder.ts'
import { errorCode } from './error-code.ts'
import type { Log } from './log.ts'
import {
  forgetDeadServer,
  runningServer,
  type ServerProcess,
  spawnServer,
} from './server-process.ts'
import { installPrograms, type ProgramsSource } from './server-programs.ts'
import { socketFolderOf, socketPort } from './socket-folder.ts'

/** The name under which a process's presence stands in pg_stat_activity. */
export const presenceName = 'stammgast presence'

/** Each knock costs the server a process, so a long recovery is asked less and less often. */
const knockPauseMillis = 10
const knockPauseMillisMax = 250
const readyPatienceMillis = 600_000
const orphansPatienceMillis = 30_000
const orphansPauseMillis = 100

/** A bundled server as one process knows it, running or not. */
export type ServerPlace = {
  folder: DataFolder
  source: ProgramsSource
  log: Log
  settings: Record<string, string>
}

/** Joins the server that runs, waiting while it starts or stops; else `undefined`. */
export async function adoptServer(place: ServerPlace): Promise<Client | undefined> {
  for await (const answer of knocking(place)) {
    if (answer instanceof Client) {
      place.log.info({ dataFolder: place.folder.root }, 'joined the running PostgreSQL')
      return answer
    }
    if (answer === 'nobody' && (await runningServer(place.folder)) === undefined) return undefined
  }
  throw failed(place, 'it runs but does not answer')
}

/** Starts the server, made if it is new, and returns this process's presence at it. */
export async function startServer(place: ServerPlace): Promise<Client> {
  const programs = await installPrograms(place.folder, place.source)
  await prepareCluster(place.folder, programs, place.settings)
  const orphansDeadline = Date.now() + orphansPatienceMillis
  for (;;) {
    await forgetDeadServer(place.folder, socketFolderOf(place.folder))
    const server = await spawnServer(place.folder, programs, socketFolderOf(place.folder))
    const presence = await waitUntilReady(place, server)
    if (presence) {
      await createOwnDatabase(presence)
      place.log.info({ dataFolder: place.folder.root }, 'started PostgreSQL')
      return presence
    }
    const words = await server.words()
    // Sessions of a killed server may outlive it for a moment; PostgreSQL waits for none of them.
    const orphans = words.includes('shared memory block')
    if (!orphans || Date.now() > orphansDeadline) throw failed(place, words)
    await sleep(orphansPauseMillis)
  }
}

async function waitUntilReady(
  place: ServerPlace,
  server: ServerProcess,
): Promise<Client | undefined> {
  for await (const answer of knocking(place)) {
    if (answer instanceof Client) return answer
    if (server.exited()) break
  }
  return undefined
}

const failed = ({ folder }: ServerPlace, words: string) =>
  new Refusal(
    'unavailable',
    'bundled_postgresql_failed',
    `The bundled PostgreSQL does not start: ${theFatal(words)}. Its log is ${folder.log}. Another server can be named by DATABASE_URL.`,
  )

const answerToKnock = /the database system is (starting up|not yet accepting|shutting down)/

/** Of the lines of a log those that tell why; the reader finds the rest in the file. */
function theFatal(words: string): string {
  const lines = words.split('\n')
  const fatal = lines.filter((line) => /FATAL|PANIC/.test(line) && !answerToKnock.test(line))
  return (fatal.length > 0 ? fatal : lines).slice(-3).join(' ') || 'it said nothing'
}

export const connectionTo = (folder: DataFolder, database: string): ClientConfig => ({
  host: socketFolderOf(folder),
  port: socketPort,
  user: superuser,
  database,
  ssl: false,
})

/** 'busy': somebody is there but cannot serve yet, or no longer. */
type Answer = Client | 'busy' | 'nobody'

async function* knocking(place: ServerPlace): AsyncGenerator<Answer> {
  const deadline = Date.now() + readyPatienceMillis
  let pauseMillis = knockPauseMillis
  while (Date.now() < deadline) {
    yield await knock(place)
    await sleep(pauseMillis)
    pauseMillis = Math.min(pauseMillis * 1.2, knockPauseMillisMax)
  }
}

async function knock({ folder }: ServerPlace): Promise<Answer> {
  const client = new Client({
    ...connectionTo(folder, 'postgres'),
    application_name: presenceName,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    const code = errorCode(error)
    return code === 'ENOENT' || code === 'ECONNREFUSED' ? 'nobody' : 'busy'
  }
}

async function createOwnDatabase(presence: Client) {
  const { rowCount } = await presence.query('select from pg_database where datname = $1', [
    superuser,
  ])
  if (rowCount === 0) await presence.query(`create database ${superuser}`)
}
