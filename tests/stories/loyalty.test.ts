import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  anew,
  buy,
  giveBack,
  isOf,
  type LoyaltyWorld,
  openLoyaltyWorld,
  put,
  starRule,
  starsForVisits,
} from '../loyalty.ts'

let world: LoyaltyWorld
beforeEach(async () => {
  world = await openLoyaltyWorld()
})
afterEach(() => world.close())

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}`

test("a coffee chain's stars lead to a free drink, and the reply at the till holds the balance", async () => {
  const { owner, till, record, at, points } = world
  await starsForVisits(owner)
  for (let visit = 2; visit <= 11; visit++) {
    at(`${day(visit)}T09:00:00Z`)
    const { body } = await record(buy('anna', `${day(visit)}T08:59:00Z`))
    expect(body.balances).toEqual([
      {
        customerId: body.items[0].customerId,
        points: [expect.objectContaining({ currency: 'stars', balance: visit - 1 })],
      },
    ])
    // A second receipt of the same visit brings no second star.
    const second = await record(buy('anna', `${day(visit)}T08:59:30Z`, 300))
    expect(second.body.balances[0].points[0].balance).toBe(visit - 1)
  }
  at(`${day(11)}T09:01:00Z`)
  const drink = {
    ...anew(),
    customer: { externalId: 'anna' },
    currency: 'stars',
    store: 'altstadt',
    points: 10,
    reward: 'hot_drink',
  }
  const redeemed = await till.post('/api/v1/points/redemptions', drink)
  expect(redeemed.status, redeemed.text).toBe(201)
  expect(redeemed.body.balance).toMatchObject({ balance: 0, redeemed: 10 })
  const again = await till.post('/api/v1/points/redemptions', { ...drink, ...anew() })
  expect([again.status, again.body.code]).toEqual([409, 'points_insufficient'])
  expect(await points('anna')).toBe(0)
})

test('a rule changed in the middle of the month judges what happens from then on, and nothing before', async () => {
  const { owner, record, at, points } = world
  await starsForVisits(owner)
  at('2026-03-10T10:00:00Z')
  await record(buy('anna', '2026-03-10T09:00:00Z'))
  const planned = await put(owner, '/api/v1/programs/rules/visit', {
    ...starRule({ way: { kind: 'per_visit', points: 3 } }),
    validFrom: '2026-03-16T00:00:00+01:00',
  })
  expect(planned.state).toBe('planned')
  at('2026-03-20T10:00:00Z')
  await record(buy('anna', '2026-03-20T09:00:00Z'))
  expect(await points('anna')).toBe(4)
  // It is told late, and judged by the rule of its day.
  await record(buy('anna', '2026-03-12T09:00:00Z'))
  expect(await points('anna')).toBe(5)
  const { body } = await owner.get('/api/v1/programs')
  expect(body.rules).toEqual([expect.objectContaining({ way: { kind: 'per_visit', points: 3 } })])
  expect(body.planned).toEqual([])
  const all = (await owner.get('/api/v1/programs/revisions?kind=rule')).body.items
  expect(all.map(({ state }: { state: string }) => state)).toEqual(['in_force', 'past'])
})

describe('a return after the points are spent', () => {
  async function spentAndReturned(returns: 'clamp' | 'owe') {
    const { owner, till, record, at } = world
    const terms = { name: 'Punkte', value: '0.01', returns }
    await put(owner, '/api/v1/programs/currencies/points', terms)
    const way = { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] }
    await put(owner, '/api/v1/programs/rules/euro', { name: 'Euro', currency: 'points', way })
    at('2026-03-05T10:00:00Z')
    const purchase = buy('anna', '2026-03-05T09:00:00Z', 5000)
    await record(purchase)
    const redeemed = await till.post('/api/v1/points/redemptions', {
      ...anew(),
      ...{ customer: { externalId: 'anna' }, currency: 'points', store: 'altstadt', points: 40 },
    })
    expect(redeemed.status, redeemed.text).toBe(201)
    at('2026-03-08T10:00:00Z')
    await record(giveBack(purchase, '2026-03-08T09:00:00Z', 5000, 'anna'))
    const after = (await world.balance('anna')).points.find(isOf('points'))
    await record(buy('anna', '2026-03-08T09:30:00Z', 3000))
    const later = (await world.balance('anna')).points.find(isOf('points'))
    return { after, later }
  }

  test('is borne by the business where the currency clamps: later points are the customer’s', async () => {
    const { after, later } = await spentAndReturned('clamp')
    expect(after).toMatchObject({ balance: 0, overdrawn: 40, owed: 0 })
    expect(later).toMatchObject({ balance: 30, overdrawn: 40, owed: 0 })
  })

  test('is owed where the currency owes: later points pay it back first', async () => {
    const { after, later } = await spentAndReturned('owe')
    expect(after).toMatchObject({ balance: -40, owed: 40, worth: { amount: -40, currency: 'EUR' } })
    expect(later).toMatchObject({ balance: -10, owed: 10 })
  })
})

test('an order edited twice earns what its last version says, once', async () => {
  const { owner, shop, record, at, points } = world
  await put(owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.30' })
  const way = { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] }
  await put(owner, '/api/v1/programs/rules/euro', { name: 'Euro', currency: 'stars', way })
  at('2026-03-05T10:00:00Z')
  const order = buy('anna', '2026-03-05T09:00:00Z', 2000)
  await record({ ...order, version: 1 })
  expect(await points('anna')).toBe(20)
  await record({ ...order, version: 3, amount: 3500 })
  expect(await points('anna')).toBe(35)
  const late = await shop.post('/api/v1/events', {
    events: [{ ...order, version: 2, amount: 900 }],
  })
  expect(late.body.items[0].status).toBe('superseded')
  expect(await points('anna')).toBe(35)
  const { customerId } = await world.balance('anna')
  const { body } = await owner.get(`/api/v1/customers/${customerId}/explain?currency=stars`)
  expect(body.balance).toBe(35)
  expect(sum(body.lots.map(({ open }: { open: number }) => open))).toBe(35)
})

test('a tier by visits cannot be bought: ten receipts of one visit are one visit', async () => {
  const { owner, record, at, balance } = world
  await put(owner, '/api/v1/programs/tiers', {
    levels: [
      {
        key: 'silver',
        name: 'Silber',
        threshold: 3,
        privileges: [{ kind: 'service', text: 'Barista fragt zuerst' }],
      },
    ],
  })
  at('2026-03-05T12:00:00Z')
  for (let receipt = 0; receipt < 10; receipt++) {
    await record(buy('rich', `2026-03-05T09:${10 + receipt}:00Z`, 50_000))
  }
  expect((await balance('rich')).tier).toMatchObject({
    basis: 'visits',
    count: 1,
    level: null,
    next: { key: 'silver', name: 'Silber', missing: 2 },
  })
  for (const visit of [6, 7, 8]) {
    at(`${day(visit)}T12:00:00Z`)
    await record(buy('anna', `${day(visit)}T09:00:00Z`, 280))
  }
  expect((await balance('anna')).tier).toMatchObject({
    count: 3,
    level: { key: 'silver', phase: 'held', privileges: [{ kind: 'service' }] },
    next: null,
  })
})

test('a gift ladder of 10 to 100 goes on into a second round', async () => {
  const { owner, shop, balance, at } = world
  const steps = (...counts: number[]) =>
    counts.map((count) => ({ count, articles: [`gift_${count}`] }))
  await put(owner, '/api/v1/programs/gift-ladders/gifts', {
    name: 'Geschenke',
    counts: 'purchases',
    amountMin: 300,
    rounds: [{ steps: steps(10, 25, 50, 100) }, { steps: steps(20, 80) }],
  })
  at('2026-06-01T12:00:00Z')
  const bought = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => {
      const at = new Date(Date.UTC(2026, 2, 2) + (from + index) * 6 * 3_600_000)
      return buy('anna', at.toISOString(), 300)
    })
  const small = buy('anna', '2026-05-30T09:00:00Z', 299)
  const ladder = async () => (await balance('anna')).giftLadders[0]
  await shop.post('/api/v1/events', { events: [...bought(0, 9), small] })
  expect(await ladder()).toMatchObject({
    round: 1,
    count: 9,
    next: { round: 1, count: 10, missing: 1 },
  })
  const all = bought(9, 112)
  await shop.post('/api/v1/events', { events: all })
  expect(await ladder()).toMatchObject({
    round: 2,
    count: 12,
    next: { round: 2, count: 20, missing: 8, articles: ['gift_20'] },
  })
  // What is given back leads back over the same step.
  const returned = all.slice(0, 13).map((one) => giveBack(one, '2026-05-31T09:00:00Z', 300, 'anna'))
  await shop.post('/api/v1/events', { events: returned })
  expect(await ladder()).toMatchObject({
    round: 1,
    count: 99,
    next: { round: 1, count: 100, missing: 1 },
  })
})

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
