import { afterEach, beforeEach, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../tests/database.ts'
import { type SharedLocks, shareLocks } from './shared-locks.ts'

let db: TestDatabase
let here: SharedLocks
let there: SharedLocks

beforeEach(async () => {
  db = await freshDatabase()
  here = shareLocks(db)
  there = shareLocks(db)
})

afterEach(async () => {
  await here.close()
  await there.close()
  await db.close()
})

it('a turn is had by one at a time, here and elsewhere', async () => {
  const turn = await here.take('job sweep')
  expect([await here.take('job sweep'), await there.take('job sweep')]).toEqual([null, null])
  expect(await there.take('job imports')).not.toBeNull()
  await turn?.giveBack()
  expect(await there.take('job sweep')).not.toBeNull()
})

it('the turns of a program that is gone are free at once', async () => {
  await here.take('job sweep')
  await here.close()
  await expect.poll(() => there.take('job sweep')).not.toBeNull()
})

it('a broken connection is replaced at the next turn', async () => {
  const turn = await here.take('job sweep')
  await db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stammgast turns'
       and datname = current_database()`,
  )
  await turn?.giveBack()
  await expect.poll(() => here.take('job sweep').catch(() => null)).not.toBeNull()
})
