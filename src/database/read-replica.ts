import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ClientConfig } from 'pg'
import { Refusal } from '#kernel/errors.ts'
import { type Log, silentLog } from './log.ts'
import { connectPool, type Database } from './open.ts'
import { type ReplicaState, replicaStateOf, type Unfitness } from './replica-state.ts'
import type { Queryable } from './transaction.ts'
import { columnTypes } from './type-parsers.ts'

/** A streaming replica that reports are read from. */
export type ReadReplica = {
  database: Database
  lagSecondsMax: number
  /** How it stands, looked at no more than once a second. */
  state(): Promise<ReplicaState>
  close(): Promise<void>
}

export type ReplicaOptions = { url: string; lagSecondsMax: number; log?: Log | undefined }

const lookAgainMillis = 1_000
const patienceMillis = 2_000

/**
 * Opens the replica that DATABASE_READ_URL names. One that is away is no reason not to start: it
 * is looked for again whenever a report is asked for.
 * @throws Refusal where another server answers there than a replica of this database
 */
export async function openReadReplica(
  main: Queryable,
  { url, lagSecondsMax, log = silentLog }: ReplicaOptions,
): Promise<ReadReplica> {
  const database = connectReplica(url, log)
  const state = kept(telling(log, createLook(main, database, lagSecondsMax)))
  const first = await state()
  if (first.is === 'unfit') {
    await database.close()
    throw unfit(first.why)
  }
  return { database, lagSecondsMax, state, close: () => database.close() }
}

function connectReplica(url: string, log: Log): Database {
  const connection: ClientConfig = {
    connectionString: url,
    types: columnTypes,
    connectionTimeoutMillis: patienceMillis,
    // A replica refuses to write anyway; one that has become a database of its own would not.
    options: '-c default_transaction_read_only=on',
  }
  const connected = connectPool(connection, { log })
  // The database itself stands ready to answer instead: nobody waits for a replica.
  return { ...connected, connection, kind: 'outside', outagePatienceMillis: 0 }
}

type Written = { system: string; name: string; tables: string; position: string; at: Date }
type Read = Omit<Written, 'position' | 'at' | 'tables'> & {
  inRecovery: boolean
  tables: string
  caughtUp: boolean | null
  newestAt: Date | null
}

function createLook(main: Queryable, replica: Queryable, lagSecondsMax: number) {
  let caughtUpAtMillis: number | null = null
  return async (): Promise<ReplicaState> => {
    // While the database itself is away, nobody can say how far behind it anything is.
    const written = await readWritten(main).catch(() => null)
    if (!written) return { is: 'behind', ageSeconds: null }
    const askedAtMillis = performance.now()
    const read = await inTime(readRead(replica, written.position)).catch(reasonOf)
    if (typeof read === 'string') return { is: 'away', reason: read }
    const caughtUp = read.caughtUp ?? false
    if (caughtUp) caughtUpAtMillis = askedAtMillis
    return replicaStateOf(
      {
        inRecovery: read.inRecovery,
        sameDatabase: read.system === written.system && read.name === written.name,
        sameTables: read.tables === written.tables,
        caughtUp,
        // Both moments are of the database's own clock.
        newestAgoMillis: read.newestAt && written.at.getTime() - read.newestAt.getTime(),
        caughtUpAgoMillis: caughtUpAtMillis === null ? null : askedAtMillis - caughtUpAtMillis,
      },
      lagSecondsMax,
    )
  }
}

const identity = sql`
  (select system_identifier::text from pg_control_system()) as system,
  current_database() as name,
  (select max(name collate "C") from migrations) as tables`

async function readWritten({ kysely }: Queryable): Promise<Written> {
  const { rows } = await sql<Written>`
    select ${identity}, pg_current_wal_lsn()::text as position, clock_timestamp() as at`.execute(
    kysely,
  )
  return rows[0]!
}

async function readRead({ kysely }: Queryable, position: string): Promise<Read> {
  const { rows } = await sql<Read>`
    select ${identity}, pg_is_in_recovery() as "inRecovery",
      pg_last_wal_replay_lsn() >= ${position}::pg_lsn as "caughtUp",
      pg_last_xact_replay_timestamp() as "newestAt"`.execute(kysely)
  return rows[0]!
}

/** A server behind a broken network says nothing at all. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const patience = new AbortController()
  const late = async () => {
    await sleep(patienceMillis, undefined, { signal: patience.signal, ref: false })
    throw new Error(`no answer within ${patienceMillis} ms`)
  }
  try {
    return await Promise.race([work, late()])
  } finally {
    patience.abort()
  }
}

/** The driver's words name host and reason, never the password. */
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Whoever asks within a second of a look is told what was seen. */
function kept(look: () => Promise<ReplicaState>): () => Promise<ReplicaState> {
  let seenAtMillis = Number.NEGATIVE_INFINITY
  let seen: Promise<ReplicaState>
  return () => {
    const nowMillis = performance.now()
    if (nowMillis - seenAtMillis > lookAgainMillis) {
      seenAtMillis = nowMillis
      seen = look()
    }
    return seen
  }
}

/** The log hears of each change once. */
function telling(log: Log, look: () => Promise<ReplicaState>): () => Promise<ReplicaState> {
  let told: ReplicaState['is'] | null = null
  return async () => {
    const state = await look()
    if (state.is !== told) {
      if (state.is === 'following') log.info(state, 'reports are read from the replica')
      else log.warn(state, 'reports are read from the database itself, not from the replica')
    }
    told = state.is
    return state
  }
}

const words: Record<Unfitness, string> = {
  no_replica:
    'DATABASE_READ_URL names a server that is no streaming replica: it takes changes itself.',
  of_another_database: 'DATABASE_READ_URL names a replica of another database than this one.',
}

const unfit = (why: Unfitness) => {
  const code = why === 'no_replica' ? 'read_database_no_replica' : 'read_database_different'
  return new Refusal('unavailable', code, `${words[why]} Correct it, or leave it out.`)
}
