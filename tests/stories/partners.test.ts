import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#contract/permissions.ts'
import { erasePerson } from '#domain/loyalty/vouchers/personal.ts'
import { internalId } from '#kernel/ids.ts'
import { erasureKey, whileErasing } from '../erasing.ts'
import { openRewardsWorld, put, type RewardsWorld, redeem } from '../rewards.ts'
import type { Client } from '../server.ts'

let world: RewardsWorld
let owner: Client
let accountant: Client
beforeAll(async () => {
  world = await openRewardsWorld('2026-11-21T12:00:00Z')
  owner = world.owner
  accountant = await world.server.person('accountant')
  await put(owner, '/api/v1/partners/linden', { name: 'Bookshop Linden', contact: 'Ms Albers' })
  await put(owner, '/api/v1/partners/scissors', { name: '=Scissors()' })
})
afterAll(() => world.server.close())

const validFrom = '2026-01-01T00:00:00Z'
const define = (key: string, more: object = {}) =>
  put(owner, `/api/v1/rewards/${key}`, {
    ...{ name: key, currency: 'points', price: 10, validFrom, gives: { kind: 'experience' } },
    ...more,
  })

const pays = (amount: number) => ({ owes: 'business', amount })
const agree = (reward: string, partner: string | null, terms: object, from?: string) =>
  owner.put(`/api/v1/rewards/${reward}/partner`, {
    agreed: partner === null ? null : { partner, terms },
    ...(from && { validFrom: from }),
  })

async function take(customer: string, reward: string): Promise<string> {
  const reply = await redeem(world.shop, customer, reward)
  expect(reply.status, reply.text).toBe(201)
  return reply.body.id
}
const giveBack = async (redemption: string) => {
  const reply = await world.shop.post(`/api/v1/reward-redemptions/${redemption}/cancel`)
  expect(reply.status, reply.text).toBe(200)
}

type Line = {
  month: string
  reward: { key: string }
  terms: { amount?: number }
  redemptions: number
  givenBack: number
  businessOwes: { amount: number }
  partnerOwes: { amount: number }
}
const settled = async (query = '') =>
  (await accountant.get(`/api/v1/liability/partners${query}`)).body
const linesOf = async (partner: string, query = '') =>
  (await settled(`?partner=${partner}${query}`)).items.map((line: Line) => [
    ...[line.month, line.reward.key, line.terms.amount ?? 0],
    ...[line.redemptions, line.givenBack, line.businessOwes.amount, line.partnerOwes.amount],
  ])

describe('a partner', () => {
  test('is a neighbor with the rewards that are theirs, today and later', async () => {
    await define('book')
    await agree('book', 'linden', pays(250))
    await agree('book', 'scissors', { owes: 'nobody' }, '2026-12-01')
    const { items } = (await owner.get('/api/v1/partners')).body
    expect(items.map(({ name }: { name: string }) => name)).toEqual([
      ...['=Scissors()', 'Bookshop Linden'],
    ])
    expect((await owner.get('/api/v1/partners/linden')).body).toMatchObject({
      contact: 'Ms Albers',
      active: true,
      rewards: [{ key: 'book', terms: pays(250), state: 'in_force', remaining: null }],
    })
    expect(items[0].rewards).toMatchObject([
      { key: 'book', state: 'planned', validFrom: '2026-12-01' },
    ])
    const gone = await owner.get('/api/v1/partners/nobody')
    expect([gone.status, gone.body.code]).toEqual([404, 'partner_not_found'])
  })

  test('at rest is asked for nothing new, and what was agreed goes on', async () => {
    await put(owner, '/api/v1/partners/old', { name: 'Old' })
    await define('shave')
    await agree('shave', 'old', pays(100))
    await put(owner, '/api/v1/partners/old', { name: 'Old', active: false })
    expect((await agree('shave', 'old', pays(200))).body.code).toBe('partner_inactive')
    await take(await world.customer('still', 10), 'shave')
    expect(await linesOf('old')).toEqual([['2026-11', 'shave', 100, 1, 0, 100, 0]])
  })

  test('is agreed with for days to come, for rewards there are, and never in the past', async () => {
    const answers = [
      await agree('book', 'linden', pays(1), '2026-11-20'),
      await agree('book', 'stranger', pays(1)),
      await agree('nothing', 'linden', pays(1)),
      await agree('book', 'linden', pays(0)),
      await agree('book', 'linden', pays(-5)),
    ]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'agreement_in_the_past'],
      [422, 'partner_not_found'],
      [404, 'reward_not_found'],
      [422, 'body_malformed'],
      [422, 'body_malformed'],
    ])
    await define('over')
    await owner.delete('/api/v1/rewards/over')
    expect((await agree('over', 'linden', pays(1))).body.code).toBe('reward_status_ended')
  })
})

describe('the settlement with a partner', () => {
  test('goes by what was agreed at the time, and stays when that changes', async () => {
    const anna = await world.customer('anna', 1000)
    await put(owner, '/api/v1/partners/cafe', { name: 'Cafe' })
    await define('cake')
    await take(anna, 'cake')
    await agree('cake', 'cafe', pays(200))
    await take(anna, 'cake')
    await agree('cake', 'cafe', pays(300))
    await take(anna, 'cake')
    await agree('cake', 'cafe', { owes: 'partner', amount: 50 }, '2026-12-05')
    await take(anna, 'cake')
    expect(await linesOf('cafe')).toEqual([
      ['2026-11', 'cake', 200, 1, 0, 200, 0],
      ['2026-11', 'cake', 300, 2, 0, 600, 0],
    ])
    await agree('cake', null, {})
    await take(anna, 'cake')
    expect((await settled('?partner=cafe')).balances).toMatchObject([
      { redemptions: 3, businessOwes: { amount: 800 }, partnerOwes: { amount: 0 } },
    ])
  })

  test('keeps a month that is over: what is given back later lands in the month it happens', async () => {
    const ben = await world.customer('ben', 1000)
    await put(owner, '/api/v1/partners/garden', { name: 'Garden' })
    await define('rose')
    await agree('rose', 'garden', pays(400))
    const [first] = [await take(ben, 'rose'), await take(ben, 'rose')]
    const november = await settled('?partner=garden&to=2026-11')
    expect(november.items).toMatchObject([{ closed: false, redemptions: 2 }])
    await agree('rose', 'garden', { owes: 'partner', amount: 150 }, '2026-12-01')
    // Said later, but begun before: in December the other one holds.
    await agree('rose', 'garden', pays(999))
    world.at('2026-12-02T09:00:00Z')
    try {
      await giveBack(first!)
      await take(ben, 'rose')
      expect(await linesOf('garden')).toEqual([
        ['2026-11', 'rose', 400, 2, 0, 800, 0],
        ['2026-12', 'rose', 400, 0, 1, -400, 0],
        ['2026-12', 'rose', 150, 1, 0, 0, 150],
      ])
      const { items } = await settled('?partner=garden&to=2026-11')
      expect(items).toEqual([{ ...november.items[0], closed: true }])
    } finally {
      world.at('2026-11-21T12:00:00Z')
    }
  })

  test('counts each of many redemptions at once, beside a change of what is agreed', async () => {
    await put(owner, '/api/v1/partners/race', { name: 'Race' })
    await define('lap')
    await agree('lap', 'race', pays(10))
    const runners = await Promise.all([...'abcdefgh'].map((name) => world.customer(name, 10)))
    const replies = await Promise.all([
      ...runners.map((customer) => redeem(world.shop, customer, 'lap')),
      agree('lap', 'race', pays(7)),
    ])
    expect(replies.map(({ status }) => status)).toEqual([...runners.map(() => 201), 200])
    const lines = await linesOf('race')
    const counted = lines.reduce((sum: number, line: number[]) => sum + line[3]!, 0)
    expect(counted).toBe(8)
    for (const [, , each, redemptions, , owed] of lines) expect(owed).toBe(each * redemptions)
  })

  test('is taken along as CSV that no spreadsheet runs, and as PDF', async () => {
    await define('cut')
    await agree('cut', 'scissors', { owes: 'partner', amount: 1234 })
    await take(await world.customer('carl', 10), 'cut')
    const csv = await accountant.get('/api/v1/liability/partners/export?partner=scissors')
    expect(csv.headers['content-disposition']).toContain('stammgast-partners.csv')
    const [head, line, end] = csv.text.split('\r\n')
    expect(head).toMatch(/^\ufeffMonat;Stand;Partner;Prämie;eingelöst;zurück;je Einlösung \(EUR\);/)
    expect([line, end]).toEqual(["2026-11;noch offen;'=Scissors();cut;1;0;12,34;0;12,34", ''])
    const pdf = await accountant.get('/api/v1/liability/partners/pdf')
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
    const reversed = await accountant.get('/api/v1/liability/partners?from=2026-11&to=2026-01')
    expect([reversed.status, reversed.body.code]).toEqual([422, 'months_reversed'])
  })
})

describe('codes of a partner', () => {
  const importInto = (voucherId: string, text: string) =>
    owner.send('POST', `/api/v1/vouchers/${voucherId}/codes/import`, {
      body: Buffer.from(text),
      headers: { 'content-type': 'application/octet-stream' },
    })

  test('are handed out one by one, count there and not here, and run out', async () => {
    const reward = await define('ticket', { gives: { kind: 'partner_code' } })
    expect(reward.remaining).toBe(0)
    const dora = await world.customer('dora', 1000)
    const early = await redeem(world.shop, dora, 'ticket')
    expect(early.body.code).toBe('reward_out_of_stock')
    expect((await importInto(reward.voucherId, 'LINDEN-A1\nLINDEN-B2\n')).body.added).toBe(2)
    const left = async () => (await owner.get('/api/v1/rewards/ticket')).body.remaining
    expect(await left()).toBe(2)
    const { body } = await redeem(world.shop, dora, 'ticket')
    expect(body.voucherCode).toBe('LINDEN-A1')
    const asked = { code: 'LINDEN-A1', customer: { id: dora }, cart: { amount: 2000 } }
    const here = await world.shop.post('/api/v1/voucher-codes/validate', asked)
    expect(here.body).toMatchObject({ valid: false, reasons: [{ code: 'voucher_of_partner' }] })
    expect(await left()).toBe(1)
  })

  test('two who ask at once for the last one: one gets it, the other is told and keeps the points', async () => {
    const reward = await define('last', { gives: { kind: 'partner_code' } })
    await agree('last', 'linden', pays(90))
    await importInto(reward.voucherId, 'ONLYONE\n')
    const two = await Promise.all(['eva', 'finn'].map((name) => world.customer(name, 10)))
    const replies = await Promise.all(two.map((customer) => redeem(world.shop, customer, 'last')))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const loser = replies.findIndex(({ status }) => status === 409)
    expect(replies[loser]!.body.code).toBe('reward_out_of_stock')
    expect(await world.balance(two[loser]!)).toBe(10)
    const lines = await linesOf('linden')
    expect(lines.filter(([, key]: string[]) => key === 'last')).toEqual([
      ['2026-11', 'last', 90, 1, 0, 90, 0],
    ])
  })

  test('once handed out are never handed out again, nor made or priced by us', async () => {
    const reward = await define('film', { gives: { kind: 'partner_code' } })
    const path = `/api/v1/vouchers/${reward.voucherId}`
    const [gina, hugo] = [await world.customer('gina', 100), await world.customer('hugo', 100)]
    await importInto(reward.voucherId, 'FILM1\nFILM2\nFILM3\n')
    await giveBack(await take(gina, 'film'))
    await take(hugo, 'film')
    await whileErasing(world.server.house.context.database, (tx) =>
      erasePerson(tx, [internalId('cus', hugo)!], erasureKey),
    )
    expect((await importInto(reward.voucherId, 'FILM1\nFILM2\nFILM3\n')).body).toMatchObject({
      ...{ added: 0, known: 3 },
    })
    const { items } = (await owner.get(`${path}/codes`)).body
    expect(items).toMatchObject([
      { code: 'FILM1', state: 'issued', customerId: null },
      { code: 'FILM2', state: 'issued', customerId: null },
      { code: 'FILM3', state: 'free' },
    ])
    const issue = { source: 's', externalId: 'film', customer: { id: gina }, from: 'new' }
    const answers = [
      await owner.post(`${path}/codes`, { count: 5 }),
      await owner.post(`${path}/issue`, issue),
      await owner.patch(path, { benefit: { kind: 'percent', percent: 10 } }),
    ]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'voucher_codes_of_partner'],
      [409, 'voucher_codes_of_partner'],
      [409, 'voucher_benefit_kept'],
    ])
    const renamed = await owner.patch(path, { name: 'Cinema' })
    expect(renamed.body.content).toMatchObject({ name: 'Cinema', benefit: { kind: 'at_partner' } })
  })
})

test('each role sees and says what is its own, and who has one store says nothing', async () => {
  const seen = await Promise.all(
    roles.map(async (role) => {
      const person = await world.server.person(role)
      const statuses = [
        (await person.get('/api/v1/partners')).status,
        (await person.put('/api/v1/partners/new', { name: 'New' })).status,
        (await person.get('/api/v1/liability/partners')).status,
      ]
      return [role, ...statuses]
    }),
  )
  expect(seen).toEqual([
    ['owner', 200, 200, 200],
    ['store_manager', 200, 403, 403],
    ['marketing', 200, 200, 403],
    ['service', 403, 403, 403],
    ['cashier', 403, 403, 403],
    ['analyst', 200, 403, 403],
    ['accountant', 200, 403, 200],
  ])
  const { items } = (await owner.get('/api/v1/stores')).body
  const local = await world.server.person('marketing', [items[0].id])
  const refused = await local.put('/api/v1/partners/new', { name: 'New' })
  expect([refused.status, refused.body.code]).toEqual([403, 'caller_limited_to_stores'])
})

describe('payments', () => {
  const pay = (body: object, by = owner) =>
    by.post('/api/v1/partners/linden/payments', { paidBy: 'business', amount: 1_000, ...body })
  const account = async () => {
    const { accounts, payments } = await settled('?partner=linden')
    return { open: accounts[0]?.open.amount ?? 0, payments }
  }

  test('lower what is open, and one taken down by mistake is taken back', async () => {
    const before = (await account()).open
    const paid = await pay({ paidOn: '2026-11-20', reference: 'Rechnung 118' })
    expect(paid.status, paid.text).toBe(201)
    expect(paid.body).toMatchObject({ paidBy: 'business', reference: 'Rechnung 118' })
    await pay({ paidBy: 'partner', amount: 300 })
    expect((await account()).open).toBe(before - 1_000 + 300)
    const cancel = () => owner.post(`/api/v1/partner-payments/${paid.body.id}/cancel`)
    expect((await cancel()).status).toBe(204)
    expect((await cancel()).body.code).toBe('payment_not_found')
    const { open, payments } = await account()
    expect([open, payments.length]).toEqual([before + 300, 1])
    const csv = (await accountant.get('/api/v1/liability/partners/export?partner=linden')).text
    expect(csv).toMatch(/Zahlung des Partners;;;;;-3\r/)
    const pdf = await accountant.get('/api/v1/liability/partners/pdf?partner=linden')
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
  })

  test('are refused in words, and taken down by the owner alone', async () => {
    expect((await pay({ paidOn: '2026-11-22' })).body.code).toBe('payment_in_future')
    expect((await pay({ amount: 0 })).status).toBe(422)
    const nowhere = '/api/v1/partners/nobody/payments'
    const answer = await owner.post(nowhere, { paidBy: 'business', amount: 1 })
    expect(answer.body.code).toBe('partner_not_found')
    expect((await pay({}, accountant)).status).toBe(403)
  })
})

describe('the file for the adviser', () => {
  const file = () => accountant.get('/api/v1/liability/datev?from=2026-11&to=2026-12')
  const accounting = {
    ...{ method: 'deferral', consultantNumber: 29_098, clientNumber: 55_003, yearBeginsIn: 1 },
    ...{ accountDigits: 4, liabilityAccount: '3500', revenueAccount: '4000' },
    ...{ breakageAccount: '4830', provisionAccount: null, expenseAccount: null },
  }
  const ofPartners = {
    ...{ partnerAccount: '70000', partnerExpenseAccount: '6600' },
    ...{ partnerRevenueAccount: '4950', paymentAccount: '1460' },
  }
  const say = (body: object) => owner.put('/api/v1/liability/accounting', body)

  test('is refused until the accounts are named that what happened needs', async () => {
    world.at('2027-01-02T09:00:00Z')
    await world.work('liability')
    expect((await say(accounting)).body).toMatchObject({ partnerAccount: null })
    const refused = await file()
    expect([refused.status, refused.body.code]).toEqual([409, 'accounting_incomplete'])
    const missing = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer.slice(1))
    expect(missing.toSorted()).toEqual(Object.keys(ofPartners).toSorted())
    const long = await say({ ...accounting, ...ofPartners, paymentAccount: '14600' })
    expect([long.status, long.body.code]).toEqual([422, 'account_too_long'])
  })

  test('holds what is owed and paid, and leaves on the account what is open', async () => {
    expect((await say({ ...accounting, ...ofPartners })).status).toBe(200)
    const reply = await file()
    expect(reply.status, reply.text).toBe(200)
    const lines = reply.text.split('\r\n').slice(2, -1)
    const rows = lines.map((line) => line.split(';'))
    const texts = rows.map((row) => row[13]!)
    expect(texts).toContainEqual(expect.stringMatching(/Beitrag von Partnern 11.2026 \(=Scissors/))
    expect(texts).toContainEqual('"Storno: Zahlung an Partner (Bookshop Linden) Rechnung 118"')
    const booked = rows.map(([amount, side, , , , , account, contra]) => {
      const minor = Number(amount!.replace(',', ''))
      const debit = side === '"S"' ? minor : -minor
      return (contra === '70000' ? debit : 0) - (account === '70000' ? debit : 0)
    })
    const { accounts } = await settled()
    const open = accounts.map((one: { open: { amount: number } }) => one.open.amount)
    const sum = (all: number[]) => all.reduce((one, other) => one + other, 0)
    expect(sum(open)).not.toBe(0)
    expect(sum(booked)).toBe(sum(open))
  })
})
