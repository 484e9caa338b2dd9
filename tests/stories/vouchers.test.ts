import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { erasePerson, exportPerson } from '#domain/loyalty/vouchers/personal.ts'
import { internalId } from '#kernel/ids.ts'
import { create, purchase, record } from '../customers.ts'
import { erasureKey, whileErasing } from '../erasing.ts'
import type { Client, TestServer } from '../server.ts'
import {
  anew,
  cartOf,
  codesOf,
  define,
  fiveEuros,
  openVoucherWorld,
  reasonsOf,
  redeem,
  statuses,
  takenOf,
  tenPercent,
  times,
  validate,
} from '../vouchers.ts'

let server: TestServer
let owner: Client
let till: Client
let shop: Client
let stores: Record<string, string>
beforeAll(async () => {
  ;({ server, owner, till, shop, stores } = await openVoucherWorld())
})
afterAll(() => server.close())

describe('a code', () => {
  test('of ours cannot be guessed and is read without regard to case, blanks and dashes', async () => {
    const { id } = await define(owner, tenPercent, { kind: 'single', count: 100 })
    const codes = await codesOf(owner, id)
    expect(new Set(codes).size).toBe(100)
    for (const code of codes) {
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{4}$/)
    }
    const typed = codes[0]!.toLowerCase().replace('-', ' ').replace('-', '')
    expect(await validate(shop, typed, cartOf(1000))).toMatchObject({
      valid: true,
      code: codes[0],
      discount: { amount: 100, currency: 'EUR' },
    })
  })

  test('of ones own is shared by many, and belongs to one voucher', async () => {
    const voucher = await define(owner, tenPercent, { kind: 'shared', code: 'Herbst-26' })
    expect(voucher.code).toBe('HERBST-26')
    const again = await owner.post('/api/v1/vouchers', {
      content: tenPercent,
      codes: { kind: 'shared', code: 'herbst 26' },
    })
    expect([again.status, again.body.code]).toEqual([409, 'voucher_code_taken'])
    expect((await redeem(shop, 'herbst26', cartOf(995))).body.discount.amount).toBe(100)
    expect((await redeem(shop, 'HERBST-26', cartOf(994))).body.discount.amount).toBe(99)
    expect(await takenOf(owner, voucher.id)).toMatchObject({
      redeemed: 2,
      discount: { amount: 199 },
    })
  })

  test('that nobody knows is refused in words, and a guesser must wait', async () => {
    const { body } = await redeem(shop, 'NO-SUCH-CODE', cartOf(100), { language: 'en' })
    expect(body).toMatchObject({ code: 'voucher_code_unknown', detail: 'There is no such code.' })
    const voucher = await define(owner, tenPercent)
    const guesser = await server.person('service')
    for (let guess = 0; guess < 10; guess++) {
      const reply = await validate(guesser, `GUESS${guess}`, cartOf(100))
      expect(reasonsOf(reply)).toEqual(['voucher_code_unknown'])
    }
    const right = await redeem(guesser, voucher.code, cartOf(1000))
    expect([right.status, right.body.code]).toEqual([429, 'voucher_code_guesses_too_many'])
    expect(right.headers['retry-after']).toBe('60')
    expect((await redeem(shop, voucher.code, cartOf(1000))).status).toBe(201)
  })
})

test('other codes of a cart are no way to guess either', async () => {
  const { code } = await define(owner, tenPercent)
  const guesser = await server.person('service')
  const otherCodes = Array.from({ length: 10 }, (_, guess) => `OTHER${guess}`)
  expect((await validate(guesser, code, cartOf(100, { otherCodes }))).valid).toBe(true)
  const next = await redeem(guesser, code, cartOf(1000))
  expect(next.body.code).toBe('voucher_code_guesses_too_many')
})

describe('a voucher says why it does not count', () => {
  test('before its first day, on its last, and after it, by the days of the business', async () => {
    const from = await define(owner, { ...tenPercent, validFrom: '2026-11-22' })
    const today = await define(owner, {
      ...tenPercent,
      validFrom: '2026-11-21',
      validUntil: '2026-11-21',
    })
    const until = await define(owner, { ...tenPercent, validUntil: '2026-11-20' })
    expect(reasonsOf(await validate(shop, from.code, cartOf(100)))).toEqual([
      'voucher_not_yet_valid',
    ])
    expect(reasonsOf(await validate(shop, today.code, cartOf(100)))).toEqual([])
    const over = await validate(shop, until.code, cartOf(100))
    expect(over.reasons).toEqual([
      { code: 'voucher_no_longer_valid', message: 'Dieser Gutschein ist abgelaufen.' },
    ])
  })

  test('with every reason at once', async () => {
    const { code } = await define(owner, {
      ...tenPercent,
      basketMin: 2000,
      stores: [stores.hafen],
      channels: ['shop'],
      categories: ['cakes'],
      audience: 'regulars',
    })
    const reply = await validate(shop, code, cartOf(1000, { store: 'altstadt', channel: 'till' }))
    expect(reply.valid).toBe(false)
    expect(reply.discount.amount).toBe(0)
    expect(reasonsOf(reply)).toEqual([
      'voucher_customer_needed',
      'voucher_basket_too_small',
      'voucher_store_not_included',
      'voucher_channel_not_included',
      'voucher_nothing_applies',
    ])
    const refused = await redeem(shop, code, cartOf(1000, { store: 'altstadt' }))
    expect(refused.status).toBe(409)
    expect(refused.body.errors).toHaveLength(5)
  })

  test('to whoever is no regular, and not to a regular', async () => {
    const days = ['2026-11-01', '2026-11-08', '2026-11-15']
    const reporter = await server.program('events:write')
    await record(
      reporter,
      ...days.map((day) => purchase('often', 'altstadt', `${day}T09:00:00Z`)),
      purchase('once', 'altstadt', '2026-11-15T09:00:00Z'),
    )
    const { code } = await define(owner, { ...tenPercent, audience: 'regulars' })
    const as = (externalId: string) =>
      validate(shop, code, cartOf(100), { customer: { externalId } })
    expect(reasonsOf(await as('once'))).toEqual(['voucher_regulars_only'])
    expect(reasonsOf(await as('nobody'))).toEqual(['voucher_customer_unknown'])
    expect(reasonsOf(await as('often'))).toEqual([])
  })

  test('beside another that stands alone', async () => {
    const alone = await define(owner, tenPercent)
    const friendly = await define(owner, { ...fiveEuros, combinable: true })
    const other = await define(owner, { ...fiveEuros, combinable: true })
    const beside = (code: string, otherCode: string) =>
      validate(shop, code, cartOf(5000, { otherCodes: [otherCode] }))
    expect(reasonsOf(await beside(alone.code, friendly.code))).toEqual(['voucher_not_combinable'])
    expect(reasonsOf(await beside(friendly.code, alone.code))).toEqual(['voucher_not_combinable'])
    expect(reasonsOf(await beside(friendly.code, other.code))).toEqual([])
    const order = { purchase: { source: 'shop', externalId: 'order-1' } }
    expect((await redeem(shop, friendly.code, cartOf(5000), order)).status).toBe(201)
    const second = await redeem(shop, alone.code, cartOf(5000), order)
    expect(second.body.code).toBe('voucher_not_combinable')
    expect((await redeem(shop, other.code, cartOf(5000), order)).status).toBe(201)
    const next = { purchase: { source: 'shop', externalId: 'order-2' } }
    const { body } = await redeem(shop, alone.code, cartOf(5000), next)
    await shop.post(`/api/v1/voucher-redemptions/${body.id}/reverse`, anew())
    expect((await redeem(shop, friendly.code, cartOf(5000), next)).status).toBe(201)
  })

  test('when it is paused or ended, and an end is for good', async () => {
    const { id, code } = await define(owner, tenPercent)
    const set = (status: string) => owner.put(`/api/v1/vouchers/${id}/status`, { status })
    await set('paused')
    expect(reasonsOf(await validate(shop, code, cartOf(100)))).toEqual(['voucher_paused'])
    await set('active')
    expect(reasonsOf(await validate(shop, code, cartOf(100)))).toEqual([])
    await set('ended')
    expect(reasonsOf(await validate(shop, code, cartOf(100)))).toEqual(['voucher_ended'])
    expect((await set('active')).body.code).toBe('voucher_ended')
    expect((await owner.patch(`/api/v1/vouchers/${id}`, { name: 'x' })).body.code).toBe(
      'voucher_ended',
    )
  })
})

describe('a voucher is worth', () => {
  const lines = [
    { sku: 'CAKE', category: 'cakes', quantity: 2, amount: 900 },
    { sku: 'TEA', category: 'drinks', amount: 400 },
  ]
  const worth = async (benefit: object, more: object = {}, cart: object = { lines }) => {
    const { code } = await define(owner, { name: 'worth', benefit, ...more })
    return await validate(shop, code, cartOf(1300, cart))
  }

  test('percents of what it is for, never more than its most', async () => {
    const percent = { kind: 'percent', percent: 12.5 }
    expect((await worth(percent)).discount.amount).toBe(163)
    expect((await worth(percent, { categories: ['drinks'] })).discount.amount).toBe(50)
    expect((await worth(percent, { skus: ['CAKE'] })).discount.amount).toBe(113)
    expect((await worth({ ...percent, discountMax: 100 })).discount.amount).toBe(100)
  })

  test('an amount, as far as the purchase goes', async () => {
    expect((await worth({ kind: 'amount', amount: 500 })).discount.amount).toBe(500)
    expect((await worth({ kind: 'amount', amount: 5000 })).discount.amount).toBe(1300)
  })

  test('one piece of an article, which the till is told', async () => {
    const benefit = { kind: 'free_article', sku: 'CAKE', name: 'Kuchen', value: 450 }
    expect(await worth(benefit)).toMatchObject({
      discount: { amount: 450 },
      article: { sku: 'CAKE', name: 'Kuchen' },
    })
    const without = await worth(benefit, {}, { lines: [lines[1]] })
    expect(reasonsOf(without)).toEqual(['voucher_article_missing'])
    expect((await worth(benefit, {}, {})).discount.amount).toBe(450)
  })

  test('the shipping', async () => {
    const reply = await worth({ kind: 'free_shipping' }, {}, { shipping: 490 })
    expect(reply.discount.amount).toBe(490)
  })
})

describe('an amount used in parts', () => {
  const card = { name: 'Guthaben', benefit: { kind: 'amount', amount: 2000, inParts: true } }

  test('keeps on the code what a purchase does not use', async () => {
    const { id } = await define(owner, card, { kind: 'single', count: 1 })
    const code = (await codesOf(owner, id))[0]!
    const first = await redeem(shop, code, cartOf(700))
    expect(first.body).toMatchObject({ discount: { amount: 700 }, remaining: { amount: 1300 } })
    const second = await redeem(shop, code, cartOf(5000))
    expect(second.body).toMatchObject({ discount: { amount: 1300 }, remaining: { amount: 0 } })
    expect((await redeem(shop, code, cartOf(100))).body.code).toBe('voucher_code_used')
    await owner.post(`/api/v1/voucher-redemptions/${first.body.id}/reverse`, anew())
    expect((await validate(shop, code, cartOf(5000))).discount.amount).toBe(700)
  })

  test('is nothing for a code that many share', async () => {
    const reply = await owner.post('/api/v1/vouchers', { content: card, codes: { kind: 'shared' } })
    expect([reply.status, reply.body.code]).toEqual([422, 'voucher_parts_need_single_codes'])
  })

  test('never gives out more than it holds, however many ask at once', async () => {
    const { id } = await define(owner, card, { kind: 'single', count: 1 })
    const code = (await codesOf(owner, id))[0]!
    const answers = await times(50, () => redeem(shop, code, cartOf(300)))
    // 6 times 300 and once the 200 that are left.
    expect(statuses(answers)).toEqual({ done: 7, '409 voucher_code_used': 43 })
    expect((await takenOf(owner, id)).discount.amount).toBe(2000)
  })
})

describe('a voucher of one customer', () => {
  test('is redeemed by nobody else, seen on their page, and forgotten with them', async () => {
    const anna = await create(owner, { identities: [{ kind: 'card_number', value: 'ANNA' }] })
    await create(owner, { identities: [{ kind: 'card_number', value: 'BERTA' }] })
    const { id } = await define(owner, fiveEuros, { kind: 'single' })
    const issued = await shop.post(`/api/v1/vouchers/${id}/issue`, {
      ...anew(),
      customer: { cardNumber: 'anna' },
    })
    expect(issued.body).toMatchObject({ voucherId: id, customerId: anna.id })
    const { code } = issued.body
    const by = (cardNumber: string) => ({ customer: { cardNumber } })
    expect((await redeem(shop, code, cartOf(900))).body.code).toBe('voucher_customer_needed')
    expect((await redeem(shop, code, cartOf(900), by('BERTA'))).body.code).toBe(
      'voucher_of_other_customer',
    )
    const held = () => owner.get(`/api/v1/customers/${anna.id}/vouchers`)
    expect((await held()).body.items).toMatchObject([{ code, name: 'Fünf Euro', state: 'open' }])
    expect((await redeem(shop, code, cartOf(900), by('ANNA'))).status).toBe(201)
    expect((await held()).body.items).toMatchObject([{ state: 'used' }])

    const personId = internalId('cus', anna.id)!
    const { database } = server.house.context
    const told = await transaction(database, (tx) => exportPerson(tx, [personId]))
    expect(told).toMatchObject({
      issued: [{ name: 'Fünf Euro', code }],
      redeemed: [{ name: 'Fünf Euro', uses: 1, discount: 500 }],
    })
    await whileErasing(database, (tx) => erasePerson(tx, [personId], erasureKey))
    expect((await held()).body.items).toEqual([])
    expect(await takenOf(owner, id)).toMatchObject({ codes: 0, redeemed: 1 })
    expect((await validate(shop, code, cartOf(900))).valid).toBe(false)
  })
})

describe('who may', () => {
  test('a cashier redeems in their own stores and undoes it for ten minutes', async () => {
    const { code } = await define(owner, fiveEuros)
    const here = cartOf(1000, { store: 'altstadt' })
    expect((await validate(till, code, here)).valid).toBe(true)
    const taken = await redeem(till, code, here)
    expect(taken.status).toBe(201)
    expect((await redeem(till, code, cartOf(1000))).body.code).toBe('store_missing')
    const elsewhere = await redeem(till, code, cartOf(1000, { store: 'hafen' }))
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'store_not_allowed'])
    const undo = (client: Client, id: string) =>
      client.post(`/api/v1/voucher-redemptions/${id}/reverse`, anew())
    expect((await undo(till, taken.body.id)).status).toBe(201)
    const ofOthers = await redeem(shop, code, here)
    expect((await undo(till, ofOthers.body.id)).body.code).toBe('voucher_undo_too_late')
    expect((await till.get('/api/v1/vouchers')).status).toBe(403)
  })

  test('staff of one store see no codes of customers who never bought there', async () => {
    const program = await server.program('events:write')
    const [here, elsewhere] = await record(
      program,
      purchase('coded-here', 'altstadt', '2026-11-01T09:00:00Z'),
      purchase('coded-elsewhere', 'hafen', '2026-11-01T09:00:00Z'),
    )
    const { id } = await define(owner, fiveEuros, { kind: 'single', count: 1 })
    for (const { customerId } of [here!, elsewhere!]) {
      await owner.post(`/api/v1/vouchers/${id}/issue`, { ...anew(), customer: { id: customerId } })
    }
    const manager = await server.person('store_manager', [stores.altstadt!])
    const path = (customerId: string) => `/api/v1/customers/${customerId}/vouchers`
    expect((await manager.get(path(here!.customerId))).body.items).toHaveLength(1)
    expect((await manager.get(path(elsewhere!.customerId))).status).toBe(404)
    expect(await codesOf(owner, id)).toHaveLength(3)
    expect(await codesOf(manager, id)).toHaveLength(2)
    const holders = async (client: Client) =>
      (await client.get(`/api/v1/vouchers/${id}/codes`)).body.items.map(
        (code: { customerName: string | null }) => code.customerName,
      )
    expect(await holders(owner)).toEqual(
      expect.arrayContaining(['coded-here', 'coded-elsewhere', null]),
    )
    expect(await holders(manager)).toEqual(expect.arrayContaining(['coded-here', null]))
    expect(await holders(await server.program('vouchers:write'))).not.toContain('coded-here')
  })

  test('marketing defines, an analyst reads figures without a code, a manager of some stores does not define', async () => {
    const body = { content: tenPercent, codes: { kind: 'shared' } }
    const marketing = await server.person('marketing')
    const made = await marketing.post('/api/v1/vouchers', body)
    expect(made.status).toBe(201)
    const analyst = await server.person('analyst')
    expect((await analyst.get(`/api/v1/vouchers/${made.body.id}`)).status).toBe(200)
    expect((await analyst.get(`/api/v1/vouchers/${made.body.id}/codes`)).status).toBe(403)
    expect((await analyst.post('/api/v1/vouchers', body)).status).toBe(403)
    const limited = await server.person('marketing', [stores.altstadt!])
    const refused = await limited.post('/api/v1/vouchers', body)
    expect([refused.status, refused.body.code]).toEqual([403, 'caller_limited_to_stores'])
  })
})
