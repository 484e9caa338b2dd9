import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { conflict } from '#kernel/errors.ts'
import { advisoryLocks } from './advisory-locks.ts'
import { type Log, silentLog } from './log.ts'
import type { Database } from './open.ts'

export type ServingLock = { release(): Promise<void> }

export type ServingLockOptions = {
  log?: Log | undefined
  /** `among others`: beside all who serve in the same manner; nobody who wants it alone comes in. */
  among?: 'alone' | 'among others'
  /**
   * The lock is lost for good: somebody else serves, or the database stayed away for long.
   * Whoever holds this must stop serving.
   */
  onLost: () => void
}

const regainPatienceMillis = 60_000
const regainPauseMillis = 100
const namePrefix = 'stammgast serving '

/**
 * Claims the right to serve this database, or refuses in one sentence that says who has it: alone,
 * or among others, who share jobs and limits by means of their own.
 *
 * The claim is an advisory lock of a session of its own: it ends with the process, however that
 * ends. When only the connection breaks (PostgreSQL restarted, the network failed) the lock is
 * claimed anew for a minute; meanwhile this process goes on, which is safe because every verb
 * is a transaction and the lock only keeps two schedulers from doing everything twice. As soon as
 * another has taken it, or when the minute is over, `onLost` is called once.
 */
export async function holdServingLock(
  { connection }: Pick<Database, 'connection'>,
  { log = silentLog, onLost, among = 'alone' }: ServingLockOptions,
): Promise<ServingLock> {
  const holding: Holding = {
    // Names us among the server's sessions, to others and to ourselves after a lost connection.
    name: `${namePrefix}${process.pid}@${hostname().slice(0, 30)}`,
    connection,
    among,
    log,
    onLost,
    client: undefined,
    released: false,
  }
  const outcome = await claim(holding)
  if (outcome !== 'claimed') throw alreadyServed(outcome)
  return { release: () => release(holding) }
}

type Holding = {
  name: string
  connection: Database['connection']
  among: 'alone' | 'among others'
  log: Log
  onLost: () => void
  client: Client | undefined
  released: boolean
}

type Holder = { holder: string; since: Date | undefined }

type Claim = 'claimed' | Holder

function alreadyServed({ holder, since }: Holder) {
  const who = since
    ? `process ${holder.replace(namePrefix, '')}, since ${since.toISOString()}`
    : 'which is just starting or stopping'
  return conflict(
    'database_already_served',
    `Another Stammgast already serves this database (${who}): stop it first, start this one with a data folder or database of its own, or let all who share it run as "serve" and "work".`,
  )
}

async function claim(holding: Holding): Promise<Claim> {
  const client = new Client({ ...holding.connection, application_name: holding.name })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const outcome = await tryLock(client, holding.among)
    if (outcome !== 'claimed') {
      await client.end()
      return outcome
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  holding.client = client
  client.once('end', () => void regain(holding))
  if (holding.released) await client.end()
  return 'claimed'
}

async function tryLock(client: Client, among: Holding['among']): Promise<Claim> {
  const take = among === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'
  // A server must notice soon that our machine or network is gone, and let the next one serve.
  await client.query(
    'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
  )
  const { rows } = await client.query<{ locked: boolean }>(`select ${take}($1) as locked`, [
    advisoryLocks.serving,
  ])
  return rows[0]?.locked ? 'claimed' : await findHolder(client)
}

async function findHolder(client: Client): Promise<Holder> {
  const { rows } = await client.query<Holder>(
    `select activity.application_name as holder, activity.backend_start as since
       from pg_locks as lock
       join pg_stat_activity as activity using (pid)
      where lock.locktype = 'advisory' and lock.granted
        and lock.classid = 0 and lock.objid = $1
        and lock.database = (select oid from pg_database where datname = current_database())`,
    [advisoryLocks.serving],
  )
  return rows[0] ?? { holder: '', since: undefined }
}

async function regain(holding: Holding) {
  if (holding.released) return
  holding.log.warn({}, 'lost the connection that holds the serving lock; claiming it anew')
  const deadline = Date.now() + regainPatienceMillis
  while (Date.now() < deadline) {
    await sleep(regainPauseMillis)
    if (holding.released) return
    const outcome = await tryToRegain(holding)
    if (outcome === 'regained') return
    if (outcome === 'taken') break
  }
  holding.log.error({}, 'the serving lock is lost for good')
  holding.onLost()
}

async function tryToRegain(holding: Holding): Promise<'regained' | 'taken' | 'away'> {
  try {
    const outcome = await claim(holding)
    if (outcome === 'claimed') return 'regained'
    // Our own former session may live on at a server that has not yet noticed its end.
    return outcome.holder === holding.name ? 'away' : 'taken'
  } catch {
    // The database is still away; the caller's deadline bounds how often we ask.
    return 'away'
  }
}

async function release(holding: Holding) {
  holding.released = true
  await holding.client?.end().catch(() => undefined)
}
