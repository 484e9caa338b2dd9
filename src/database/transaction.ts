import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'

export type Tx = Transaction<unknown>

/** Whatever holds the connection pool: a `Database`, for one. */
export type Queryable = { kysely: Kysely<unknown> }

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
const ATTEMPTS_MAX = 8
const PAUSE_MS = 5

/**
 * Runs `work` in one READ COMMITTED transaction. When PostgreSQL gives way to another
 * transaction (a deadlock, a serialization failure) the whole is run again, so `work` must
 * leave no trace outside of `tx`.
 */
export async function transaction<T>(db: Queryable, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.kysely.transaction().setIsolationLevel('read committed').execute(work)
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !gaveWay(error)) throw error
      await sleep(Math.random() * PAUSE_MS * 2 ** attempt)
    }
  }
}

/** Runs `work` on one unchanging picture of the database. */
export async function readOnly<T>(db: Queryable, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(work)
}

export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

function gaveWay(error: unknown): boolean {
  const state = sqlState(error)
  return state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED
}
