import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { wire } from '#house.ts'
import { systemClock } from '#kernel/clock.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let till: Client

beforeAll(async () => {
  // The database notes for itself when a rate changed, by the clock of the machine.
  server = await openTestServer({ clock: systemClock })
  owner = await server.owner()
  till = await server.program('events:write')
  const currency = { name: 'Punkte', value: '0.01', validFrom: '2020-01-01T00:00:00Z' }
  expect((await owner.put('/api/v1/programs/currencies/points', currency)).status).toBeLessThan(300)
  const rule = {
    name: 'Ein Punkt je Euro',
    currency: 'points',
    way: { kind: 'per_amount', points: '1', perAmount: 100 },
    caps: { perDay: 12 },
  }
  expect((await owner.put('/api/v1/programs/rules/euro', rule)).status).toBeLessThan(300)
})
afterAll(() => server.close())

let number = 0
async function buys(amount: number, millisFromNow = 0) {
  const occurredAt = new Date(server.house.context.clock.now().getTime() + millisFromNow)
  const answer = await till.post('/api/v1/events', {
    events: [
      {
        ...{ type: 'purchase', source: 'till', externalId: `p${++number}` },
        ...{ occurredAt: occurredAt.toISOString(), customer: { externalId: 'anna' } },
        lines: [{ amount }],
      },
    ],
  })
  expect(answer.body.accepted).toBe(1)
}

async function balance() {
  const { rows } = await sql<{ points: number }>`
    select sum(balance_after - balance_before)::int as points from ledger_entries`.execute(
    server.house.context.database.kysely,
  )
  return rows[0]!.points
}

async function differences() {
  const { context } = server.house
  await letWork(server, 'recount')
  const all = [
    await verifyProfiles(context),
    await verifyLedger(context),
    await verifyProgram(context),
  ]
  return all.flatMap((one) => one.differences)
}

test('what was earned under one tax rate stays earned when the business names another', async () => {
  await buys(500)
  expect(await balance()).toBe(5)
  const changed = await owner.patch('/api/v1/business', { defaultTaxRate: 0.25 })
  expect(changed.status).toBe(200)
  await buys(500, 1000)
  // Tax earns nothing unless a rule says so: 4 euros of these 5.
  expect(await balance()).toBe(9)
  // A late event replays the customer under the rates of each time.
  await buys(100, -1000)
  expect(await differences()).toEqual([])
})

test('another time zone cuts days anew for the program too', async () => {
  await owner.patch('/api/v1/business', { timeZone: 'Pacific/Kiritimati' })
  await owner.patch('/api/v1/business', { timeZone: 'America/Los_Angeles' })
  expect(await differences()).toEqual([])
})

test('reports say so while everybody is counted anew, also after the program was killed', async () => {
  const basis = async () => (await owner.get('/api/v1/reports/overview')).body.basis
  const file = async () => (await owner.get('/api/v1/reports/retention.csv?every=month')).status
  await owner.patch('/api/v1/business', { timeZone: 'Asia/Tokyo' })
  expect(await basis()).toMatchObject({
    timeZone: 'Asia/Tokyo',
    recount: { of: 'days', customers: 1, done: 0 },
  })
  expect(await file()).toBe(409)
  // Another program on the same database knows only what was committed.
  const { context } = server.house
  const next = wire({ ...context }, server.house.secret).workers.find(
    ({ name }) => name === 'recount',
  )!
  while ((await next.work(new AbortController().signal)) === 'more');
  expect(await basis()).toMatchObject({ recount: null })
  expect(await file()).toBe(200)
  expect(await differences()).toEqual([])
})
