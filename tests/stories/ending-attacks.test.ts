import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyAll } from '#cli/verify.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { readCard } from '#domain/portal/read-card.ts'
import { internalId } from '#kernel/ids.ts'
import { signIn } from '../guests.ts'
import { registerDevice } from '../offline-device.ts'
import { anew, openRewardsWorld, put, type RewardsWorld, redeem, ruleOf } from '../rewards.ts'

/** Whoever was early enough loses nothing by the end of a program, and nobody gains by it. */

let world: RewardsWorld
let anna: string
beforeEach(async () => {
  world = await openRewardsWorld('2026-11-21T12:00:00Z')
  await world.say(ruleOf({}))
  await put(world.owner, '/api/v1/gift-articles/coffee', {
    name: 'Kaffee',
    cost: 50,
    counted: false,
  })
  await put(world.owner, '/api/v1/rewards/coffee', {
    ...{ name: 'Kaffee', currency: 'points', price: 10, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'coffee' },
  })
  anna = await world.customer('anna', 100)
  await put(world.owner, '/api/v1/programs/ending', {
    ...{ collectUntil: '2026-12-31', redeemUntil: '2027-03-31' },
  })
})
afterEach(async () => {
  expect((await verifyAll(world.server.house.context)).differences).toEqual([])
  await world.server.close()
})

const lastDay = '2027-03-31T12:00:00Z'
const lastMinutes = '2027-03-31T21:58:00Z'
const over = '2027-03-31T22:01:00Z'
const ending = () => world.work('end points with the program')

/** Lets the last day begin, and comes to its last minutes. */
async function toTheLastMinutes() {
  world.at(lastDay)
  await ending()
  world.at(lastMinutes)
}

/** Points of anna as the office, the till and her own card say them. */
async function seen(): Promise<(number | undefined)[]> {
  const { context, within } = world.server.house
  const rim = { context, within, planFor: keptPlan(), secret: 'unused' }
  const card = await readCard(rim, internalId('cus', anna)!, 'de')
  const till = (await world.till.get(`/api/v1/pos/guests/${anna}`)).body
  return [await world.balance(anna), till.points[0]?.balance, card.points[0]?.balance]
}

const act = () => ({ ...anew(), customer: { externalId: 'anna' }, currency: 'points' })
const spend = (points: number) =>
  world.server
    .program('points:redeem')
    .then((key) => key.post('/api/v1/points/redemptions', { ...act(), points }))
const outcome = ({ status, body }: { status: number; body: { code?: string } }) =>
  status < 300 ? 'done' : `${status} ${body.code}`

async function holdCart(points: number, minutes = 60) {
  return await world.shop.post('/api/v1/carts', {
    ...{ ...anew(), customer: { externalId: 'anna' }, lines: [{ amount: 1000 }], minutes },
    points: { currency: 'points', points },
  })
}
const capture = (cartId: string, purchase = anew()) =>
  world.shop.post(`/api/v1/carts/${cartId}/capture`, { purchase })

describe('what a cart kept in time', () => {
  test('is redeemed by its order, though that comes after the end', async () => {
    await toTheLastMinutes()
    const cart = await holdCart(80)
    expect(cart.status, cart.text).toBe(201)
    world.at(over)
    expect(await world.balance(anna)).toBe(0)
    const captured = await capture(cart.body.id)
    expect(captured.status, captured.text).toBe(200)
    expect(captured.body.points).toBe(80)
    expect(await world.balance(anna)).toBe(0)
  })

  test('ends with the rest when it is let go, or its time is over', async () => {
    await toTheLastMinutes()
    const [one, other] = [await holdCart(30), await holdCart(30, 10)]
    world.at(over)
    await world.shop.post(`/api/v1/carts/${one.body.id}/release`, {})
    expect(await world.balance(anna)).toBe(0)
    world.at('2027-03-31T22:30:00Z')
    expect(outcome(await capture(other.body.id))).toBe('409 cart_over')
    expect(await world.balance(anna)).toBe(0)
  })

  test('comes back with its order only to end', async () => {
    await toTheLastMinutes()
    const cart = await holdCart(100)
    const purchase = anew()
    await capture(cart.body.id, purchase)
    world.at('2027-04-02T10:00:00Z')
    const of = { occurredAt: '2027-03-31T21:59:00Z', customer: { externalId: 'anna' } }
    const events = [
      { ...purchase, ...of, type: 'purchase', amount: 400 },
      { ...anew(), ...of, type: 'return', amount: 100, purchase },
    ]
    expect((await world.shop.post('/api/v1/events', { events })).body.accepted).toBe(2)
    await world.work('cart returns')
    expect(await seen()).toEqual([0, 0, 0])
  })
})

describe('a code on the phone', () => {
  test('that was made in time is refused when it is shown too late, and its points end', async () => {
    await world.owner.patch('/api/v1/portal-settings', { open: true })
    const mail = { kind: 'email', value: 'anna@post.example' }
    await world.owner.patch(`/api/v1/customers/${anna}`, { addIdentities: [mail] })
    await toTheLastMinutes()
    const guest = await signIn(world.server, world.owner, { email: mail.value })
    const what = { kind: 'reward', reward: 'coffee' }
    const made = await guest.post('/api/v1/portal/redemption-codes', { what })
    expect(made.status, made.text).toBe(201)
    world.at(over)
    const take = { code: made.body.code, store: 'altstadt' }
    const late = await world.till.post('/api/v1/pos/redemption-codes', take)
    expect(outcome(late)).toBe('409 program_ended')
    world.at('2027-03-31T22:30:00Z')
    expect(await world.balance(anna)).toBe(0)
  })
})

describe('points that are still open after the end', () => {
  test('buy nothing by any door, though nobody has booked them off', async () => {
    world.at(lastMinutes)
    const asked = act()
    const key = await world.server.program('points:redeem', 'points:write')
    const early = await key.post('/api/v1/points/redemptions', { ...asked, points: 10 })
    expect(early.status, early.text).toBe(201)
    world.at(over)
    expect(outcome(await spend(10))).toBe('409 program_ended')
    const held = await key.post('/api/v1/points/holds', { ...act(), points: 10 })
    expect(outcome(held)).toBe('409 program_ended')
    expect(outcome(await redeem(world.shop, anna, 'coffee'))).toBe('409 program_ended')
    const cart = await holdCart(10)
    expect([outcome(cart), cart.body.errors]).toMatchObject([
      '409 cart_not_payable',
      [{ pointer: '/points', code: 'program_ended' }],
    ])
    // Who asks again what was granted in time is told so.
    const again = await key.post('/api/v1/points/redemptions', { ...asked, points: 10 })
    expect(again.body).toEqual(early.body)
  })

  test('since a redemption was undone, end again', async () => {
    await toTheLastMinutes()
    const redeemed = await redeem(world.shop, anna, 'coffee')
    await spend(90)
    world.at(over)
    const undone = await world.owner.post(`/api/v1/reward-redemptions/${redeemed.body.id}/cancel`)
    expect(undone.status, undone.text).toBe(200)
    expect(await seen()).toEqual([0, 0, 0])
    await ending()
    world.at('2027-03-31T23:30:00Z')
    expect(await seen()).toEqual([0, 0, 0])
  })

  test('since all of them were spent before anybody was told, end again', async () => {
    const spent = await spend(100)
    await toTheLastMinutes()
    world.at(over)
    const undone = await world.owner.post(`/api/v1/points/acts/${spent.body.id}/cancel`, {
      customer: { externalId: 'anna' },
    })
    expect(undone.status, undone.text).toBe(201)
    expect(await seen()).toEqual([0, 0, 0])
  })

  test('are given by nobody', async () => {
    await toTheLastMinutes()
    world.at(over)
    const given = { ...act(), source: 'office', as: 'goodwill', points: 5, reason: 'complaint' }
    expect(outcome(await world.owner.post('/api/v1/points/grants', given))).toBe(
      '409 program_ended',
    )
  })

  test('since a merge was undone when the program began anew, end again', async () => {
    const card = await world.customer('card', 5)
    const merged = await world.owner.post(`/api/v1/customers/${card}/merge`, { from: anna })
    await toTheLastMinutes()
    world.at(over)
    expect((await world.owner.delete('/api/v1/programs/ending')).status).toBe(200)
    world.at('2027-04-05T10:00:00Z')
    const undone = await world.owner.delete(`/api/v1/customers/${card}/merges/${merged.body.id}`)
    expect(undone.status, undone.text).toBe(200)
    expect([await world.balance(card), await seen()]).toEqual([0, [0, 0, 0]])
    const occurredAt = '2027-04-05T10:00:00Z'
    const bought = { ...anew(), type: 'purchase', occurredAt, amount: 700 }
    const events = [{ ...bought, customer: { externalId: 'anna' } }]
    expect((await world.shop.post('/api/v1/events', { events })).body.accepted).toBe(1)
    expect(await seen()).toEqual([7, 7, 7])
  })

  test('since a merge was undone, end again', async () => {
    const card = await world.customer('card', 5)
    const merged = await world.owner.post(`/api/v1/customers/${card}/merge`, { from: anna })
    await toTheLastMinutes()
    world.at(over)
    expect(await world.balance(card)).toBe(0)
    await world.owner.delete(`/api/v1/customers/${card}/merges/${merged.body.id}`)
    await ending()
    world.at('2027-03-31T23:30:00Z')
    expect([await world.balance(card), await world.balance(anna)]).toEqual([0, 0])
  })
})

describe('a friend brought along', () => {
  const bring = async (recruit: string, followedAt: string) => {
    const { code } = (await world.shop.post(`/api/v1/customers/${anna}/referral-code`, {})).body
    const brought = await world.shop.post('/api/v1/referrals', {
      ...{ ...anew(), code, recruit: { externalId: recruit }, followedAt },
    })
    expect(brought.body.state, brought.text).toBe('waiting')
  }
  const states = async () => {
    const { items } = (await world.owner.get('/api/v1/referrals')).body
    return items.map(({ state }: { state: string }) => state)
  }

  test('who was late by the end alone is not, when the end is withdrawn', async () => {
    const validFrom = '2026-11-21T12:00:00Z'
    const terms = { validFrom, currency: 'points', referrerPoints: 20, recruitPoints: 10 }
    await world.owner.post('/api/v1/referral-terms', { ...terms, returnDays: 1, withinDays: 60 })
    world.at('2026-11-22T12:00:00Z')
    await world.customer('late')
    await bring('late', '2026-11-22T12:00:00Z')
    world.at('2026-12-20T12:00:00Z')
    const bo = await world.customer('bo')
    await bring('bo', '2026-12-20T12:00:00Z')
    world.at('2027-01-01T12:00:00Z')
    await world.work('referrals')
    expect(await states()).toEqual(['refused', 'refused'])
    world.at('2027-02-01T12:00:00Z')
    expect((await world.owner.delete('/api/v1/programs/ending')).status).toBe(200)
    await world.work('referrals')
    expect(await states()).toEqual(['waiting', 'refused'])
    world.at('2027-02-03T12:00:00Z')
    const bought = { type: 'purchase', occurredAt: '2027-02-02T12:00:00Z', amount: 500 }
    const customer = { externalId: 'bo' }
    await world.shop.post('/api/v1/events', { events: [{ ...anew(), ...bought, customer }] })
    world.at('2027-02-09T12:00:00Z')
    await world.work('referrals')
    expect(await states()).toEqual(['paid', 'refused'])
    expect([await world.balance(anna), await world.balance(bo)]).toEqual([120, 15])
  })
})

describe('a till without a network', () => {
  test('redeems to the last minute, however late we hear of it', async () => {
    const device = await registerDevice(world.till, 'Theke')
    world.at('2027-03-31T08:00:00Z')
    await ending()
    const { allowance, kept } = await device.sync()
    const of = { customerId: anna, reward: 'coffee', points: 10, allowance: allowance!.signed }
    const entry = device.keep('2027-03-31T19:00:00Z', { kind: 'redemption', ...of })
    expect(kept?.rewards).toHaveLength(1)
    world.at('2027-04-01T08:00:00Z')
    await world.work('book time')
    expect((await device.deliver([entry])).body.items).toMatchObject([{ outcome: 'done' }])
    const [books] = (await world.owner.get(`/api/v1/customers/${anna}/balance`)).body.points
    expect(books).toMatchObject({ balance: 0, redeemed: 10, expired: 90, offlineLoss: 0 })
  })

  test('collects on the last day, however late we hear of it', async () => {
    const device = await registerDevice(world.till, 'Theke')
    const visit = { kind: 'visit' as const, guest: { customerId: anna }, amount: 700 }
    const entries = [
      device.keep('2026-12-31T22:30:00Z', visit),
      device.keep('2026-12-31T23:30:00Z', visit),
    ]
    world.at('2027-01-02T08:00:00Z')
    expect((await device.deliver(entries)).status).toBe(200)
    expect(await world.balance(anna)).toBe(107)
  })
})
