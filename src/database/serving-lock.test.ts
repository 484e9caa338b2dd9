import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../tests/database.ts'
import { advisoryLocks } from './advisory-locks.ts'
import { holdServingLock, type ServingLock } from './serving-lock.ts'

describe('the serving lock', () => {
  let db: TestDatabase
  let locks: ServingLock[]

  beforeEach(async () => {
    db = await freshDatabase()
    locks = []
  })

  afterEach(async () => {
    for (const lock of locks) await lock.release()
    await db.close()
  })

  const hold = async (onLost = () => undefined) => {
    const lock = await holdServingLock(db, { onLost })
    locks.push(lock)
    return lock
  }
  const holders = async () => {
    const { rows } = await db.pool.query<{ pid: number }>(
      `select pid from pg_locks
        where locktype = 'advisory'
          and database = (select oid from pg_database where datname = current_database())`,
    )
    return rows.map(({ pid }) => pid)
  }

  it('refuses the second to serve, in one sentence that names the first', async () => {
    await hold()
    await expect(hold()).rejects.toMatchObject({
      code: 'database_already_served',
      message: expect.stringMatching(
        new RegExp(
          `^Another Stammgast already serves this database \\(process ${process.pid}@.+\\.$`,
        ),
      ),
    })
    expect(await holders()).toHaveLength(1)
  })

  it('is free again once given back', async () => {
    await (await hold()).release()
    await expect.poll(holders).toEqual([])
    await hold()
    expect(await holders()).toHaveLength(1)
  })

  it('does not hinder the serving of another database', async () => {
    const other = await freshDatabase()
    await hold()
    const lock = await holdServingLock(other, { onLost: () => undefined })
    await lock.release()
    await other.close()
  })

  it('is claimed anew when its connection breaks', async () => {
    const onLost = vi.fn()
    await hold(onLost)
    const [before] = await holders()
    await db.pool.query('select pg_terminate_backend($1)', [before])
    const isHeldAnew = async () => {
      const pids = await holders()
      return pids.length === 1 && pids[0] !== before
    }
    await expect.poll(isHeldAnew).toBe(true)
    expect(onLost).not.toHaveBeenCalled()
  })

  it('is lost when another has taken it meanwhile, and says so once', async () => {
    const onLost = vi.fn()
    await hold(onLost)
    const [before] = await holders()
    const thief = new Client({
      ...db.connection,
      application_name: 'stammgast serving 1@elsewhere',
    })
    await thief.connect()
    const taking = thief.query('select pg_advisory_lock($1)', [advisoryLocks.serving])
    await expect.poll(holders).toHaveLength(2)
    await db.pool.query('select pg_terminate_backend($1)', [before])
    await taking
    await expect.poll(() => onLost.mock.calls.length).toBe(1)
    await thief.end()
    await expect.poll(holders).toEqual([])
    expect(onLost).toHaveBeenCalledTimes(1)
  })
})
