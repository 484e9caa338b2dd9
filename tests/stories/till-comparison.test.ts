import { afterAll, beforeAll, expect, test } from 'vitest'
import { anew, openRewardsWorld, put, type RewardsWorld, redeem, stocked } from '../rewards.ts'

let world: RewardsWorld
let anna: string
beforeAll(async () => {
  world = await openRewardsWorld('2026-11-18T09:00:00Z')
  await stocked(world.owner, 'coffee', 50, { name: 'Kaffee', sku: 'FREE-COFFEE' })
  await put(world.owner, '/api/v1/rewards/coffee', {
    ...{ name: 'Kaffee', currency: 'points', price: 1, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'coffee' },
  })
  anna = await world.customer('anna', 100)
})
afterAll(() => world.server.close())

const path = '/api/v1/pos/till-comparison'
const takes = async (store: string) => {
  const reply = await redeem(world.owner, anna, 'coffee', { ...anew(), store })
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id as string
}

/** What the till of the old town booked, as a file or an interface brings it. */
async function tillBooks(externalId: string, occurredAt: string, lines: object[], version = 0) {
  const said = { type: 'purchase', source: 'till', externalId, occurredAt, version }
  const events = [{ ...said, store: 'altstadt', lines }]
  expect((await world.shop.post('/api/v1/events', { events })).body.accepted).toBe(1)
}

const free = { sku: 'FREE-COFFEE', quantity: 1, amount: 0 }
const paid = { sku: 'FREE-COFFEE', quantity: 1, amount: 320 }

test('what was given here and what the till booked for it agree, or are named by day, store and article', async () => {
  await takes('altstadt')
  await takes('altstadt')
  await takes('hafen')
  await tillBooks('r1', '2026-11-18T10:00:00+01:00', [free, { sku: 'CAKE', amount: 400 }])
  // Who pays for it was given nothing.
  await tillBooks('r2', '2026-11-18T11:00:00+01:00', [paid])
  world.at('2026-11-19T09:00:00Z')
  const { body } = await world.owner.get(path)
  expect(body).toEqual({
    ...{ from: '2026-11-12', until: '2026-11-18', compared: 1, unknown: 1 },
    differences: [
      {
        ...{ day: '2026-11-18', given: 2, booked: 1 },
        store: { code: 'altstadt', name: 'altstadt' },
        article: { key: 'coffee', name: 'Kaffee', sku: 'FREE-COFFEE' },
      },
    ],
  })
  // The receipt is told anew, with a line that was missing.
  await tillBooks(
    'r1',
    '2026-11-18T10:00:00+01:00',
    [
      { ...free, quantity: 2, amount: -640 },
      { sku: 'CAKE', amount: 1040 },
    ],
    1,
  )
  expect((await world.owner.get(path)).body).toMatchObject({ compared: 1, differences: [] })
})

test('what was taken back counts no longer, and what only the till knows is named too', async () => {
  const id = await takes('altstadt')
  expect((await world.owner.post(`/api/v1/reward-redemptions/${id}/cancel`)).status).toBe(200)
  await tillBooks('r3', '2026-11-19T12:00:00+01:00', [free])
  world.at('2026-11-20T09:00:00Z')
  const { body } = await world.owner.get(`${path}?from=2026-11-19`)
  expect(body.differences).toMatchObject([{ day: '2026-11-19', given: 0, booked: 1 }])
})

test('articles of one key are one at the till, also one that is given no more', async () => {
  world.at('2026-11-20T09:00:00Z')
  for (const [key, sku] of [
    ['tart', 'FREE-TART'],
    ['a_tart_of_old', 'FREE-TART'],
  ] as const) {
    await stocked(world.owner, key, 5, { name: key, sku })
  }
  expect((await world.owner.delete('/api/v1/gift-articles/a_tart_of_old')).status).toBe(200)
  await put(world.owner, '/api/v1/rewards/tart', {
    ...{ name: 'Tarte', currency: 'points', price: 1, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'tart' },
  })
  const takesTart = () => redeem(world.owner, anna, 'tart', { ...anew(), store: 'altstadt' })
  expect([(await takesTart()).status, (await takesTart()).status]).toEqual([201, 201])
  const tart = { sku: 'FREE-TART', quantity: 1, amount: 0 }
  await tillBooks('r4', '2026-11-20T12:00:00+01:00', [tart])
  world.at('2026-11-21T09:00:00Z')
  const { body } = await world.owner.get(`${path}?from=2026-11-20`)
  expect(body).toMatchObject({ compared: 1, differences: [{ given: 2, booked: 1 }] })
  expect(body.differences).toMatchObject([{ article: { key: 'tart', sku: 'FREE-TART' } }])
})

test('a manager sees the own stores alone, a month at most, and a cashier nothing of it', async () => {
  const stores = (await world.owner.get('/api/v1/stores')).body.items
  const hafen = stores.find(({ code }: { code: string }) => code === 'hafen')
  const manager = await world.server.person('store_manager', [hafen.id])
  expect((await manager.get(path)).body).toMatchObject({ compared: 0, unknown: 1, differences: [] })
  expect((await manager.get(`${path}?store=altstadt`)).body.code).toBe('store_not_allowed')
  expect((await world.till.get(path)).status).toBe(403)
  const long = await world.owner.get(`${path}?from=2026-10-01&until=2026-11-01`)
  expect(long.body.code).toBe('period_too_long')
})
