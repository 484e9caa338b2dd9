import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unpacked } from '#database/backup/file.ts'
import { restoreBackup } from '#database/backup/restore-backup.ts'
import { migrate } from '#database/migrate.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { emptyDatabase, type TestDatabase } from '../database.ts'

const folder = fileURLToPath(new URL('../released', import.meta.url))
const released = readdirSync(folder).filter((name) => name.endsWith('.backup'))

let database: TestDatabase
beforeEach(async () => {
  database = await emptyDatabase()
})
afterEach(() => database.close())

const count = async (table: string) =>
  (await database.pool.query(`select count(*)::int as count from "${table}"`)).rows[0].count

/** Tables that a later program does without. What stood in them was of no lasting use, or moved. */
const givenUp = ['auth_accounts', 'auth_sessions', 'auth_users', 'auth_verifications']

/** What customers did and have: no upgrade may touch it. */
const sums = async () =>
  (
    await database.pool.query(`
      select (select sum(amount) from events) as amounts,
        (select count(*) from events) as events,
        (select string_agg(movements::text, '' order by position) from ledger_entries) as movements,
        (select string_agg(name, ',' order by customer_id) from persons) as names`)
  ).rows

test('there is a database of an earlier program to try', () => {
  expect(released.length).toBeGreaterThan(0)
})

test.each(released)('%s becomes one of today, and loses nothing', async (file) => {
  const { tables } = await restoreBackup(database, unpacked(join(folder, file), null))
  const before = await sums()
  expect((await migrate(database)).length).toBeGreaterThan(0)
  expect(await sums()).toEqual(before)
  for (const [table, { rows }] of Object.entries(tables)) {
    if (givenUp.includes(table)) continue
    expect([table, await count(table)]).toEqual([table, rows])
  }
  const context = {
    database,
    clock: fixedClock('2026-11-22T12:00:00Z'),
    log: pino({ level: 'silent' }),
  }
  const found = [
    await verifyProfiles(context),
    await verifyLedger(context),
    await verifyProgram(context),
  ]
  expect(found.flatMap((one) => one.differences as readonly unknown[])).toEqual([])
})
