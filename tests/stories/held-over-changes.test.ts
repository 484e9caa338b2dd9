import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '#cli/verify.ts'
import { signIn } from '../guests.ts'
import { anew, openRewardsWorld, put, type RewardsWorld, ruleOf, tiersOf } from '../rewards.ts'
import type { Client } from '../server.ts'

/** What a guest was promised when it was kept for them holds until its time is over, whatever is said meanwhile. */

let world: RewardsWorld
let anna: string
let guest: Client
const reward = (more: object) =>
  put(world.owner, '/api/v1/rewards/coffee', {
    ...{ name: 'Kaffee', currency: 'points', price: 10, gives: { kind: 'experience' }, ...more },
  })
beforeAll(async () => {
  world = await openRewardsWorld('2026-11-21T12:00:00Z')
  await world.say(ruleOf({}))
  await world.say(
    tiersOf({ basis: 'visits', levels: [{ key: 'gold', name: 'Gold', threshold: 1 }] }),
  )
  anna = await world.customer('anna', 100)
  const bought = { type: 'purchase', occurredAt: '2026-11-21T11:00:00Z', amount: 100 }
  const events = [{ ...anew(), ...bought, customer: { externalId: 'anna' } }]
  expect((await world.shop.post('/api/v1/events', { events })).body.accepted).toBe(1)
  await reward({ validFrom: '2026-01-01T00:00:00Z', tiers: ['gold'] })
  await world.owner.patch('/api/v1/portal-settings', { open: true })
  const addIdentities = [{ kind: 'email', value: 'anna@post.example' }]
  await world.owner.patch(`/api/v1/customers/${anna}`, { addIdentities })
  guest = await signIn(world.server, world.owner, { email: 'anna@post.example' })
})
afterAll(async () => {
  expect((await verifyAll(world.server.house.context)).differences).toEqual([])
  await world.server.close()
})

async function code(): Promise<string> {
  const what = { kind: 'reward', reward: 'coffee' }
  const made = await guest.post('/api/v1/portal/redemption-codes', { what })
  expect(made.status, made.text).toBe(201)
  return made.body.code
}
const show = (shown: string) =>
  world.till.post('/api/v1/pos/redemption-codes', { code: shown, store: 'altstadt' })

test('a code is taken at the price it was made at, though the reward became dearer', async () => {
  const shown = await code()
  await reward({ price: 60, validFrom: '2026-11-21T12:01:00Z', tiers: ['gold'] })
  world.at('2026-11-21T12:02:00Z')
  const before = await world.balance(anna)
  const taken = await show(shown)
  expect(taken.status, taken.text).toBeLessThan(300)
  expect(await world.balance(anna)).toBe(before)
  expect(before).toBe(91)
})

test('a cart keeps its points and what they are worth, though points are worth less by now', async () => {
  const cart = await world.shop.post('/api/v1/carts', {
    ...{ ...anew(), customer: { externalId: 'anna' }, lines: [{ amount: 1000 }], minutes: 30 },
    points: { currency: 'points', points: 40 },
  })
  expect([cart.status, cart.body.discount]).toMatchObject([201, { amount: 40 }])
  const cheaper = { name: 'Punkte', value: '0.001', validFrom: '2026-11-21T12:03:00Z' }
  await put(world.owner, '/api/v1/programs/currencies/points', cheaper)
  world.at('2026-11-21T12:04:00Z')
  const captured = await world.shop.post(`/api/v1/carts/${cart.body.id}/capture`, {
    purchase: anew(),
  })
  expect(captured.status, captured.text).toBe(200)
  expect(captured.body).toMatchObject({ discount: { amount: 40 }, points: 40 })
  expect(await world.balance(anna)).toBe(51)
})
