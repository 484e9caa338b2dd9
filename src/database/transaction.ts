import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction, TransactionBuilder } from 'kysely'
import { sayDoing } from './doing.ts'
import { errorCode } from './error-code.ts'
import { databaseUnavailable, isLostConnection } from './lost-connection.ts'

export type Tx = Transaction<unknown>

/** Whatever leads to the database: a `Database`, for one. */
export type Queryable = {
  kysely: Kysely<unknown>
  /** How long a transaction waits for a server that is away; else long enough for a restart. */
  outagePatienceMillis?: number
}

const serializationFailure = '40001'
const deadlockDetected = '40P01'
const attemptsMax = 8
const pauseMillis = 5

/** Long enough for a PostgreSQL that died to be started again and to recover. */
const outagePatienceMillis = 15_000
const outagePauseMillis = 100

/**
 * Runs `work` in one READ COMMITTED transaction. When PostgreSQL gives way to another
 * transaction (a deadlock, a serialization failure), or the connection is lost before the
 * commit was sent, the whole is run again: `work` must leave no trace outside of `tx`.
 *
 * A connection lost during the commit leaves open whether it happened. That ends as the
 * refusal `database_unavailable`, and whoever asked repeats with the same key.
 */
export async function transaction<T>(db: Queryable, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await persistently(
    db,
    (kysely) => kysely.transaction().setIsolationLevel('read committed'),
    work,
    'writes',
  )
}

/** Runs `work` on one unchanging picture of the database. */
export async function readOnly<T>(db: Queryable, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await persistently(
    db,
    (kysely) =>
      kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only'),
    work,
    'only reads',
  )
}

async function persistently<T>(
  db: Queryable,
  begin: (kysely: Kysely<unknown>) => TransactionBuilder<unknown>,
  work: (tx: Tx) => Promise<T>,
  effect: 'writes' | 'only reads',
): Promise<T> {
  const outageEndsAt = Date.now() + (db.outagePatienceMillis ?? outagePatienceMillis)
  for (let attempt = 1; ; ) {
    let inDoubt = false
    try {
      return await begin(db.kysely).execute(async (tx) => {
        if (effect === 'writes') await sayDoing(tx)
        const result = await work(tx)
        inDoubt = effect === 'writes'
        return result
      })
    } catch (error) {
      if (isLostConnection(error)) {
        if (inDoubt || Date.now() >= outageEndsAt) throw databaseUnavailable(error)
        await sleep(outagePauseMillis)
      } else {
        if (!gaveWay(error) || attempt === attemptsMax) throw error
        await sleep(Math.random() * pauseMillis * 2 ** attempt)
        attempt++
      }
    }
  }
}

function gaveWay(error: unknown): boolean {
  const code = errorCode(error)
  return code === serializationFailure || code === deadlockDetected
}
