import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anew,
  buy,
  isOf,
  type LoyaltyWorld,
  openLoyaltyWorld,
  put,
  starsForVisits,
} from '../loyalty.ts'
import type { Answer, Client } from '../server.ts'

let world: LoyaltyWorld
beforeAll(async () => {
  world = await openLoyaltyWorld()
  await starsForVisits(world.owner, { expiry: { kind: 'after_days', days: 60 } })
  world.at('2026-03-10T10:00:00Z')
})
afterAll(() => world.close())

/** Somebody new with so many stars from an older system. */
async function guestWith(externalId: string, points: number): Promise<string> {
  const made = await world.owner.post('/api/v1/customers', {
    identities: [
      { kind: 'external_id', value: externalId },
      { kind: 'card_number', value: `card-${externalId}` },
    ],
  })
  expect(made.status, made.text).toBe(201)
  const brought = { as: 'opening', points, reason: 'taken_over', expiresAt: null }
  await done(world.owner, 'grants', externalId, brought)
  return made.body.id
}

const asked = (externalId: string, more: object) => ({
  ...anew(),
  customer: { externalId },
  currency: 'stars',
  ...more,
})

const ask = (client: Client, what: string, externalId: string, more: object) =>
  client.post(`/api/v1/points/${what}`, asked(externalId, more))

async function done(client: Client, what: string, externalId: string, more: object) {
  const reply = await ask(client, what, externalId, more)
  expect(reply.status, reply.text).toBe(201)
  return reply.body
}

const ends = (answers: readonly Answer[]) =>
  Object.fromEntries(
    Map.groupBy(answers, ({ status, body }) => (status < 300 ? 'done' : body.code))
      .entries()
      .map(([key, same]) => [key, same.length]),
  )

const atOnce = (count: number, work: (index: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

describe('many at once', () => {
  test('a balance worth seven is redeemed exactly seven times of fifty', async () => {
    await guestWith('seven', 7 * 3 + 2)
    const answers = await atOnce(50, () => ask(world.shop, 'redemptions', 'seven', { points: 3 }))
    expect(ends(answers)).toEqual({ done: 7, points_insufficient: 43 })
    expect(await world.points('seven')).toBe(2)
  })

  test('a hundred repeats of one redemption have one effect and get one reply', async () => {
    await guestWith('echo', 10)
    const body = asked('echo', { points: 4 })
    const answers = await atOnce(100, (index) =>
      world.shop.send('POST', '/api/v1/points/redemptions', {
        body,
        // Half of them with a key for the repeat, half by the name of the act alone.
        headers: index % 2 ? { 'idempotency-key': 'echo-1' } : {},
      }),
    )
    expect(ends(answers)).toEqual({ done: 100 })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await world.points('echo')).toBe(6)
  })

  test('the same name for another act is a contradiction, and changes nothing', async () => {
    await guestWith('contra', 10)
    const body = asked('contra', { points: 4 })
    expect((await world.shop.post('/api/v1/points/redemptions', body)).status).toBe(201)
    const other = await world.shop.post('/api/v1/points/redemptions', { ...body, points: 5 })
    expect([other.status, other.body.code]).toEqual([409, 'act_differs'])
    expect(await world.points('contra')).toBe(6)
  })
})

describe('a hold', () => {
  test('keeps points for a checkout, is captured in part, and the rest is free again', async () => {
    await guestWith('checkout', 10)
    const hold = await done(world.shop, 'holds', 'checkout', { points: 8 })
    expect(hold.balance).toMatchObject({ balance: 2, held: 8 })
    const refused = await ask(world.shop, 'redemptions', 'checkout', { points: 3 })
    expect(refused.body.code).toBe('points_insufficient')
    const { currency: _, ...ofHold } = asked('checkout', {})
    const path = `/api/v1/points/holds/${hold.id}`
    const over = await world.shop.post(`${path}/capture`, { ...ofHold, points: 9 })
    expect([over.status, over.body.code]).toEqual([409, 'capture_exceeds_hold'])
    const captured = await world.shop.post(`${path}/capture`, { ...ofHold, points: 5 })
    expect(captured.body.balance).toMatchObject({ balance: 5, held: 0, redeemed: 5 })
    const gone = await world.shop.post(`${path}/release`, { ...ofHold, ...anew() })
    expect([gone.status, gone.body.code]).toEqual([404, 'point_hold_not_found'])
  })

  test('is captured whole where no number is said, and released where it is let go', async () => {
    await guestWith('whole', 10)
    const { currency: _, ...ofHold } = asked('whole', {})
    const hold = await done(world.shop, 'holds', 'whole', { points: 6 })
    const captured = await world.shop.post(`/api/v1/points/holds/${hold.id}/capture`, ofHold)
    expect(captured.body.balance).toMatchObject({ balance: 4, redeemed: 6 })
    const other = await done(world.shop, 'holds', 'whole', { points: 4 })
    const path = `/api/v1/points/holds/${other.id}/release`
    const released = await world.shop.post(path, { ...ofHold, ...anew() })
    expect(released.body.balance).toMatchObject({ balance: 4, held: 0 })
  })

  test('ends by the clock', async () => {
    await guestWith('slow', 10)
    await done(world.shop, 'holds', 'slow', { points: 10, minutes: 15 })
    expect(await world.points('slow')).toBe(0)
    world.at('2026-03-10T10:16:00Z')
    expect(await world.points('slow')).toBe(10)
  })
})

describe('at the till', () => {
  test('a cashier redeems in stores of their own only, and names them', async () => {
    await guestWith('till-guest', 10)
    const missing = await ask(world.till, 'redemptions', 'till-guest', { points: 1 })
    expect([missing.status, missing.body.errors[0].pointer]).toEqual([422, '/store'])
    const other = { points: 1, store: 'hafen' }
    const strange = await ask(world.till, 'redemptions', 'till-guest', other)
    expect([strange.status, strange.body.code]).toEqual([403, 'store_not_allowed'])
    await done(world.till, 'redemptions', 'till-guest', { points: 1, store: 'altstadt' })
  })

  test('a cashier undoes it for ten minutes; later the store manager does', async () => {
    await guestWith('oops', 10)
    const redeem = () => done(world.till, 'redemptions', 'oops', { points: 4, store: 'altstadt' })
    const cancel = (client: Client, id: string) =>
      client.post(`/api/v1/points/acts/${id}/cancel`, {
        customer: { cardNumber: 'card-oops' },
        store: 'altstadt',
      })
    world.at('2026-03-10T11:00:00Z')
    const first = await redeem()
    world.at('2026-03-10T11:09:59Z')
    const undone = await cancel(world.till, first.id)
    expect(undone.body.balance).toMatchObject({ balance: 10, redeemed: 0 })
    expect((await cancel(world.till, first.id)).text).toBe(undone.text)
    const second = await redeem()
    world.at('2026-03-10T11:20:01Z')
    const late = await cancel(world.till, second.id)
    expect([late.status, late.body.code]).toEqual([403, 'cancellation_too_late'])
    const manager = await world.server.person('store_manager', [world.stores.altstadt!])
    expect((await cancel(manager, second.id)).status).toBe(201)
    expect(await world.points('oops')).toBe(10)
    const elsewhere = await world.server.person('store_manager', [world.stores.hafen!])
    const third = await redeem()
    const strange = await cancel(elsewhere, third.id)
    expect([strange.status, strange.body.code]).toEqual([403, 'store_not_allowed'])
  })

  test('a cashier takes back nothing that was given by hand', async () => {
    await guestWith('gifted', 10)
    const given = await done(world.owner, 'grants', 'gifted', {
      ...{ as: 'goodwill', points: 5, reason: 'complaint', store: 'altstadt' },
      note: 'waited long',
    })
    const cancel = { customer: { externalId: 'gifted' }, store: 'altstadt' }
    const path = `/api/v1/points/acts/${given.id}/cancel`
    const refused = await world.till.post(path, cancel)
    expect([refused.status, refused.body.code]).toEqual([403, 'cancellation_not_allowed'])
    expect((await world.owner.post(path, cancel)).body.balance.balance).toBe(10)
  })
})

test('points booked for the wrong customer are moved to the right one, with their expiry', async () => {
  await guestWith('wrong', 0 + 1)
  await guestWith('right', 1)
  await world.record(buy('wrong', '2026-03-10T09:00:00Z'))
  const moving = { to: { cardNumber: 'card-right' }, points: 2, reason: 'wrong_booking' }
  const moved = await done(world.owner, 'transfers', 'wrong', moving)
  expect(moved.balance.balance).toBe(0)
  const { points } = await world.balance('right')
  expect(points.find(isOf('stars'))).toMatchObject({
    balance: 3,
    worth: { amount: 90, currency: 'EUR' },
    expiresNext: { points: 1, at: '2026-05-09T22:00:00.000Z' },
  })
  const self = { ...moving, to: { externalId: 'right' }, points: 1 }
  const refused = await ask(world.owner, 'transfers', 'right', self)
  expect([refused.status, refused.body.code]).toEqual([409, 'transfer_to_oneself'])
})

test('points are moved to somebody who has an act of the same name', async () => {
  await guestWith('giver', 5)
  await guestWith('taker', 1)
  const name = { source: 'office', externalId: '1' }
  await done(world.owner, 'grants', 'taker', { ...name, points: 2, reason: 'complaint' })
  const moving = { ...name, to: { externalId: 'taker' }, points: 3, reason: 'wrong_booking' }
  await done(world.owner, 'transfers', 'giver', moving)
  expect(await world.points('taker')).toBe(6)
})

test('what is given by hand ends as what is earned, unless somebody says until when', async () => {
  await guestWith('given', 1)
  await done(world.owner, 'grants', 'given', { points: 2, reason: 'complaint' })
  const star = (await world.balance('given')).points.find(isOf('stars'))
  const ending = { points: 2, at: '2026-05-09T22:00:00.000Z' }
  expect(star).toMatchObject({ balance: 3, expiresNext: ending })
})

test('a till that runs ahead lets no points expire early and ends no hold', async () => {
  const id = await guestWith('early', 1)
  const expiresAt = '2026-03-10T12:00:00Z'
  await done(world.owner, 'grants', 'early', { points: 4, reason: 'occasion', expiresAt })
  const hold = await done(world.shop, 'holds', 'early', { points: 1, minutes: 15 })
  await world.record(buy('early', '2026-03-10T13:30:00+01:00'))
  expect(await world.points('early')).toBe(5)
  const captured = await world.shop.post(`/api/v1/points/holds/${hold.id}/capture`, {
    ...anew(),
    customer: { id },
  })
  expect(captured.body).toMatchObject({ at: '2026-03-10T11:20:01.000Z', balance: { redeemed: 1 } })
})

test('expiry is extended for one customer, and the statement says why, line by line', async () => {
  const id = await guestWith('holiday', 1)
  await world.record(buy('holiday', '2026-03-10T09:00:00Z'))
  await done(world.owner, 'extensions', 'holiday', {
    until: '2026-07-01T00:00:00+02:00',
    reason: 'store_closed',
  })
  await done(world.till, 'redemptions', 'holiday', {
    points: 1,
    store: 'altstadt',
    reward: 'cookie',
  })
  const pages = []
  let cursor: string | null = null
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`
    const path = `/api/v1/customers/${id}/statement?currency=stars&limit=2${query}`
    const { body, status, text }: Answer = await world.owner.get(path)
    expect(status, text).toBe(200)
    pages.push(...body.items)
    cursor = body.nextCursor
  } while (cursor !== null)
  expect(
    pages.map(({ reasons, balanceBefore, balanceAfter }) => [
      reasons[0].key,
      reasons[0].params,
      balanceBefore,
      balanceAfter,
    ]),
  ).toEqual([
    ['points.redeemed', { reward: 'cookie' }, 2, 1],
    ['earned.per_visit', { rule: 'visit' }, 1, 2],
    ['hand.taken_over', {}, 0, 1],
  ])
  expect(pages[0]).toMatchObject({ act: 'redeem', store: { code: 'altstadt' }, points: -1 })
  const explained = (await world.owner.get(`/api/v1/customers/${id}/explain?currency=stars`)).body
  expect(explained.balance).toBe(1)
  expect(explained.lots).toEqual([
    expect.objectContaining({
      open: 1,
      expiresAt: null,
      reasons: [expect.objectContaining({ key: 'hand.taken_over' })],
    }),
  ])
})

describe('whoever asks', () => {
  test('by an id, a card or an external id is told the same', async () => {
    const id = await guestWith('same', 5)
    const byId = (await world.owner.get(`/api/v1/customers/${id}/balance`)).body
    for (const customer of [{ id }, { cardNumber: 'CARD-same' }, { externalId: 'same' }]) {
      const { body } = await world.till.post('/api/v1/balances/find', { customer })
      expect(body).toEqual(byId)
    }
    const unknown = { customer: { cardNumber: 'nobody has it' } }
    expect((await world.till.post('/api/v1/balances/find', unknown)).status).toBe(404)
  })

  test('an analyst and an accountant read and give nothing; marketing neither', async () => {
    const id = await guestWith('read', 5)
    for (const role of ['analyst', 'accountant', 'marketing'] as const) {
      const person = await world.server.person(role)
      for (const what of ['balance', 'statement?currency=stars', 'explain?currency=stars']) {
        expect((await person.get(`/api/v1/customers/${id}/${what}`)).status, what).toBe(200)
      }
      const given = { points: 1, reason: 'other' }
      expect((await ask(person, 'grants', 'read', given)).status).toBe(403)
      expect((await ask(person, 'redemptions', 'read', { points: 1 })).status).toBe(403)
    }
  })

  test('is refused points of a currency that is not there, and of nobody', async () => {
    const id = await guestWith('lost', 5)
    const moons = await ask(world.shop, 'redemptions', 'lost', { points: 1, currency: 'moons' })
    expect([moons.status, moons.body.code]).toEqual([404, 'point_currency_not_found'])
    const nobody = await ask(world.shop, 'redemptions', 'nobody at all', { points: 1 })
    expect([nobody.status, nobody.body.code]).toEqual([404, 'customer_not_found'])
    const path = `/api/v1/customers/${id}/statement?currency=moons`
    expect((await world.owner.get(path)).status).toBe(404)
  })

  test('is told balances with events only if they may see them, and of a hundred at most', async () => {
    const blind = await world.server.program('events:write')
    const events = [buy('seen', '2026-03-10T09:00:00Z')]
    const refused = await blind.post('/api/v1/events?balances=true', { events })
    expect([refused.status, refused.body.code]).toEqual([403, 'balances_not_allowed'])
    const plain = await blind.post('/api/v1/events', { events })
    expect(plain.body).not.toHaveProperty('balances')
    const many = Array.from({ length: 101 }, () => buy('seen', '2026-03-10T09:00:00Z'))
    const over = await world.shop.post('/api/v1/events?balances=true', { events: many })
    expect([over.status, over.body.code]).toEqual([422, 'balances_too_many'])
    // A repeat is told too, and one that is refused harms no other.
    const again = await world.shop.post('/api/v1/events?balances=true', {
      events: [...events, { type: 'nonsense' }],
    })
    expect(again.body.items.map(({ status }: { status: string }) => status)).toEqual([
      'repeated',
      'refused',
    ])
    expect(again.body.balances[0].points[0].balance).toBe(1)
  })
})

test('a currency keeps what it was under, and its terms do not change in the past', async () => {
  const path = '/api/v1/programs/currencies/points'
  const first = await put(world.owner, path, { name: 'Punkte', value: '0.01' })
  expect(first).toMatchObject({ state: 'in_force', returns: 'clamp', overdraftMax: 0 })
  world.at('2026-03-11T10:00:00Z')
  expect(await put(world.owner, path, { name: 'Punkte', value: '0.010' })).toEqual(first)
  const named = await put(world.owner, path, { name: 'Herzen', value: '0.01' })
  expect(named).toEqual({ ...first, name: 'Herzen' })
  const dearer = await put(world.owner, path, { name: 'Herzen', value: '0.02' })
  expect(dearer).toMatchObject({ value: '0.02', state: 'in_force' })
  const past = { name: 'Herzen', value: '0.03', validFrom: '2026-03-10T00:00:00Z' }
  const refused = await world.owner.put(path, past)
  expect([refused.status, refused.body.code]).toEqual([409, 'terms_in_the_past'])
})
