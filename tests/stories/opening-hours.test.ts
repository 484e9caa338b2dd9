import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { cartOf, codesOf, define, tenPercent, validate } from '../vouchers.ts'

let server: TestServer
let owner: Client
let altstadt: string
let hafen: string
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  altstadt = await store('altstadt')
  hafen = await store('hafen')
})
afterAll(() => server.close())

const store = async (code: string) =>
  (await owner.post('/api/v1/stores', { code, name: code })).body.id as string
const say = (storeId: string, body: object, by = owner) =>
  by.patch(`/api/v1/stores/${storeId}/opening-hours`, body)
const known = async (by = owner) => (await by.get('/api/v1/opening-hours')).body.items

const morning = { weekday: 1, opens: '08:00', closes: '12:30' }
const evening = { weekday: 1, opens: '17:00', closes: '01:00' }
const holidays = { from: '2026-12-24', until: '2027-01-02', name: 'Betriebsferien' }

test('hours and closing days are said one by one; what is left out stays', async () => {
  expect(await known()).toEqual([
    { storeId: altstadt, hours: null, closures: [] },
    { storeId: hafen, hours: null, closures: [] },
  ])
  await say(altstadt, { hours: [morning, evening] })
  const both = await say(altstadt, { closures: [holidays] })
  expect(both.body).toEqual({
    ...{ storeId: altstadt, hours: [morning, evening], closures: [holidays] },
  })
  expect((await known())[0]).toEqual(both.body)
  expect((await say(altstadt, { hours: null })).body.hours).toBeNull()
  const { items } = (await owner.get('/api/v1/audit?subject=stores&limit=1')).body
  expect(items[0]).toMatchObject({
    ...{ act: 'changed', columns: ['hours'], before: { hours: [morning, evening] } },
  })
})

test('hours that cannot be are refused, and nothing of them is kept', async () => {
  await say(hafen, { hours: [morning] })
  const noon = { weekday: 1, opens: '12:00', closes: '13:00' }
  const refused = [
    await say(hafen, { hours: [morning, noon] }),
    await say(hafen, { hours: [morning, evening, { ...noon, opens: '15:00', closes: '16:00' }] }),
    await say(hafen, { hours: [], closures: [{ ...holidays, until: '2026-12-23' }] }),
    await say(hafen, { hours: [{ ...morning, opens: '24:00' }] }),
    await say('sto_01JD8W2M7QZV3Y8K5T0N4R6A1B', { hours: [] }),
  ]
  expect(refused.map(({ body }) => body.code)).toEqual([
    ...['opening_hours_overlap', 'opening_hours_overlap', 'closure_reversed', 'body_malformed'],
    'store_not_found',
  ])
  expect((await known())[1]).toEqual({ storeId: hafen, hours: [morning], closures: [] })
})

test('a voucher that ends while every store is closed keeps as long once they open', async () => {
  const ends = (validUntil: string) =>
    define(owner, { ...tenPercent, validUntil }, { kind: 'single', count: 1 })
  const vouchers = [await ends('2026-11-16'), await ends('2026-11-19')]
  const codes = await Promise.all(vouchers.map(async ({ id }) => (await codesOf(owner, id))[0]!))
  const judged = async () =>
    await Promise.all(codes.map(async (code) => (await validate(owner, code, cartOf(900))).valid))
  expect(await judged()).toEqual([false, false])
  const days = { from: '2026-11-18', until: '2026-11-20', name: 'Umbau' }
  await say(altstadt, { closures: [days] })
  expect(await judged()).toEqual([false, false])
  await say(hafen, { closures: [{ ...days, from: '2026-11-17' }] })
  expect(await judged()).toEqual([false, true])
  for (const id of [altstadt, hafen]) await say(id, { closures: [] })
})

test('a store manager says them for their stores, and sees no others', async () => {
  const manager = await server.person('store_manager', [hafen])
  expect((await say(hafen, { hours: [] }, manager)).status).toBe(200)
  expect((await say(altstadt, { hours: [] }, manager)).body.code).toBe('store_not_allowed')
  expect(await known(manager)).toEqual([{ storeId: hafen, hours: [], closures: [] }])
  const analyst = await server.person('analyst')
  expect(await known(analyst)).toHaveLength(2)
  expect((await say(hafen, { hours: [] }, analyst)).body.code).toBe('role_not_permitted')
})
