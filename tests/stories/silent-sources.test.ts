import { afterAll, beforeAll, expect, test } from 'vitest'
import { allWritten } from '../all-written.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let now = new Date('2026-10-12T08:00:00Z')

beforeAll(async () => {
  server = await openTestServer({ clock: { now: () => new Date(now) } })
  owner = await server.owner()
})
afterAll(() => server.close())

let receipts = 0
const receipt = (occurredAt: string, more: object = {}) => ({
  ...{ type: 'purchase', source: 'till-1', externalId: String(++receipts), occurredAt },
  ...{ store: 'altstadt', amount: 450, ...more },
})

async function tell(events: object[]) {
  const { body } = await owner.post('/api/v1/events', { events })
  expect(body.accepted, JSON.stringify(body.items)).toBe(events.length)
}

/** It is so late; the till tells what it rings up; the watch looks. */
async function happens(at: string, count: number) {
  now = new Date(at)
  if (count > 0) await tell(Array.from({ length: count }, () => receipt(at)))
  await allWritten(server.house.context.database)
  await letWork(server, 'source watch')
}

const alarms = async () => (await owner.get('/api/v1/reports/overview')).body.sources.alarms
const leaving = async () => (await owner.get('/api/v1/reports/leaving/customers')).body.items.length

test('a till that falls silent against its rhythm raises an alarm, and nobody there is said to stay away', async () => {
  await letWork(server, 'source watch')
  // Anna came every other day until a month ago; what is brought in later tells no rhythm.
  const anna = Array.from({ length: 40 }, (_, visit) =>
    receipt(new Date(Date.UTC(2026, 9, 10) - visit * 2 * 86_400_000).toISOString(), {
      customer: { externalId: 'anna' },
    }),
  )
  for (const day of ['12', '19', '26']) await happens(`2026-10-${day}T08:30:00Z`, 6)
  await tell(anna)
  for (const day of ['02', '09']) await happens(`2026-11-${day}T09:30:00Z`, 6)
  await happens('2026-11-16T09:50:00Z', 0)
  expect(await alarms()).toEqual([])
  expect(await leaving()).toBe(1)

  await happens('2026-11-16T11:05:00Z', 0)
  expect(await alarms()).toEqual([
    {
      store: { code: 'altstadt', name: 'altstadt' },
      source: 'till-1',
      silentSince: '2026-11-09T10:00:00.000Z',
    },
  ])
  expect(await leaving()).toBe(0)
  const { body } = await owner.get('/api/v1/reports/overview')
  expect(body.stores).toMatchObject([{ leaving: null }])
  expect((await owner.get('/api/v1/reports/today')).body.tasks).toEqual([])

  await happens('2026-11-16T11:20:00Z', 1)
  expect(await alarms()).toEqual([])
  expect(await leaving()).toBe(1)
})

test('while a store is known to be closed nobody is told, and its rhythm is judged once it opens again', async () => {
  const { items } = (await owner.get('/api/v1/stores')).body
  const holidays = { from: '2026-11-17', until: '2026-11-23', name: 'Betriebsferien' }
  const path = `/api/v1/stores/${items[0].id}/opening-hours`
  expect((await owner.patch(path, { closures: [holidays] })).status).toBe(200)
  await happens('2026-11-23T12:30:00Z', 0)
  expect(await alarms()).toEqual([])

  await owner.patch(path, { closures: [] })
  await happens('2026-11-23T12:35:00Z', 0)
  expect(await alarms()).toMatchObject([{ source: 'till-1' }])
})
