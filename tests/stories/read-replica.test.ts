import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { allEndpoints } from '#contract/endpoints/all.ts'
import { eventInput } from '#contract/language/event.ts'
import { openReadReplica, type ReadReplica } from '#database/read-replica.ts'
import { transaction } from '#database/transaction.ts'
import { keptAnswer } from '#domain/analytics/kept-answers.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { freshDatabase } from '../database.ts'
import { type Replicated, startReplicated } from '../replica.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { purchase } from '../world.ts'

let pair: Replicated
let replica: ReadReplica
let server: TestServer
let owner: Client
let till: Client
const said: string[] = []

beforeAll(async () => {
  pair = await startReplicated()
  replica = await openReadReplica(pair.main, { url: pair.replicaUrl, lagSecondsMax: 60 })
  const log = pino({ level: 'warn' }, { write: (line: string) => said.push(line) })
  server = await openTestServer({ database: pair.main, replica, log })
  owner = await server.owner()
  till = await server.program('events:write')
  await buys('anna', '2026-01-10')
  await pair.caughtUp()
}, 60_000)
afterAll(async () => {
  await replica.close()
  await pair.stopReplica()
  await server.close()
  await pair.close()
})

async function buys(name: string, day: string) {
  const { body } = await till.post('/api/v1/events', { events: [purchase(day, name, 500)] })
  expect(body.accepted).toBe(1)
}

const overview = async () => (await owner.get('/api/v1/reports/overview')).body
const customersSeen = async () => (await overview()).basis.customers

test('a report is read from the replica and says how old it may be', async () => {
  // What the database writes by itself may be under way for a moment.
  await expect
    .poll(async () => (await overview()).basis)
    .toMatchObject({ customers: 1, ageSeconds: 0 })
  await pair.pause()
  await buys('bert', '2026-01-11')
  expect(await customersSeen()).toBe(1)
  expect((await owner.get('/api/v1/customers')).body.items).toHaveLength(2)
  await pair.resume()
  await pair.caughtUp()
  expect(await customersSeen()).toBe(2)
})

test('what a replica does not know yet, the database itself answers', async () => {
  await pair.pause()
  const store = { code: 'NEU', name: 'Am Markt' }
  expect((await owner.post('/api/v1/stores', store)).status).toBe(201)
  const asked = await owner.get('/api/v1/reports/retention?store=NEU')
  await pair.resume()
  expect(asked.status).toBe(200)
  expect(asked.body.basis.ageSeconds).toBeNull()
})

const given: Record<string, string> = {
  '/api/v1/reports/retention/customers': '?period=2026-01-01&kind=new',
  '/api/v1/reports/cohorts/customers': '?index=0&state=active',
  '/api/v1/reports/rfm/customers': '?recency=1&frequency=1',
}

test('every report can be had from a server that never writes', async () => {
  await pair.caughtUp()
  said.length = 0
  const reports = allEndpoints.filter(({ path }) => path.startsWith('/api/v1/reports/'))
  expect(reports.length).toBeGreaterThan(20)
  for (const { path } of reports) {
    expect([path, (await owner.get(`${path}${given[path] ?? ''}`)).status]).toEqual([path, 200])
  }
  expect(said).toEqual([])
})

test('an answer is not kept beyond what a transaction under way adds later', async () => {
  const count = () =>
    keptAnswer({ ...server.house.context, database: replica.database }, {}, async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from events`.execute(tx)
      return rows[0]!.n
    })
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>()
  const { promise: isRecorded, resolve: recorded } = Promise.withResolvers<void>()
  const underWay = transaction(pair.main, async (tx) => {
    const event = eventInput.parse(purchase('2026-03-05', 'cleo', 100))
    await recordInto(tx, [event], { now: new Date(), within: [updateProfiles] })
    recorded()
    await mayCommit
  })
  await isRecorded
  await buys('dora', '2026-03-06')
  await pair.caughtUp()
  const first = await count()
  commit()
  await underWay
  await pair.caughtUp()
  expect(await count()).toBe(first + 1)
})

test('one that is too far behind is left alone until it has caught up', async () => {
  const strict = await openReadReplica(pair.main, { url: pair.replicaUrl, lagSecondsMax: 0 })
  await pair.pause()
  await buys('emil', '2026-03-07')
  await expect.poll(async () => (await strict.state()).is).toBe('behind')
  await pair.resume()
  await pair.caughtUp()
  await expect.poll(() => strict.state()).toEqual({ is: 'following', ageSeconds: 0 })
  await strict.close()
})

test('what is no replica of this database is refused at the start', async () => {
  const open = (main: Parameters<typeof openReadReplica>[0], url: string) =>
    openReadReplica(main, { url, lagSecondsMax: 60 })
  await expect(open(pair.main, pair.mainUrl)).rejects.toMatchObject({
    code: 'read_database_no_replica',
  })
  const other = await freshDatabase()
  await expect(open(other, pair.replicaUrl)).rejects.toMatchObject({
    code: 'read_database_different',
  })
  await other.close()
})

test('while the replica is away, reports go on and the owner is told', async () => {
  const before = await customersSeen()
  await pair.stopReplica()
  await buys('frieda', '2026-03-08')
  const { basis } = await overview()
  expect(basis).toMatchObject({ customers: before + 1, ageSeconds: null })
  await vi.waitFor(async () => {
    const { body } = await owner.get('/api/v1/system')
    expect(body.replica).toEqual({ state: 'away', ageSeconds: null, lagSecondsMax: 60 })
    expect(body.warnings).toContain('replica_away')
  }, 20_000)
  const late = await openReadReplica(pair.main, { url: pair.replicaUrl, lagSecondsMax: 60 })
  expect((await late.state()).is).toBe('away')
  await late.close()
})
