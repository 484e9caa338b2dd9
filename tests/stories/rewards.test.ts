import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#contract/permissions.ts'
import { transaction } from '#database/transaction.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyStock } from '#domain/loyalty/gifts/verify.ts'
import { eraseRewards, exportRewards } from '#domain/loyalty/personal.ts'
import { internalId } from '#kernel/ids.ts'
import { buysDaily, purchase, record } from '../customers.ts'
import { erasureKey, whileErasing } from '../erasing.ts'
import {
  anew,
  openRewardsWorld,
  put,
  type RewardsWorld,
  redeem,
  ruleOf,
  stocked,
  stockOf,
  tiersOf,
} from '../rewards.ts'
import { statuses, times } from '../vouchers.ts'

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld()
  await world.say(
    tiersOf({
      basis: 'visits',
      levels: [{ key: 'gold', name: 'Gold', threshold: 2 }],
    }),
  )
})
afterAll(() => world.server.close())

const validFrom = '2026-01-01T00:00:00Z'
const coffee = {
  ...{ name: 'Free coffee', currency: 'points', price: 100, validFrom },
  gives: { kind: 'article', article: 'coffee' },
}
const define = (key: string, more: object = {}) =>
  put(world.owner, `/api/v1/rewards/${key}`, { ...coffee, ...more })

const buys = (externalId: string, count: number, more: object = {}) =>
  buysDaily(world.shop, externalId, count, more)

describe('a reward', () => {
  test('takes its points and its article, and is given back whole within ten minutes', async () => {
    const { owner, till, balance } = world
    await stocked(owner, 'coffee', 5, { sku: 'COFFEE' })
    await define('coffee')
    const anna = await world.customer('anna', 250)
    const asked = { ...anew(), store: 'altstadt' }
    const reply = await redeem(till, anna, 'coffee', asked)
    expect(reply.status, reply.text).toBe(201)
    expect(reply.body).toMatchObject({
      points: 100,
      balance: 150,
      money: { amount: 0, currency: 'EUR' },
      article: { key: 'coffee', sku: 'COFFEE' },
      voucherCode: null,
    })
    expect((await redeem(till, anna, 'coffee', asked)).text).toBe(reply.text)
    expect([await balance(anna), await stockOf(owner, 'coffee')]).toEqual([150, 4])
    const cancel = () => till.post(`/api/v1/reward-redemptions/${reply.body.id}/cancel`)
    const canceled = await cancel()
    expect(canceled.body).toMatchObject({ cancels: reply.body.id, points: 100, balance: 250 })
    expect((await cancel()).text).toBe(canceled.text)
    expect([await balance(anna), await stockOf(owner, 'coffee')]).toEqual([250, 5])
  })

  test('given as a voucher is withdrawn with its code, unless that was used', async () => {
    const { shop, owner } = world
    await define('five', { name: 'Five euros', gives: { kind: 'amount_voucher', amount: 500 } })
    const bea = await world.customer('bea', 200)
    const issued = (await redeem(shop, bea, 'five')).body
    const use = { code: issued.voucherCode, customer: { id: bea }, cart: { amount: 2000 } }
    const ask = () => shop.post('/api/v1/voucher-codes/validate', use)
    expect((await ask()).body).toMatchObject({ valid: true, discount: { amount: 500 } })
    expect((await shop.post(`/api/v1/reward-redemptions/${issued.id}/cancel`)).status).toBe(200)
    expect((await ask()).body.reasons).toMatchObject([{ code: 'voucher_code_unknown' }])
    expect(await world.balance(bea)).toBe(200)
    const second = (await redeem(shop, bea, 'five')).body
    const spent = { ...anew(), ...use, code: second.voucherCode }
    expect((await shop.post('/api/v1/voucher-redemptions', spent)).status).toBe(201)
    const late = await owner.post(`/api/v1/reward-redemptions/${second.id}/cancel`)
    expect([late.status, late.body.code]).toEqual([409, 'reward_voucher_used'])
    expect(await world.balance(bea)).toBe(100)
  })

  test('says every reason why it cannot be had, and what is missing', async () => {
    await stocked(world.owner, 'vase', 0)
    await define('vase', { gives: { kind: 'exclusive_product', article: 'vase' }, tiers: ['gold'] })
    const cem = await world.customer('cem', 30)
    const { items } = (await world.till.get(`/api/v1/customers/${cem}/rewards?language=en`)).body
    const vase = items.find(({ key }: { key: string }) => key === 'vase')
    expect(vase).toMatchObject({ redeemable: false, available: 30, missing: 70 })
    expect(vase.reasons.map(({ code }: { code: string }) => code)).toEqual([
      'reward_out_of_stock',
      'reward_tier_missing',
      'points_insufficient',
    ])
    const refused = await redeem(world.shop, cem, 'vase')
    expect([refused.status, refused.body.errors.length]).toEqual([409, 3])
  })

  test('of a tier is kept for whoever reached it by visits', async () => {
    await define('tasting', { gives: { kind: 'experience' }, tiers: ['gold'], price: 10 })
    const often = await world.customer('often', 20)
    expect((await redeem(world.shop, often, 'tasting')).body.code).toBe('reward_tier_missing')
    await buys('often', 2)
    expect((await redeem(world.shop, often, 'tasting')).status).toBe(201)
  })

  test('is paid in part by points, the customer chooses how many', async () => {
    await define('dinner', {
      gives: { kind: 'experience' },
      inPart: { pointsMin: 20, moneyPrice: 1000 },
    })
    const dora = await world.customer('dora', 60)
    const part = await redeem(world.shop, dora, 'dinner', { points: 25 })
    expect(part.body).toMatchObject({ points: 25, money: { amount: 750 }, balance: 35 })
    const few = await redeem(world.shop, dora, 'dinner', { points: 19 })
    expect(few.body.code).toBe('reward_points_below_minimum')
  })

  test('given to a cause leaves the books as donated', async () => {
    await define('trees', { gives: { kind: 'donation', amount: 100 }, price: 40 })
    const emil = await world.customer('emil', 50)
    expect((await redeem(world.shop, emil, 'trees')).body).toMatchObject({ balance: 10 })
  })

  test('keeps what it was for those who redeemed before it changed, and ends for good', async () => {
    await define('short', { gives: { kind: 'experience' }, price: 10, perCustomer: 1 })
    const fay = await world.customer('fay', 50)
    const before = (await redeem(world.shop, fay, 'short')).body
    expect((await redeem(world.shop, fay, 'short')).body.code).toBe('reward_limit_reached')
    await define('short', { gives: { kind: 'experience' }, price: 20, perCustomer: 2 })
    const after = (await redeem(world.shop, fay, 'short')).body
    expect([before.points, before.revision, after.points, after.revision]).toEqual([10, 1, 20, 2])
    const ended = await world.owner.delete('/api/v1/rewards/short')
    expect(ended.body).toMatchObject({ status: 'ended', redeemed: 2 })
    expect((await redeem(world.shop, fay, 'short')).body.code).toBe('reward_ended')
    const again = await world.owner.put('/api/v1/rewards/short', coffee)
    expect(again.body.code).toBe('reward_status_ended')
    const cancel = `/api/v1/reward-redemptions/${after.id}/cancel`
    expect((await world.shop.post(cancel)).body).toMatchObject({ points: 20, balance: 40 })
  })

  test('that nobody could give is not defined', async () => {
    const refused = (more: object) => world.owner.put('/api/v1/rewards/odd', { ...coffee, ...more })
    const answers = [
      await refused({ gives: { kind: 'article', article: 'nothing' } }),
      await refused({ currency: 'stars' }),
      await refused({ validUntil: '2025-01-01T00:00:00Z' }),
    ]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'gift_article_not_found'],
      [422, 'point_currency_not_found'],
      [422, 'reward_period_reversed'],
    ])
    expect((await world.owner.get('/api/v1/rewards/odd')).status).toBe(404)
  })
})

test('a coffee chain gives a star for each drink and a drink for ten stars; what is returned is gone', async () => {
  await put(world.owner, '/api/v1/programs/currencies/stars', { name: 'Stars', value: '0.30' })
  const perDrink = { key: 'drinks', currency: 'stars', way: { kind: 'per_purchase', points: 1 } }
  await world.say(ruleOf(perDrink))
  await define('drink', { currency: 'stars', price: 10, gives: { kind: 'experience' } })
  const vera = await world.customer('vera')
  const drink = (day: number) =>
    purchase('vera', 'hafen', `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`, {
      externalId: `drink-${day}`,
    })
  await record(world.shop, ...Array.from({ length: 9 }, (_, index) => drink(index + 1)))
  expect((await redeem(world.shop, vera, 'drink')).body.code).toBe('points_insufficient')
  await record(world.shop, drink(10))
  const free = (await redeem(world.shop, vera, 'drink')).body
  expect(free).toMatchObject({ currency: 'stars', points: 10, balance: 0 })
  await record(world.shop, {
    ...{ type: 'return', source: 'till', externalId: 'drink-back', customer: { id: vera } },
    ...{ occurredAt: '2026-11-20T08:00:00Z', amount: 430 },
    purchase: { source: 'till', externalId: 'drink-10' },
  })
  const canceled = await world.shop.post(`/api/v1/reward-redemptions/${free.id}/cancel`)
  expect(canceled.body).toMatchObject({ points: 10, balance: 9 })
})

describe('of many at once', () => {
  test('exactly as many get the article as there are pieces, the others are told why not', async () => {
    await stocked(world.owner, 'last', 7)
    await define('last', { gives: { kind: 'article', article: 'last' }, price: 1 })
    const customers = await times(50, (index) => world.customer(`queue-${index}`, 1))
    const answers = await times(50, (index) => redeem(world.shop, customers[index]!, 'last'))
    expect(statuses(answers)).toEqual({ done: 7, '409 reward_out_of_stock': 43 })
    expect(await stockOf(world.owner, 'last')).toBe(0)
    const left = await times(50, (index) => world.balance(customers[index]!))
    expect(left.filter((points) => points === 0)).toHaveLength(7)
    expect((await verifyStock(world.server.house.context)).differences).toEqual([])
  })

  test('exactly as many redeem as the stock of the reward allows', async () => {
    await define('few', { gives: { kind: 'experience' }, price: 1, stock: 4 })
    const customers = await times(30, (index) => world.customer(`few-${index}`, 1))
    const answers = await times(30, (index) => redeem(world.shop, customers[index]!, 'few'))
    expect(statuses(answers)).toEqual({ done: 4, '409 reward_out_of_stock': 26 })
    expect((await world.owner.get('/api/v1/rewards/few')).body).toMatchObject({
      redeemed: 4,
      remaining: 0,
    })
  })

  test('a balance worth three pays three, and a repeated request pays once', async () => {
    await define('simple', { gives: { kind: 'experience' } })
    const gus = await world.customer('gus', 350)
    const answers = await times(50, () => redeem(world.shop, gus, 'simple'))
    expect(statuses(answers)).toEqual({ done: 3, '409 points_insufficient': 47 })
    const hal = await world.customer('hal', 350)
    const same = anew()
    const repeats = await times(100, () => redeem(world.shop, hal, 'simple', same))
    expect(new Set(repeats.map(({ text }) => text)).size).toBe(1)
    expect(await world.balance(hal)).toBe(250)
  })
})

describe('who may what', () => {
  const expected = {
    define: ['owner', 'marketing'],
    read: ['owner', 'store_manager', 'marketing', 'service', 'analyst', 'accountant'],
    redeem: ['owner', 'store_manager', 'service', 'cashier'],
    deliver: ['owner', 'store_manager', 'marketing'],
  }

  test('stands in the permission table, role by role', async () => {
    const may: Record<string, string[]> = { define: [], read: [], redeem: [], deliver: [] }
    for (const role of roles) {
      const person = await world.server.person(role)
      const answers = {
        define: await person.put('/api/v1/rewards/by_role', coffee),
        read: await person.get('/api/v1/rewards'),
        redeem: await person.post('/api/v1/reward-redemptions', {}),
        deliver: await person.post('/api/v1/gift-articles/cup/movements', {}),
      }
      for (const [act, { status }] of Object.entries(answers)) {
        if (status !== 403) may[act]!.push(role)
      }
    }
    expect(may).toEqual(expected)
  })

  test('a cashier redeems and hands over in their own stores, and undoes for ten minutes', async () => {
    const nia = await world.customer('nia', 300)
    const elsewhere = await redeem(world.till, nia, 'simple', { store: 'hafen' })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'store_not_allowed'])
    expect((await redeem(world.till, nia, 'simple')).body.code).toBe('store_missing')
    const own = (await redeem(world.till, nia, 'simple', { store: 'altstadt' })).body
    world.at('2026-11-21T12:11:00Z')
    const late = await world.till.post(`/api/v1/reward-redemptions/${own.id}/cancel`)
    expect([late.status, late.body.code]).toEqual([403, 'reward_undo_too_late'])
    expect((await world.owner.post(`/api/v1/reward-redemptions/${own.id}/cancel`)).status).toBe(200)
  })
})

test('what is kept about a person is told, and forgotten without touching the books', async () => {
  const olga = await world.customer('olga', 100)
  await redeem(world.shop, olga, 'simple')
  const { code } = (await world.shop.post(`/api/v1/customers/${olga}/referral-code`, {})).body
  await world.shop.post('/api/v1/carts', {
    ...{ ...anew(), customer: { id: olga }, lines: [{ amount: 700 }] },
  })
  const ids = [internalId('cus', olga)!]
  const { database } = world.server.house.context
  const told = await transaction(database, (tx) => exportRewards(tx, ids))
  expect(told).toMatchObject({
    rewards: [{ points: 100 }],
    referralCodes: [code],
    carts: [{ toPay: 700 }],
  })
  await whileErasing(database, (tx) => eraseRewards(tx, ids, { erasureKey, now: new Date() }))
  const after = await transaction(database, (tx) => exportRewards(tx, ids))
  expect(after).toMatchObject({ rewards: [{ points: 100 }], referralCodes: [], carts: [] })
})

test('after all of it the books replay without a difference', async () => {
  expect((await verifyLedger(world.server.house.context)).differences).toEqual([])
})
