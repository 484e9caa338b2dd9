import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoHouse } from '#cli/demo-house.ts'
import { unpacked } from '#database/backup/file.ts'
import { restoreBackup } from '#database/backup/restore-backup.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { fillDemo } from '#demo/fill-demo.ts'
import { optionsEndingYesterday } from '#demo/world.ts'
import { askForBackup, changeSettings } from '#domain/business/backups/backup-rows.ts'
import { backupWorker } from '#domain/business/backups/backup-worker.ts'
import { makeBackup } from '#domain/business/backups/make-backup.ts'
import { keepSecret } from '#domain/business/secret.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { emptyDatabase } from '../database.ts'
import { type Client, clientOf, openTestServer, type TestServer } from '../server.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'

let server: TestServer
let folder: string
let homeFolder: string
let program: Client

beforeAll(async () => {
  server = await openTestServer()
  folder = await makeTestFolder()
  homeFolder = await makeTestFolder()
  program = await server.program('events:write', 'reports:read', 'liability:read')
  const { clock } = server.house.context
  await fillDemo(
    demoHouse(server.house),
    optionsEndingYesterday(clock.now(), { customers: 50, seed: 6 }),
  )
})

afterAll(async () => {
  await server.close()
  await removeTestFolder(folder)
  await removeTestFolder(homeFolder)
})

const order = { passphrase: 'drei Brötchen um sieben', secret: null, version: '1' }

async function copyTo(name: string): Promise<string> {
  const file = join(folder, name)
  await makeBackup(server.house.context.database, { file, ...order })
  return file
}

/** A house on what was restored, with the same clock. */
async function openRestored(file: string, database: Database): Promise<TestServer> {
  await restoreBackup(database, unpacked(file, order.passphrase))
  await keepSecret(database, null, server.house.secret)
  return await openTestServer({ database, clock: server.house.context.clock })
}

async function differences({ house: { context } }: TestServer) {
  const found = [
    await verifyProfiles(context),
    await verifyLedger(context),
    await verifyProgram(context),
  ]
  return found.flatMap((one) => one.differences as readonly unknown[])
}

/** A till that never rests, until told to. */
function sendUntilTold() {
  let sent = 0
  let told = false
  const done = (async () => {
    while (!told) {
      const events = Array.from({ length: 25 }, () => ({
        ...{ type: 'purchase', source: 'busy', externalId: `b${sent++}`, amount: 480 },
        ...{ occurredAt: '2026-11-21T08:00:00Z', customer: { externalId: `c${sent % 40}` } },
      }))
      expect((await program.post('/api/v1/events', { events })).body.accepted).toBe(25)
    }
  })()
  return {
    sentByNow: () => sent,
    stop: async () => {
      told = true
      await done
      return sent
    },
  }
}

const busyEvents = async ({ house }: TestServer) =>
  (
    await house.context.database.pool.query(
      `select count(*)::int as count from events where source = 'busy'`,
    )
  ).rows[0].count

const reports = [
  'reports/overview',
  'reports/retention?from=2024-01-01&to=2026-11-01&every=month',
  'reports/cohorts?from=2024-01-01&to=2026-11-01&every=quarter',
  'reports/value?from=2024-01-01&to=2026-11-01',
  'reports/rfm',
  'liability',
  'liability/months',
]

describe('a copy', () => {
  test('made while purchases come in is one picture, and verify finds no difference in it', async () => {
    const till = sendUntilTold()
    await expect.poll(() => till.sentByNow()).toBeGreaterThan(100)
    const before = till.sentByNow() - 25
    const file = await copyTo('busy')
    const after = await till.stop()
    const restored = await openRestored(file, await emptyDatabase())
    expect(await differences(restored)).toEqual([])
    const copied = await busyEvents(restored)
    expect(copied).toBeGreaterThanOrEqual(before)
    expect(copied).toBeLessThan(after)
    expect(copied % 25).toBe(0)
    await restored.close()
  })

  test('moves from a server of one’s own to the bundled one and back, and every report stays', async () => {
    const file = await copyTo('quiet')
    const bundled = await openDatabase({ databaseUrl: '', dataFolder: homeFolder })
    // Its secret stands in the table here, as on a server of one's own.
    const home = { ...bundled, kind: 'outside' as const }
    const moved = await openRestored(file, home)
    const back = join(folder, 'back')
    await makeBackup(home, { file: back, ...order })
    const returned = await openRestored(back, await emptyDatabase())
    for (const path of reports) {
      const [was, there, here] = await Promise.all(
        [server, moved, returned].map(({ app }) =>
          clientOf(app, program.headers).get(`/api/v1/${path}`),
        ),
      )
      expect([path, was?.status]).toEqual([path, 200])
      expect(there?.text).toBe(was?.text)
      expect(here?.text).toBe(was?.text)
    }
    await Promise.all([moved.close(), returned.close()])
  })
})

describe('copies by night', () => {
  const night = async (passphrase: string | null = null) => {
    const place = { folder: join(folder, 'nightly'), passphrase }
    const worker = backupWorker({
      ...{ database: server.house.context.database, log: pino({ level: 'silent' }) },
      ...{ place, secret: 'geheim', version: '1' },
    })
    await worker.work(new AbortController().signal)
    return (await readdir(place.folder).catch(() => [])).length
  }
  const query = (statement: string) => server.house.context.database.pool.query(statement)

  test('are made once a night, by hand when asked for, and kept for their days', async () => {
    const { database } = server.house.context
    // The database of the story may have been made before midnight.
    await query('update migrations set applied_at = now()')
    await changeSettings(database, { nightly: false, hour: 0, keptDays: 7 })
    expect(await night()).toBe(0)
    await changeSettings(database, { nightly: true, hour: 0, keptDays: 7 })
    // The first night is the one after the day it all began.
    expect(await night()).toBe(0)
    await query(`update migrations set applied_at = applied_at - interval '1 day'`)
    expect([await night(), await night()]).toEqual([1, 1])
    await query(`update backups set asked_at = asked_at - interval '8 days'`)
    // The old one goes only once a newer one is whole.
    expect(await night('drei Brötchen um sieben')).toBe(1)
    const { rows } = await query(
      'select sealed, with_secret, by_night, failure from backups where removed_at is null',
    )
    expect(rows).toEqual([{ sealed: true, with_secret: true, by_night: true, failure: null }])
    await askForBackup(database, false)
    expect(await night()).toBe(2)
  })

  test('that cannot be written say so, and are tried again', async () => {
    const broken = backupWorker({
      ...{ database: server.house.context.database, log: pino({ level: 'silent' }) },
      ...{
        place: { folder: join(folder, 'quiet'), passphrase: null },
        secret: 'geheim',
        version: '1',
      },
    })
    await askForBackup(server.house.context.database, false)
    await expect(broken.work(new AbortController().signal)).rejects.toThrow()
    const { rows } = await query(
      'select failure from backups where ended_at is not null order by asked_at desc limit 1',
    )
    expect(rows).toEqual([{ failure: 'unexpected' }])
  })
})
