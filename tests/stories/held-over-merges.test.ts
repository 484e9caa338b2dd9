import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyAll } from '#cli/verify.ts'
import { nobody } from '#contract/route.ts'
import { transaction } from '#database/transaction.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { mergeWithin } from '#domain/people/merge-customers.ts'
import { internalId } from '#kernel/ids.ts'
import { purchase, record } from '../customers.ts'
import { signIn } from '../guests.ts'
import {
  anew,
  handOver,
  ladderOf,
  longAgo,
  openRewardsWorld,
  put,
  type RewardsWorld,
  stocked,
} from '../rewards.ts'
import type { Client } from '../server.ts'
import { define, fiveEuros } from '../vouchers.ts'

/** What is kept for a checkout stays with whoever it was kept for, whatever they are merged into. */

let world: RewardsWorld
let owner: Client
beforeAll(async () => {
  world = await openRewardsWorld()
  owner = world.owner
  await put(owner, '/api/v1/rewards/coffee', {
    ...{ name: 'Kaffee', currency: 'points', price: 10, validFrom: longAgo },
    gives: { kind: 'experience' },
  })
  await owner.patch('/api/v1/portal-settings', { open: true })
})
afterAll(async () => {
  expect((await verifyAll(world.server.house.context)).differences).toEqual([])
  await world.server.close()
})

/** Two customers: whoever holds the points, and whoever they turn out to be one with. */
let names = 0
let card: string
let shop: string
beforeEach(async () => {
  card = await world.customer(`card-${++names}`)
  shop = await world.customer(`shop-${names}`, 100)
})

async function merge(): Promise<string> {
  const reply = await owner.post(`/api/v1/customers/${card}/merge`, { from: shop })
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}
async function part(mergeId: string) {
  const reply = await owner.delete(`/api/v1/customers/${card}/merges/${mergeId}`)
  expect(reply.status, reply.text).toBe(200)
}
async function holdCart(more: object = {}): Promise<string> {
  const cart = {
    ...anew(),
    customer: { externalId: `shop-${names}` },
    ...{ lines: [{ amount: 1000 }], ...more },
  }
  const points = { currency: 'points', points: 80 }
  const reply = await world.shop.post('/api/v1/carts', { ...cart, points })
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}
const capture = (cartId: string) =>
  world.shop.post(`/api/v1/carts/${cartId}/capture`, { purchase: anew() })
const balances = async () => [await world.balance(card), await world.balance(shop)]
const overdrawn = async (customerId: string) =>
  (await owner.get(`/api/v1/customers/${customerId}/balance`)).body.points[0].overdrawn

describe('points that were to end while two were one', () => {
  const actOf = (name: string) => ({
    ...{ ...anew(), customer: { externalId: `${name}-${names}` }, currency: 'points' },
  })
  async function givenUntil(name: string, expiresAt: string) {
    const given = { ...actOf(name), points: 7, reason: 'complaint', expiresAt }
    expect((await owner.post('/api/v1/points/grants', given)).status).toBe(201)
  }

  test('keep as long as was said to both, whoever was named', async () => {
    await givenUntil('shop', '2026-11-22T12:00:00Z')
    await givenUntil('card', '2026-11-22T12:00:00Z')
    const merged = await merge()
    const longer = { until: '2027-01-31T12:00:00Z', reason: 'other' }
    const said = await owner.post('/api/v1/points/extensions', { ...actOf('card'), ...longer })
    expect(said.status, said.text).toBe(201)
    world.at('2026-11-23T12:00:00Z')
    await part(merged)
    expect(await balances()).toEqual([7, 107])
  })

  test('keep over closed doors, and are told of once', async () => {
    for (const { id } of (await owner.get('/api/v1/stores')).body.items) {
      const closures = [{ from: '2026-11-25', until: '2026-11-29', name: 'Umbau' }]
      await owner.patch(`/api/v1/stores/${id}/opening-hours`, { closures })
    }
    await givenUntil('shop', '2026-11-27T12:00:00Z')
    const merged = await merge()
    await world.work('keep points over closures')
    const told = async (id: string) => {
      const { items } = (await owner.get(`/api/v1/customers/${id}/timeline`)).body
      return items.filter(({ details }: { details: { act?: string } }) => details.act === 'extend')
    }
    expect(await told(card)).toHaveLength(1)
    world.at('2026-11-29T12:00:00Z')
    await part(merged)
    expect(await balances()).toEqual([0, 107])
    expect([await told(card), await told(shop)]).toMatchObject([[{}], [{}]])
  })
})

describe('points that a cart keeps', () => {
  test('are redeemed by whoever named themselves, when the merge is undone after it', async () => {
    const merged = await merge()
    expect((await capture(await holdCart())).status).toBe(200)
    expect(await world.balance(card)).toBe(20)
    await part(merged)
    expect(await balances()).toEqual([0, 20])
    expect(await overdrawn(card)).toBe(0)
  })

  test('are redeemed by them also when the merge is undone before it', async () => {
    const merged = await merge()
    const cart = await holdCart()
    await part(merged)
    expect(await balances()).toEqual([0, 20])
    expect((await capture(cart)).status).toBe(200)
    expect(await balances()).toEqual([0, 20])
  })

  test('can be let go on either side of a merge', async () => {
    const cart = await holdCart()
    const merged = await merge()
    expect(await world.balance(card)).toBe(20)
    expect((await world.shop.post(`/api/v1/carts/${cart}/release`, {})).status).toBe(200)
    expect(await world.balance(card)).toBe(100)
    await part(merged)
    expect(await balances()).toEqual([0, 100])
  })

  test('come back to them where the order is returned', async () => {
    const merged = await merge()
    const cart = await holdCart()
    const purchase = anew()
    await world.shop.post(`/api/v1/carts/${cart}/capture`, { purchase })
    const bought = { ...purchase, type: 'purchase', amount: 200, customer: { id: shop } }
    const at = { occurredAt: '2026-11-21T11:59:00Z', store: 'altstadt' }
    const back = { ...anew(), type: 'return', amount: 200, purchase, customer: { id: shop } }
    const events = [
      { ...bought, ...at },
      { ...back, ...at },
    ]
    expect((await world.shop.post('/api/v1/events', { events })).body.accepted).toBe(2)
    const comeBack = async () => {
      await world.work('cart returns')
      return await world.balance(card)
    }
    // Whoever writes in another database of the same server is waited for.
    await expect.poll(comeBack, { timeout: 20_000 }).toBe(100)
    await part(merged)
    expect(await balances()).toEqual([0, 100])
  })
})

test('a code on the phone redeems the points of whoever signed in', async () => {
  const merged = await merge()
  const mail = { kind: 'email', value: `shop-${names}@post.example` }
  await part(merged)
  expect((await owner.patch(`/api/v1/customers/${shop}`, { addIdentities: [mail] })).status).toBe(
    200,
  )
  const mergedAgain = await merge()
  const guest = await signIn(world.server, owner, { email: mail.value })
  const what = { kind: 'reward', reward: 'coffee' }
  const { code } = (await guest.post('/api/v1/portal/redemption-codes', { what })).body
  expect(await world.balance(card)).toBe(90)
  const taken = await world.till.post('/api/v1/pos/redemption-codes', { code, store: 'altstadt' })
  expect(taken.status, taken.text).toBe(201)
  await part(mergedAgain)
  expect(await balances()).toEqual([0, 90])
  expect(await overdrawn(card)).toBe(0)
})

test('a voucher kept over a merge and its undoing counts once, for who named themselves', async () => {
  const { code } = await define(owner, { ...fiveEuros, perCustomerMax: 1 })
  const asked = { code, cart: { amount: 1000 }, customer: { externalId: `shop-${names}` } }
  const merged = await merge()
  const held = await world.shop.post('/api/v1/voucher-holds', { ...anew(), ...asked, minutes: 60 })
  expect(held.status, held.text).toBe(201)
  await part(merged)
  const purchase = anew()
  const captured = await world.shop.post(`/api/v1/voucher-holds/${held.body.id}/capture`, {
    purchase,
  })
  expect(captured.status, captured.text).toBeLessThan(300)
  const again = (of: string) =>
    world.shop.post('/api/v1/voucher-redemptions', { ...anew(), ...asked, customer: { id: of } })
  expect((await again(shop)).body.code).toBe('voucher_customer_limit_reached')
  expect((await again(card)).status).toBe(201)
})

test('who asks for a gift while they are merged gets it once for both', async () => {
  await world.say(
    ladderOf({
      key: 'gifts',
      rounds: [
        {
          steps: [
            { count: 2, articles: ['cup'] },
            { count: 90, articles: ['cup'] },
          ],
        },
      ],
    }),
  )
  await stocked(owner, 'cup', 10)
  for (const name of ['card', 'shop']) {
    for (const day of ['18', '19']) {
      await record(world.shop, purchase(`${name}-${names}`, 'altstadt', `2026-11-${day}T09:00:00Z`))
    }
  }
  expect((await handOver(world.shop, shop, {})).status).toBe(201)
  const { context } = world.server.house
  const rim = { context, planFor: keptPlan() }
  const asked = await transaction(context.database, async (tx) => {
    await mergeWithin(
      tx,
      rim,
      { ...{ from: internalId('cus', shop)!, into: internalId('cus', card)! }, note: null },
      nobody,
    )
    const waiting = handOver(world.shop, card, {})
    await expect.poll(waiters).toBe(1)
    return { waiting }
  })
  expect((await asked.waiting).body.code).toBe('gift_not_due')
})

const waiters = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(
    world.server.house.context.database.kysely,
  )
  return rows[0]!.count
}
