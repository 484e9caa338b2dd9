import { afterAll, beforeAll, expect, test } from 'vitest'
import { allWritten } from '../all-written.ts'
import { purchase, record } from '../customers.ts'
import type { Client, TestServer } from '../server.ts'
import {
  cartOf,
  codesOf,
  define,
  openVoucherWorld,
  redeem,
  takenOf,
  tenPercent,
} from '../vouchers.ts'
import { returned } from '../world.ts'

let server: TestServer
let owner: Client
let shop: Client
let reporter: Client
beforeAll(async () => {
  ;({ server, owner, shop } = await openVoucherWorld())
  reporter = await server.program('events:write')
})
afterAll(() => server.close())

const worker = () => server.house.workers.find(({ name }) => name === 'voucher returns')!

/** The worker leaves out what others are still writing. */
async function follows(voucherId: string, taken: object) {
  await allWritten(server.house.context.database)
  await worker().work(new AbortController().signal)
  expect(await takenOf(owner, voucherId)).toMatchObject(taken)
}

let orders = 0

/** A purchase of 100.00 for which 10.00 were taken off by a voucher of 10 % with a cost of 3.01. */
async function buy(content: object = { ...tenPercent, costPerUse: 301 }, codes?: object) {
  const order = `order-${++orders}`
  const voucher = await define(owner, content, codes)
  const code = voucher.code ?? (await codesOf(owner, voucher.id))[0]
  const link = { purchase: { source: 'shop', externalId: order } }
  const reply = await redeem(shop, code, cartOf(10_000), link)
  expect(reply.status, reply.text).toBe(201)
  const more = { source: 'shop', externalId: order, amount: 9_000 }
  await record(reporter, purchase('anna', 'altstadt', '2026-11-20T09:00:00Z', more))
  return { id: voucher.id as string, order, code: code as string, redemptionId: reply.body.id }
}

const returnOf = (order: string, amount: number, more: object = {}) => ({
  ...returned('2026-11-20', 'anna', amount, { source: 'shop', externalId: `${order}-${amount}` }),
  purchase: { source: 'shop', externalId: order },
  ...more,
})

test('a return of the whole purchase gives the voucher back, and it can be used again', async () => {
  const { id, order, code } = await buy({ ...tenPercent, totalMax: 1 })
  await follows(id, { redeemed: 1, discount: { amount: 1000 } })
  expect((await redeem(shop, code, cartOf(100))).body.code).toBe('voucher_total_limit_reached')
  await record(reporter, returnOf(order, 9_000))
  await follows(id, { redeemed: 0, discount: { amount: 0 }, cost: { amount: 0 } })
  expect((await redeem(shop, code, cartOf(100))).status).toBe(201)
})

test('partial returns in any order give back in proportion, and in the end all of it', async () => {
  for (const parts of [
    [1_234, 5_000, 2_766],
    [2_766, 1_234, 5_000],
  ]) {
    const { id, order } = await buy()
    let sum = 0
    for (const part of parts.slice(0, 2)) {
      await record(reporter, returnOf(order, part))
      sum += part
      const discount = 1000 - Math.round((1000 * sum) / 9000)
      const cost = 301 - Math.round((301 * sum) / 9000)
      await follows(id, { redeemed: 1, discount: { amount: discount }, cost: { amount: cost } })
    }
    await record(reporter, returnOf(order, parts[2]!))
    await follows(id, { redeemed: 0, discount: { amount: 0 }, cost: { amount: 0 } })
  }
})

test('what somebody gave back by hand is not given back twice', async () => {
  const { id, order, redemptionId } = await buy()
  const byHand = { source: 'till', externalId: `hand-${order}`, discount: 600 }
  await shop.post(`/api/v1/voucher-redemptions/${redemptionId}/reverse`, byHand)
  await record(reporter, returnOf(order, 4_500))
  await follows(id, { redeemed: 1, discount: { amount: 400 } })
  await record(reporter, returnOf(order, 4_499))
  await follows(id, { discount: { amount: 0 } })
  await record(reporter, returnOf(order, 1))
  await follows(id, { redeemed: 0, discount: { amount: 0 }, cost: { amount: 0 } })
})

test('a return that turns out smaller takes the voucher again', async () => {
  const { id, order } = await buy()
  await record(reporter, returnOf(order, 9_000, { externalId: `${order}-back` }))
  await follows(id, { redeemed: 0, discount: { amount: 0 } })
  const smaller = { externalId: `${order}-back`, version: 1 }
  await record(reporter, returnOf(order, 4_500, smaller))
  await follows(id, { redeemed: 1, discount: { amount: 500 } })
})

test('a code used in parts has what was on it once the purchase is back', async () => {
  const benefit = { kind: 'amount', amount: 2_500, inParts: true }
  const { id, order, code } = await buy({ name: 'Guthaben', benefit }, { kind: 'single', count: 1 })
  expect((await redeem(shop, code, cartOf(100))).status).toBe(409)
  await record(reporter, returnOf(order, 4_500))
  await follows(id, { discount: { amount: 1_250 } })
  expect((await redeem(shop, code, cartOf(1_000))).body.remaining.amount).toBe(250)
})
