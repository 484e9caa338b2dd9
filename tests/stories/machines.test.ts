import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SharedLocks, shareLocks } from '#database/shared-locks.ts'
import { leave, showUp, thisMachine } from '#domain/business/machines/machine.ts'
import { noteJob } from '#domain/business/machines/note-job.ts'
import { notFound } from '#kernel/errors.ts'
import { buildServer } from '#server/build-server.ts'
import { defaultLimits } from '#server/limits.ts'
import { createMetrics } from '#server/observing/metrics.ts'
import { type Client, clientOf, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let apps: FastifyInstance[]
let turns: SharedLocks[]
let draining: AbortController

beforeAll(async () => {
  server = await openTestServer()
  const { database } = server.house.context
  turns = [shareLocks(database), shareLocks(database)]
  draining = new AbortController()
  const limits = { ...defaultLimits, signInTriesFree: 3 }
  const metrics = createMetrics(database)
  const telling = { observers: [metrics], metrics, metricsToken: 'twenty-four characters, so' }
  apps = await Promise.all([
    buildServer(server.house, { turns: turns[0]!, limits, ...telling }),
    buildServer(server.house, { turns: turns[1]!, limits, draining: draining.signal }),
  ])
})

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()))
  await Promise.all(turns.map((one) => one.close()))
  await server.close()
})

/** The same caller, at each of the two servers. */
const atBoth = ({ headers }: Pick<Client, 'headers'>) => apps.map((app) => clientOf(app, headers))

describe('two servers on one database', () => {
  test('a write sent to both with one key has one effect and one reply', async () => {
    const both = atBoth(await server.owner())
    const headers = { 'idempotency-key': 'two-doors-one-house' }
    const body = { code: 'altona', name: 'Altona' }
    const replies = await Promise.all(
      [...both, ...both].map((one) => one.send('POST', '/api/v1/stores', { body, headers })),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  })

  test('who guesses passwords at one and then at the other is counted once', async () => {
    const [here, there] = atBoth(server.visitor)
    const guess = { email: 'chef@morgenrot.example', password: 'geraten' }
    const statuses = []
    for (const one of [here!, there!, here!, there!, here!])
      statuses.push((await one.post('/api/v1/session', guess)).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })

  test('the rest of an allowance is said the same by both', async () => {
    const [here, there] = atBoth(await server.owner())
    const left = async (one: Client) =>
      Number((await one.get('/api/v1/business')).headers['ratelimit-remaining'])
    const first = await left(here!)
    expect(await left(there!)).toBe(first - 1)
  })

  test('one that is about to stop still answers, but asks for no more', async () => {
    const there = atBoth(server.visitor)[1]!
    expect((await there.get('/ready')).status).toBe(200)
    draining.abort()
    const ready = await there.get('/ready')
    expect([ready.status, ready.body.status]).toEqual([503, 'draining'])
    const health = await there.get('/health')
    expect([health.status, health.headers.connection]).toEqual([200, 'close'])
  })
})

describe('how the program is', () => {
  test('stands on one page, with what needs a hand', async () => {
    const owner = await server.owner()
    const { database } = server.house.context
    const machine = thisMachine('serve', '0.1.0')
    await showUp(database, machine)
    for (const error of [new RangeError('far'), new RangeError('far'), notFound('event')])
      await noteJob(database, machine, { name: 'sweep', error })
    const { status, body } = await owner.get('/api/v1/system')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      database: { kind: 'outside' },
      programs: [{ part: 'serve', processId: process.pid, version: '0.1.0' }],
      jobs: [{ name: 'sweep', failure: 'event_not_found', failures: 3 }],
      backups: { possible: false, settings: { nightly: true, hour: 3, keptDays: 14 } },
      warnings: ['worker_missing', 'backup_folder_missing', 'job_failing'],
    })
    await noteJob(database, machine, { name: 'sweep', error: null })
    await leave(database, machine)
    const mended = (await owner.get('/api/v1/system')).body
    expect([mended.jobs[0].failures, mended.programs]).toEqual([0, []])
  })

  test('its copies are set by the owner, and made where they have a place', async () => {
    const owner = await server.owner()
    const settings = { nightly: true, hour: 4, keptDays: 30 }
    const changed = await owner.put('/api/v1/system/backup-settings', settings)
    expect([changed.status, changed.body]).toEqual([200, settings])
    const refused = await owner.post('/api/v1/system/backups', {})
    expect([refused.status, refused.body.code]).toEqual([409, 'backup_folder_missing'])
    expect((await (await server.person('accountant')).get('/api/v1/system')).status).toBe(403)
  })

  test('is told in numbers to whoever knows the token, by routes and not by whom', async () => {
    const [here, there] = atBoth(server.visitor)
    await here!.get('/api/v1/welcome?who=anna@example.com')
    expect((await there!.get('/metrics')).status).toBe(404)
    expect((await here!.get('/metrics')).status).toBe(401)
    const headers = { authorization: 'Bearer twenty-four characters, so' }
    const { status, text } = await here!.send('GET', '/metrics', { headers })
    expect(status).toBe(200)
    expect(text).toMatch(
      /stammgast_request_seconds_count\{method="GET",route="[^"]+",status="\d+"\} \d/,
    )
    expect(text).toContain('stammgast_queue_waiting{queue="deliveries"} 0')
    expect(text).toContain('stammgast_backup_age_seconds -1')
    expect(text).not.toContain('anna')
  })
})
