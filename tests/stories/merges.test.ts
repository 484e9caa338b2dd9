import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { eraseMerges, exportMerges } from '#domain/people/personal.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { internalId } from '#kernel/ids.ts'
import { create, list, purchase, record } from '../customers.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  await owner.put('/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.05' })
})
afterAll(() => server.close())

const ask = (path: string) => owner.get(`/api/v1/customers/${path}`)
const identity = (value: string) => [{ kind: 'external_id', value }]
const purchases = async (id: string) => (await ask(`${id}/page`)).body.purchases
const balanceOf = async (externalId: string) => {
  const { body } = await owner.post('/api/v1/balances/find', { customer: { externalId } })
  return body.points[0]
}
const balance = async (externalId: string) => (await balanceOf(externalId)).balance

let acts = 0
async function give(externalId: string, points: number) {
  const act = { source: 'office', externalId: `act ${++acts}`, customer: { externalId } }
  const grant = { currency: 'points', points, as: 'goodwill', reason: 'complaint' }
  const { status, text } = await owner.post('/api/v1/points/grants', { ...act, ...grant })
  expect(status, text).toBe(201)
}
async function spend(externalId: string, points: number) {
  const act = { source: 'till', externalId: `act ${++acts}`, customer: { externalId } }
  const reply = await owner.post('/api/v1/points/redemptions', {
    ...act,
    ...{ currency: 'points', points },
  })
  expect(reply.status, reply.text).toBe(201)
}

describe('a card without a name and a customer of the web shop turn out to be one', () => {
  let shop: string
  let card: string
  let merge: { id: string }
  beforeAll(async () => {
    shop = (await create(owner, { name: 'Ida Brand', identities: identity('ida-shop') })).id
    card = (await create(owner, { identities: identity('ida-card') })).id
    await record(
      owner,
      purchase('ida-shop', 'Ufer', '2026-11-01T10:00:00Z'),
      purchase('ida-card', 'Ufer', '2026-11-02T10:00:00Z'),
    )
    await give('ida-shop', 10)
    await give('ida-card', 20)
  })

  test('and count together from then on, under one name', async () => {
    const reply = await owner.post(`/api/v1/customers/${card}/merge`, {
      from: shop,
      note: 'Said so',
    })
    expect(reply.status, reply.text).toBe(201)
    merge = reply.body
    expect(merge).toMatchObject({
      kind: 'merge',
      from: { customerId: shop, name: 'Ida Brand' },
      into: { customerId: card, shown: 'ida-card' },
      mergedBy: 'Jo Brandt',
      note: 'Said so',
    })
    expect((await ask(shop)).body).toMatchObject({ id: card, name: 'Ida Brand' })
    expect(await purchases(shop)).toBe(2)
    expect([await balance('ida-card'), await balance('ida-shop')]).toEqual([30, 30])
    expect((await list(owner, 'search=ida-')).map(({ id }) => id)).toEqual([card])
    expect((await ask(`${card}/merges`)).body.items).toEqual([merge])
  })

  test('cannot be merged once more, neither this way nor the other', async () => {
    for (const [from, into] of [
      [shop, card],
      [card, shop],
    ]) {
      const again = await owner.post(`/api/v1/customers/${into}/merge`, { from })
      expect([again.status, again.body.code]).toEqual([409, 'customers_are_one'])
    }
  })

  test('are parted again: what came meanwhile goes with its identity, what was redeemed stays so', async () => {
    await record(owner, purchase('ida-shop', 'Ufer', '2026-11-03T10:00:00Z'))
    await spend('ida-shop', 25)
    expect(await balance('ida-card')).toBe(5)
    const undone = await owner.delete(`/api/v1/customers/${card}/merges/${merge.id}`)
    expect(undone.status, undone.text).toBe(200)
    expect([await purchases(card), await purchases(shop)]).toEqual([1, 2])
    expect([await balance('ida-card'), await balance('ida-shop')]).toEqual([20, 0])
    expect(await balanceOf('ida-shop')).toMatchObject({ redeemed: 25, overdrawn: 15 })
    expect((await ask(card)).body.name).toBeNull()
    const again = await owner.delete(`/api/v1/customers/${card}/merges/${merge.id}`)
    expect([again.status, again.body.code]).toEqual([409, 'merge_undone'])
  })
})

test('what was noted about a merge is told to the person, and forgotten with them', async () => {
  const into = (await create(owner, { identities: identity('lea-card') })).id
  const from = (await create(owner, { name: 'Lea', identities: identity('lea-shop') })).id
  await owner.post(`/api/v1/customers/${into}/merge`, { from, note: 'Lea called' })
  await transaction(server.house.context.database, async (tx) => {
    const ids = [internalId('cus', into)!]
    expect(await exportMerges(tx, ids)).toMatchObject([{ kind: 'merge', note: 'Lea called' }])
    await eraseMerges(tx, ids)
    expect(await exportMerges(tx, ids)).toMatchObject([{ kind: 'merge', note: null }])
  })
})

test('who is merged by several at once is merged once, and buys on meanwhile', async () => {
  const [max, moritz] = ['max', 'moritz'].map(identity)
  const into = (await create(owner, { identities: max })).id
  const from = (await create(owner, { identities: moritz })).id
  const replies = await Promise.all([
    ...[1, 2, 3].map(() => owner.post(`/api/v1/customers/${into}/merge`, { from })),
    ...['04', '05', '06', '07'].map((day) =>
      record(owner, purchase('moritz', 'Ufer', `2026-11-${day}T10:00:00Z`)),
    ),
    ...[1, 2, 3].map(() => give('moritz', 5)),
  ])
  const statuses = replies.slice(0, 3).map((reply) => (reply as { status: number }).status)
  expect(statuses.toSorted()).toEqual([201, 409, 409])
  expect(await purchases(into)).toBe(4)
  expect(await balance('max')).toBe(15)
})

describe('customers who may be the same', () => {
  const pairOf = async (path = '/api/v1/duplicates') =>
    (await owner.get(path)).body.items.map(
      (pair: { one: { name: string }; other: { name: string }; evidence: string[] }) => [
        [pair.one.name, pair.other.name].toSorted().join(' & '),
        ...pair.evidence,
      ],
    )
  const known = (name: string, more: object, email: string) =>
    create(owner, { name, ...more, identities: [{ kind: 'email', value: email }] })

  test('are suggested with what speaks for it, and not again once it was denied', async () => {
    const birthday = { birthday: '1980-05-04' }
    const one = await known('Rosa Lind', birthday, 'rosa.lind+kaffee@gmail.com')
    const other = await known('ROSA LIND', birthday, 'RosaLind@googlemail.com')
    await known('Rosa Lind', {}, 'rosa@elsewhere.example')
    await known('Sven Ott', {}, 's.ott@firm.example')
    await known('Sven Otto', {}, 'sott@firm.example')
    await known('Tim Uhl', {}, 'tim+a@firm.example')
    await known('Tim U.', {}, 'tim+b@firm.example')
    expect(await pairOf()).toEqual([
      ['ROSA LIND & Rosa Lind', 'email', 'name_and_birthday'],
      ['Tim U. & Tim Uhl', 'email'],
    ])
    const preview = await owner.get(`/api/v1/customers/${one.id}/merge-preview?from=${other.id}`)
    expect(preview.body.together).toMatchObject({
      customer: { name: 'Rosa Lind' },
      identities: [{ kind: 'email' }, { kind: 'email' }],
    })
    expect((await ask(other.id)).body.id).toBe(other.id)
    await owner.post('/api/v1/duplicates/rejections', { one: other.id, other: one.id })
    expect(await pairOf()).toEqual([['Tim U. & Tim Uhl', 'email']])
  })
})

describe('a receipt of nobody', () => {
  const bought = (receiptNumber: string, more: object = {}) => ({
    ...purchase('nobody', 'Ufer', '2026-11-06T10:00:00Z', { receiptNumber, amount: 980 }),
    ...{ customer: undefined, ...more },
  })
  const receipt = { store: 'Ufer', day: '2026-11-06', amount: 980 }
  let nina: string
  beforeAll(async () => {
    nina = (await create(owner, { name: 'Nina', identities: identity('nina') })).id
  })
  const claim = (receiptNumber: string, more: object = {}, customer = nina) =>
    owner.post(`/api/v1/customers/${customer}/claims`, { ...receipt, receiptNumber, ...more })

  test('is claimed by all that stands on it, and by the first of many who ask', async () => {
    await record(owner, bought('r1'), purchase('pia', 'Altstadt', '2026-11-06T10:00:00Z'))
    for (const wrong of [{ amount: 981 }, { day: '2026-11-07' }, { store: 'Altstadt' }]) {
      const refused = await claim('r1', wrong)
      expect([refused.status, refused.body.code]).toEqual([404, 'receipt_not_found'])
    }
    const omar = (await create(owner, { name: 'Omar', identities: identity('omar') })).id
    const replies = await Promise.all(['r1', 'r1', 'r1'].map((one) => claim(one, {}, omar)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    expect(replies.find(({ status }) => status === 409)!.body.code).toBe('receipt_claimed')
    expect(await purchases(omar)).toBe(1)
  })

  test('follows its purchase: new versions and returns count for whoever claimed it, until undone', async () => {
    const sale = bought('r2')
    await record(owner, sale)
    const { body } = await claim('r2')
    await record(owner, { ...sale, version: 2, amount: 1200 })
    const back = { type: 'return', source: 'till', externalId: 'back', amount: 200 }
    const of = { purchase: { externalId: sale.externalId }, occurredAt: '2026-11-07T10:00:00Z' }
    await record(owner, { ...back, ...of })
    const page = async () => (await ask(`${nina}/page`)).body
    expect(await page()).toMatchObject({ purchases: 1, revenue: { amount: 1000 } })
    expect(await differences()).toEqual([])
    const undone = await owner.delete(`/api/v1/customers/${nina}/merges/${body.id}`)
    expect(undone.status, undone.text).toBe(200)
    expect(await page()).toMatchObject({ purchases: 0, revenue: { amount: 0 } })
    expect(await differences()).toEqual([])
    expect((await claim('r2', { amount: 1200 })).status).toBe(201)
    expect(await page()).toMatchObject({ purchases: 1, revenue: { amount: 1000 } })
    expect(await differences()).toEqual([])
  })
})

const differences = async () => (await verifyProfiles(server.house.context)).differences

test('says in the log who was merged, for whoever reads it later', async () => {
  const { rows } = await sql<{ type: string }>`
    select type from events where type like 'customers_%' and payload ->> 'kind' = 'merge'
    order by position limit 2`.execute(server.house.context.database.kysely)
  expect(rows.map(({ type }) => type)).toEqual(['customers_merged', 'customers_parted'])
})

test('whoever works in one store merges only customers of that store', async () => {
  await record(owner, purchase('uwe', 'Ufer', '2026-11-04T10:00:00Z'))
  const [far] = await record(owner, purchase('vera', 'Altstadt', '2026-11-04T10:00:00Z'))
  const [near] = await record(owner, purchase('uwe', 'Ufer', '2026-11-05T10:00:00Z'))
  const stores = (await owner.get('/api/v1/stores')).body.items
  const ufer = stores.find(({ code }: { code: string }) => code === 'Ufer')
  const manager = await server.person('store_manager', [ufer.id])
  const path = `/api/v1/customers/${near!.customerId}/merge`
  const refused = await manager.post(path, { from: far!.customerId })
  expect([refused.status, refused.body.code]).toEqual([404, 'customer_not_found'])
})
