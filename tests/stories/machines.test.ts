import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SharedLocks, shareLocks } from '#database/shared-locks.ts'
import { buildServer } from '#server/build-server.ts'
import { defaultLimits } from '#server/limits.ts'
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
  apps = await Promise.all([
    buildServer(server.house, { turns: turns[0]!, limits }),
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
