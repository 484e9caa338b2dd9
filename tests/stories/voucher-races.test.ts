import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectPool } from '#database/open.ts'
import type { Asking } from '#domain/loyalty/vouchers/ask.ts'
import { GuessLimit } from '#domain/loyalty/vouchers/guess-limit.ts'
import { redeemVoucher } from '#domain/loyalty/vouchers/redeem-voucher.ts'
import { create } from '../customers.ts'
import type { Client, TestServer } from '../server.ts'
import {
  anew,
  cartOf,
  codesOf,
  define,
  fiveEuros,
  hold,
  openVoucherWorld,
  redeem,
  statuses,
  takenOf,
  tenPercent,
  times,
  validate,
} from '../vouchers.ts'

let server: TestServer
let owner: Client
let shop: Client

beforeAll(async () => {
  ;({ server, owner, shop } = await openVoucherWorld())
})
afterAll(() => server.close())

describe('of 50 who ask at the same moment', () => {
  test('exactly one redeems a single code', async () => {
    const { id } = await define(owner, fiveEuros, { kind: 'single', count: 1 })
    const code = (await codesOf(owner, id))[0]!
    const answers = await times(50, () => redeem(shop, code, cartOf(1000)))
    expect(statuses(answers)).toEqual({ done: 1, '409 voucher_code_used': 49 })
    expect((await takenOf(owner, id)).redeemed).toBe(1)
  })

  test('as many as the limit says, holds and redemptions together', async () => {
    const { id, code } = await define(owner, { ...fiveEuros, totalMax: 20 })
    const answers = await times(50, (index) =>
      index % 2 ? redeem(shop, code, cartOf(1000)) : hold(shop, code, cartOf(1000)),
    )
    expect(statuses(answers)).toEqual({ done: 20, '409 voucher_total_limit_reached': 30 })
    const { redeemed, onHold } = await takenOf(owner, id)
    expect(redeemed + onHold).toBe(20)
  })

  test('as many as the budget bears', async () => {
    const { id, code } = await define(owner, { ...fiveEuros, budget: 3_700 })
    const answers = await times(50, () => redeem(shop, code, cartOf(1000)))
    expect(statuses(answers)).toEqual({ done: 7, '409 voucher_budget_used_up': 43 })
    expect((await takenOf(owner, id)).discount.amount).toBe(3_500)
  })

  test('one customer redeems no more often than allowed, though every code is another', async () => {
    const { id } = await define(
      owner,
      { ...fiveEuros, perCustomerMax: 3 },
      { kind: 'single', count: 50 },
    )
    const codes = await codesOf(owner, id)
    await create(owner, { identities: [{ kind: 'card_number', value: 'K-1' }] })
    const customer = { cardNumber: 'k-1' }
    const answers = await times(50, (index) =>
      redeem(shop, codes[index]!, cartOf(1000), { customer }),
    )
    expect(statuses(answers)).toEqual({ done: 3, '409 voucher_customer_limit_reached': 47 })
  })

  test('each gets another code of the pool, until it is empty', async () => {
    const { id } = await define(owner, fiveEuros, { kind: 'single', count: 12 })
    await create(owner, { identities: [{ kind: 'card_number', value: 'K-2' }] })
    const answers = await times(50, () =>
      shop.post(`/api/v1/vouchers/${id}/issue`, {
        ...anew(),
        customer: { cardNumber: 'K-2' },
        from: 'pool',
      }),
    )
    expect(statuses(answers)).toEqual({ done: 12, '409 voucher_pool_empty': 38 })
    const given = answers.filter(({ status }) => status === 201).map(({ body }) => body.code)
    expect(new Set(given).size).toBe(12)
    expect(await takenOf(owner, id)).toMatchObject({ codes: 12, issued: 12 })
  })
})

test('over 50 connections of the database, k of 200 succeed and nobody waits in vain', async () => {
  const { context } = server.house
  const wide = connectPool(context.database.connection, { poolSize: 50 })
  const asking: Asking = {
    context: { ...context, database: { ...context.database, ...wide } },
    caller: { kind: 'key', apiKeyId: 'wide', name: 'wide', scopes: [], stores: null },
    guesses: new GuessLimit(),
  }
  const { id, code } = await define(owner, { ...fiveEuros, totalMax: 30, budget: 10_000 })
  const cart = { amount: 1000, shipping: 0, otherCodes: [] }
  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, () => redeemVoucher(asking, { ...anew(), code, cart })),
  )
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(new Set(refused.map(({ reason }) => reason.code))).toEqual(
    new Set(['voucher_budget_used_up']),
  )
  expect(outcomes.length - refused.length).toBe(20)
  expect(wide.pool.totalCount).toBe(50)
  expect(await takenOf(owner, id)).toMatchObject({ redeemed: 20, discount: { amount: 10_000 } })
  await wide.close()
})

describe('the same request a hundred times', () => {
  const sameFor = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answers = await times(100, () => shop.send('POST', path, { body, headers }))
    expect(statuses(answers)).toEqual({ done: 100 })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    return answers[0]!.body
  }

  test('redeems once and answers alike, by its own reference', async () => {
    const { id, code } = await define(owner, fiveEuros)
    const request = { ...anew(), code, cart: cartOf(1000) }
    await sameFor('/api/v1/voucher-redemptions', request)
    expect((await takenOf(owner, id)).redeemed).toBe(1)
    const other = await shop.post('/api/v1/voucher-redemptions', { ...request, cart: cartOf(2000) })
    expect([other.status, other.body.code]).toEqual([409, 'reference_in_use'])
  })

  test('holds, issues and gives back once, and answers alike', async () => {
    const { id, code } = await define(owner, fiveEuros)
    await sameFor('/api/v1/voucher-holds', { ...anew(), code, cart: cartOf(1000) })
    expect((await takenOf(owner, id)).onHold).toBe(1)
    const redeemed = await redeem(shop, code, cartOf(1000))
    await sameFor(`/api/v1/voucher-redemptions/${redeemed.body.id}/reverse`, anew())
    expect(await takenOf(owner, id)).toMatchObject({ redeemed: 0, discount: { amount: 0 } })
    const pool = await define(owner, fiveEuros, { kind: 'single' })
    await create(owner, { identities: [{ kind: 'card_number', value: 'K-3' }] })
    const issue = { ...anew(), customer: { cardNumber: 'K-3' } }
    await sameFor(`/api/v1/vouchers/${pool.id}/issue`, issue)
    expect(await takenOf(owner, pool.id)).toMatchObject({ codes: 1, issued: 1 })
  })

  test('makes one voucher, by its idempotency key', async () => {
    const body = { content: { ...tenPercent, name: 'Nur einer' }, codes: { kind: 'shared' } }
    const headers = { 'idempotency-key': 'voucher-once' }
    const answers = await times(100, () =>
      owner.send('POST', '/api/v1/vouchers', { body, headers }),
    )
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const { items } = (await owner.get('/api/v1/vouchers?limit=100')).body
    const named = items.filter(
      (one: { content: { name: string } }) => one.content.name === 'Nur einer',
    )
    expect(named).toHaveLength(1)
  })
})

describe('a hold', () => {
  const later = (minutes: number) => {
    const { clock } = server.house.context
    const now = clock.now()
    clock.now = () => new Date(now.getTime() + minutes * 60_000)
    return () => {
      clock.now = () => now
    }
  }

  test('keeps a code for one checkout, which captures a part of it', async () => {
    const { id } = await define(owner, fiveEuros, { kind: 'single', count: 1 })
    const code = (await codesOf(owner, id))[0]!
    const held = await hold(shop, code, cartOf(1000))
    expect(held.body).toMatchObject({
      discount: { amount: 500 },
      expiresAt: '2026-11-21T12:15:00.000Z',
    })
    expect((await redeem(shop, code, cartOf(1000))).body.code).toBe('voucher_code_on_hold')
    const capture = (discount: number) =>
      shop.post(`/api/v1/voucher-holds/${held.body.id}/capture`, { discount })
    expect((await capture(501)).body.code).toBe('voucher_hold_exceeded')
    const captured = await times(20, () => capture(300))
    expect(new Set(captured.map(({ text }) => text)).size).toBe(1)
    expect(captured[0]!.body.discount.amount).toBe(300)
    expect(await takenOf(owner, id)).toMatchObject({
      redeemed: 1,
      onHold: 0,
      discount: { amount: 300 },
    })
    const released = await shop.post(`/api/v1/voucher-holds/${held.body.id}/release`)
    expect(released.body.code).toBe('voucher_hold_captured')
  })

  test('that is let go leaves the code as it was', async () => {
    const { id } = await define(owner, { ...fiveEuros, totalMax: 1 }, { kind: 'single', count: 1 })
    const code = (await codesOf(owner, id))[0]!
    const held = await hold(shop, code, cartOf(1000))
    const release = () => shop.post(`/api/v1/voucher-holds/${held.body.id}/release`)
    expect((await release()).status).toBe(200)
    expect((await release()).status).toBe(200)
    const late = await shop.post(`/api/v1/voucher-holds/${held.body.id}/capture`, {})
    expect(late.body.code).toBe('voucher_hold_released')
    expect((await redeem(shop, code, cartOf(1000))).status).toBe(201)
  })

  test('holds nothing once its time is over, though no job has run', async () => {
    const { id } = await define(owner, { ...fiveEuros, totalMax: 1 }, { kind: 'single', count: 2 })
    const codes = await codesOf(owner, id)
    const held = await hold(shop, codes[0]!, cartOf(1000), { minutes: 5 })
    expect((await redeem(shop, codes[1]!, cartOf(1000))).status).toBe(409)
    const back = later(5)
    const late = await shop.post(`/api/v1/voucher-holds/${held.body.id}/capture`, {})
    expect(late.body.code).toBe('voucher_hold_over')
    expect((await redeem(shop, codes[1]!, cartOf(1000))).status).toBe(201)
    back()
  })

  test('is captured though the voucher was changed, paused and ended meanwhile', async () => {
    const { id, code } = await define(owner, fiveEuros)
    const held = await hold(shop, code, cartOf(1000))
    await owner.patch(`/api/v1/vouchers/${id}`, { benefit: { kind: 'amount', amount: 100 } })
    expect((await validate(shop, code, cartOf(1000))).discount.amount).toBe(100)
    await owner.put(`/api/v1/vouchers/${id}/status`, { status: 'ended' })
    const captured = await shop.post(`/api/v1/voucher-holds/${held.body.id}/capture`, {})
    expect(captured.body).toMatchObject({ revision: 1, discount: { amount: 500 } })
  })
})

describe('what was redeemed', () => {
  const reverse = (client: Client, id: string, discount?: number) =>
    client.post(`/api/v1/voucher-redemptions/${id}/reverse`, { ...anew(), discount })

  test('is given back in parts that add up to the whole, in any order and never beyond', async () => {
    for (const parts of [
      [333, 500, 167],
      [167, 333, 500],
    ]) {
      const { id, code } = await define(owner, { ...tenPercent, totalMax: 1, costPerUse: 101 })
      const taken = await redeem(shop, code, cartOf(10_000))
      expect(taken.body).toMatchObject({ discount: { amount: 1000 }, cost: { amount: 101 } })
      for (const part of parts) {
        expect((await validate(shop, code, cartOf(100))).valid).toBe(false)
        expect((await reverse(shop, taken.body.id, 1001)).body.code).toBe(
          'voucher_reversal_exceeds',
        )
        expect((await reverse(shop, taken.body.id, part)).status).toBe(201)
      }
      expect(await takenOf(owner, id)).toMatchObject({
        redeemed: 0,
        discount: { amount: 0 },
        cost: { amount: 0 },
      })
      expect((await reverse(shop, taken.body.id)).body.code).toBe('voucher_redemption_reversed')
      expect((await validate(shop, code, cartOf(100))).valid).toBe(true)
    }
  })

  test('of 50 who give back the whole, one does', async () => {
    const { id, code } = await define(owner, fiveEuros)
    const taken = await redeem(shop, code, cartOf(1000))
    const answers = await times(50, () => reverse(shop, taken.body.id))
    expect(statuses(answers)).toEqual({ done: 1, '409 voucher_redemption_reversed': 49 })
    expect(await takenOf(owner, id)).toMatchObject({ redeemed: 0, discount: { amount: 0 } })
  })

  test('stands in a book that is only added to, and adds up to what the voucher says', async () => {
    const { id, code } = await define(owner, fiveEuros)
    const first = await redeem(shop, code, cartOf(1000))
    await redeem(shop, code, cartOf(300))
    await reverse(shop, first.body.id, 200)
    const { items } = (await owner.get(`/api/v1/vouchers/${id}/redemptions`)).body
    expect(items.map((one: { discount: { amount: number } }) => one.discount.amount)).toEqual([
      -200, 300, 500,
    ])
    expect((await takenOf(owner, id)).discount.amount).toBe(600)
    const { kysely } = server.house.context.database
    for (const change of [
      sql`update voucher_redemptions set discount = 0`,
      sql`delete from voucher_redemptions`,
      sql`delete from voucher_revisions`,
    ]) {
      await expect(change.execute(kysely)).rejects.toThrow('append-only')
    }
  })
})
