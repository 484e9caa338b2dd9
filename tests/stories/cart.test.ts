import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { internalId } from '#kernel/ids.ts'
import { allWritten } from '../all-written.ts'
import { purchase, record } from '../customers.ts'
import {
  anew,
  ladderOf,
  longAgo,
  openRewardsWorld,
  put,
  type RewardsWorld,
  ruleOf,
  stocked,
} from '../rewards.ts'
import { define, statuses, takenOf, tenPercent, times } from '../vouchers.ts'

const now = '2026-11-21T12:00:00Z'

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld(now)
  await world.say(ruleOf({}))
  await world.say(
    ruleOf({
      key: 'cups',
      way: {
        kind: 'per_article',
        points: '5',
        lines: { kind: 'compare', field: 'line.category', operator: 'equal', value: 'porcelain' },
      },
    }),
  )
  await world.say(
    ladderOf({ key: 'gifts', rounds: [{ steps: [{ count: 2, articles: ['cup'] }] }] }),
  )
  await stocked(world.owner, 'cup', 10)
  await put(world.owner, '/api/v1/basket-gifts/big', {
    ...{ name: 'Big basket', basketMin: 3000, articles: ['cup'], validFrom: longAgo },
  })
})
beforeEach(() => world.at(now))
afterAll(() => world.server.close())

const lines = [
  { sku: 'CAKE', category: 'bakery', amount: 2000 },
  { sku: 'CUP', category: 'porcelain', quantity: 2, amount: 2000 },
]
const ask = async (cart: object) => {
  const reply = await world.shop.post('/api/v1/cart', { lines, ...cart })
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}
const hold = (cart: object) => world.shop.post('/api/v1/carts', { ...anew(), lines, ...cart })
const inCents = (amount: number) => ({ amount, currency: 'EUR' })

describe('a cart asked about', () => {
  test('is never paid twice: what the goods cost is not taken off the shipping', async () => {
    const free = { name: 'All', benefit: { kind: 'percent', percent: 100 }, combinable: true }
    const codes = [await define(world.owner, free), await define(world.owner, free)]
    const answer = await ask({ codes: codes.map(({ code }) => code), shipping: 490 })
    expect(answer).toMatchObject({
      vouchers: [
        { valid: true, discount: inCents(4000) },
        { valid: false, reasons: [{ code: 'voucher_nothing_applies' }] },
      ],
      toPay: inCents(490),
    })
  })

  test('says what it costs, earns and brings, and what then happens is just that', async () => {
    const anna = await world.customer('anna', 500)
    await record(world.shop, purchase('anna', 'altstadt', '2026-11-01T09:00:00Z'))
    const { code } = await define(world.owner, tenPercent)
    const before = await world.balance(anna)
    const answer = await ask({
      ...{ customer: { id: anna }, codes: [code], channel: 'shop', shipping: 490 },
      points: { currency: 'points', points: 200 },
    })
    expect(answer).toMatchObject({
      ...{ customerId: anna, amount: inCents(4000), discount: inCents(600) },
      vouchers: [{ valid: true, discount: inCents(400), reasons: [] }],
      points: { valid: true, worth: inCents(200), available: before },
      toPay: inCents(3890),
      giftsDue: [
        { kind: 'ladder', key: 'gifts', round: 1, count: 2, articles: ['cup'] },
        { kind: 'basket', key: 'big', articles: ['cup'] },
      ],
    })
    expect(await world.balance(anna)).toBe(before)
    const [earned] = answer.earns
    await record(world.shop, {
      ...purchase('anna', 'altstadt', now, { source: 'shop', externalId: 'order-anna' }),
      ...{ amount: 3400, lines, store: undefined, channel: 'shop' },
    })
    expect(await world.balance(anna)).toBe(before + earned.points)
  })

  test('of a guest says what a newcomer would get', async () => {
    expect(await ask({})).toMatchObject({
      ...{ customerId: null, points: null, vouchers: [] },
      earns: [{ currency: 'points', points: 50 }],
      giftsDue: [{ kind: 'basket' }],
    })
  })

  test('says in words what does not count, and still adds up', async () => {
    const answer = await ask({
      ...{ codes: ['NO-SUCH-CODE'], language: 'en' },
      points: { currency: 'stars', points: 1_000_000 },
    })
    expect(answer.vouchers).toMatchObject([
      {
        valid: false,
        reasons: [{ code: 'voucher_code_unknown', message: 'There is no such code.' }],
      },
    ])
    expect(answer.points.reasons.map(({ code }: { code: string }) => code)).toEqual([
      ...['points_currency_unknown', 'points_customer_needed'],
    ])
    expect(answer.toPay).toEqual(inCents(4000))
  })

  test('never pays the customer: discounts end at nothing', async () => {
    const half = { name: 'Half', benefit: { kind: 'amount', amount: 3000 }, combinable: true }
    const one = await define(world.owner, half)
    const two = await define(world.owner, half)
    const answer = await ask({ codes: [one.code, two.code, one.code.toLowerCase()] })
    expect(
      answer.vouchers.map((voucher: { discount: { amount: number } }) => voucher.discount.amount),
    ).toEqual([3000, 1000])
    expect(answer.toPay).toEqual(inCents(0))
  })

  test('is looked at as it will be sent: less than nothing is refused', async () => {
    const reply = await world.shop.post('/api/v1/cart', { lines: [{ amount: -100 }] })
    expect([reply.status, reply.body.code]).toEqual([422, 'cart_amount_negative'])
  })
})

describe('a cart kept for its checkout', () => {
  test('holds voucher and points, and redeems both with the order, once', async () => {
    const bea = await world.customer('bea', 300)
    const voucher = await define(world.owner, tenPercent)
    const asked = {
      ...anew(),
      customer: { id: bea },
      codes: [voucher.code],
      points: { currency: 'points', points: 250 },
    }
    const [held, again] = [await hold(asked), await hold(asked)]
    expect(held.status, held.text).toBe(201)
    expect(again.text).toBe(held.text)
    expect(await takenOf(world.owner, voucher.id)).toMatchObject({ redeemed: 0, onHold: 1 })
    expect(await world.balance(bea)).toBe(50)
    const order = { purchase: { source: 'shop', externalId: 'order-bea' } }
    const captures = await times(20, () =>
      world.shop.post(`/api/v1/carts/${held.body.id}/capture`, order),
    )
    expect(new Set(captures.map(({ text }) => text)).size).toBe(1)
    expect(captures[0]!.body).toMatchObject({ discount: inCents(650), points: 250 })
    expect(await takenOf(world.owner, voucher.id)).toMatchObject({ redeemed: 1, onHold: 0 })
    expect(await world.balance(bea)).toBe(50)
    const late = await world.shop.post(`/api/v1/carts/${held.body.id}/release`)
    expect([late.status, late.body.code]).toEqual([409, 'cart_captured'])
  })

  test('gives its points back with the order, in parts as in whole', async () => {
    const gil = await world.customer('gil', 300)
    const held = await hold({
      ...{ customer: { id: gil }, lines: [{ category: 'deposit', amount: 3000 }] },
      points: { currency: 'points', points: 101 },
    })
    const purchased = { source: 'shop', externalId: 'order-gil' }
    await world.shop.post(`/api/v1/carts/${held.body.id}/capture`, { purchase: purchased })
    const told = {
      ...purchased,
      customer: { externalId: 'gil' },
      occurredAt: '2026-11-21T10:00:00Z',
    }
    await record(world.shop, { ...told, type: 'purchase', amount: 0, version: 0 })
    await record(world.shop, { ...told, type: 'purchase', amount: 2899, version: 1 })
    const back = (externalId: string, amount: number) =>
      record(world.shop, { ...told, type: 'return', externalId, amount, purchase: purchased })
    const comesTo = async (balance: number) => {
      await allWritten(world.server.house.context.database)
      await world.work('cart returns')
      expect(await world.balance(gil)).toBe(balance)
    }
    const earned = (await world.balance(gil)) - 199
    expect(earned).toBe(29)
    await back('gil-1', 1450)
    await comesTo(199 + 51 + (earned - 15))
    await back('gil-2', 1449)
    await comesTo(300)
    await world.work('cart returns')
    expect(await world.balance(gil)).toBe(300)
    const { customerId } = held.body
    const { items } = (
      await world.owner.get(`/api/v1/customers/${customerId}/statement?currency=points`)
    ).body
    expect(items.length).toBeGreaterThan(4)
  })

  test('lets everything go, twice as once', async () => {
    const cem = await world.customer('cem', 100)
    const voucher = await define(world.owner, tenPercent)
    const held = await hold({
      customer: { id: cem },
      codes: [voucher.code],
      points: { currency: 'points', points: 100 },
    })
    for (const _ of [1, 2]) {
      expect((await world.shop.post(`/api/v1/carts/${held.body.id}/release`)).status).toBe(200)
    }
    expect(await world.balance(cem)).toBe(100)
    expect(await takenOf(world.owner, voucher.id)).toMatchObject({ redeemed: 0, onHold: 0 })
    const late = await world.shop.post(`/api/v1/carts/${held.body.id}/capture`, {
      purchase: { source: 'shop', externalId: 'order-cem' },
    })
    expect(late.body.code).toBe('cart_released')
  })

  test('is over by the clock, without a job', async () => {
    const dora = await world.customer('dora', 100)
    const held = await hold({
      customer: { id: dora },
      minutes: 10,
      points: { currency: 'points', points: 100 },
    })
    expect(await world.balance(dora)).toBe(0)
    world.at('2026-11-21T12:11:00Z')
    expect(await world.balance(dora)).toBe(100)
    const late = await world.shop.post(`/api/v1/carts/${held.body.id}/capture`, {
      purchase: { source: 'shop', externalId: 'order-dora' },
    })
    expect([late.status, late.body.code]).toEqual([409, 'cart_over'])
    expect((await world.shop.post(`/api/v1/carts/${held.body.id}/release`)).status).toBe(200)
  })

  test('that became no order is removed a month later, and its points were free long before', async () => {
    const nora = await world.customer('nora', 300)
    const points = { currency: 'points', points: 100 }
    const said = { ...anew(), lines, customer: { id: nora }, points }
    const [abandoned, released, ordered] = [
      await world.shop.post('/api/v1/carts', said),
      await hold({ customer: { id: nora }, points }),
      await hold({ customer: { id: nora }, points }),
    ]
    await world.shop.post(`/api/v1/carts/${released.body.id}/release`)
    await world.shop.post(`/api/v1/carts/${ordered.body.id}/capture`, {
      purchase: { source: 'shop', externalId: 'order-nora' },
    })
    const kept = async () => {
      const own = [abandoned, released, ordered].map(({ body }) => internalId('crt', body.id))
      const { rows } = await sql<{ status: string }>`
        select status from carts where cart_id = any(${own}::uuid[]) order by status`.execute(
        world.server.house.context.database.kysely,
      )
      return rows.map(({ status }) => status)
    }
    world.at('2026-12-21T12:00:00Z')
    await world.work('sweep carts')
    expect(await kept()).toEqual(['captured', 'open', 'released'])
    expect((await world.shop.post('/api/v1/carts', said)).body).toEqual(abandoned.body)
    expect(await world.balance(nora)).toBe(200)
    world.at('2026-12-21T12:16:00Z')
    await world.work('sweep carts')
    expect(await kept()).toEqual(['captured'])
    expect(await world.balance(nora)).toBe(200)
    const again = await world.shop.post('/api/v1/carts', said)
    expect([again.status, again.body.code]).toEqual([409, 'cart_over'])
  })

  test('is kept whole or not at all, with every reason', async () => {
    const emil = await world.customer('emil', 100)
    const voucher = await define(world.owner, { ...tenPercent, basketMin: 5000 })
    const refused = await hold({
      ...{ customer: { id: emil }, codes: [voucher.code] },
      points: { currency: 'points', points: 101 },
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'cart_not_payable'])
    expect(refused.body.errors).toMatchObject([
      { pointer: '/codes/0', code: 'voucher_basket_too_small' },
      { pointer: '/points', code: 'points_insufficient' },
    ])
    expect(await world.balance(emil)).toBe(100)
  })

  test('of many at once holds as many as there are points', async () => {
    const fay = await world.customer('fay', 350)
    const answers = await times(20, () =>
      hold({ customer: { id: fay }, points: { currency: 'points', points: 100 } }),
    )
    expect(statuses(answers)).toMatchObject({ done: 3 })
    expect(await world.balance(fay)).toBe(50)
  })

  test('of another store is not touched by a cashier', async () => {
    const held = await hold({ store: 'hafen' })
    const reply = await world.till.post(`/api/v1/carts/${held.body.id}/release`)
    expect([reply.status, reply.body.code]).toEqual([403, 'store_not_allowed'])
  })
})

test('after all of it the books replay without a difference', async () => {
  const { context } = world.server.house
  expect((await verifyLedger(context)).differences).toEqual([])
  expect((await verifyProgram(context)).differences).toEqual([])
})
