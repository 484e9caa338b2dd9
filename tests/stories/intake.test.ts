import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let till: Client
let number = 0

beforeAll(async () => {
  server = await openTestServer()
  till = await server.program('events:write', 'settings:write', 'settings:read')
})
afterAll(async () => {
  expect((await verifyProfiles(server.house.context)).differences).toEqual([])
  await server.close()
})

const purchase = (changes: object = {}) => ({
  type: 'purchase',
  source: 'till',
  externalId: `p${++number}`,
  occurredAt: '2026-03-02T08:15:00+01:00',
  customer: { externalId: `c${number}` },
  store: 'Altstadt',
  amount: 430,
  ...changes,
})

async function send(...events: object[]) {
  const answer = await till.post('/api/v1/events', { events })
  expect(answer.status).toBe(200)
  return answer.body
}

async function profileOf(externalId: string) {
  const { rows } = await sql<Record<string, number>>`
    select profiles.* from profiles join identities using (customer_id)
    where kind = 'external_id' and value = ${externalId}`.execute(
    server.house.context.database.kysely,
  )
  return rows[0]!
}

describe('exactly once', () => {
  test('a repeat answers with the first result and changes nothing, also 100 times at once', async () => {
    const event = purchase({ customer: { externalId: 'anna' } })
    const first = await send(event)
    const repeats = await Promise.all(Array.from({ length: 100 }, () => send(event)))
    for (const repeat of repeats) {
      expect(repeat.items[0]).toEqual({ ...first.items[0], status: 'repeated' })
    }
    expect(await profileOf('anna')).toMatchObject({ purchases: 1, revenue: 430 })
  })

  test('100 deliveries at the same moment count once', async () => {
    const event = purchase({ customer: { externalId: 'bert' } })
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(event)))
    expect(answers.filter((answer) => answer.accepted === 1)).toHaveLength(1)
    expect(answers.filter((answer) => answer.repeated === 1)).toHaveLength(99)
    expect(await profileOf('bert')).toMatchObject({ purchases: 1, revenue: 430 })
  })

  test('the same version with other content is refused', async () => {
    const event = purchase()
    await send(event)
    const { items } = await send({ ...event, amount: 999 })
    expect(items[0]).toMatchObject({ status: 'refused', code: 'version_conflict' })
  })

  test('the highest version wins, whatever arrives last, and the order may change hands', async () => {
    const order = purchase({ externalId: 'order-1', customer: { externalId: 'cleo' } })
    await send({ ...order, version: 5, amount: 700 })
    expect((await send({ ...order, version: 3, amount: 100 })).items[0].status).toBe('superseded')
    expect(await profileOf('cleo')).toMatchObject({ purchases: 1, revenue: 700 })
    await send({ ...order, version: 6, amount: 800, customer: { externalId: 'dora' } })
    expect(await profileOf('cleo')).toMatchObject({ purchases: 0, revenue: 0 })
    expect(await profileOf('dora')).toMatchObject({ purchases: 1, revenue: 800 })
  })
})

describe('returns', () => {
  test('a return is capped by its purchase, may come before it, and falls on its own day', async () => {
    const customer = { externalId: 'emil' }
    const bought = purchase({ externalId: 'order-2', customer, amount: 1000 })
    const back = { ...purchase({ customer }), type: 'return', purchase: { externalId: 'order-2' } }
    await send({ ...back, externalId: 'r1', amount: 700, occurredAt: '2026-04-01T10:00:00Z' })
    await send({ ...back, externalId: 'r2', amount: 700, occurredAt: '2026-04-02T10:00:00Z' })
    await send(bought)
    expect(await profileOf('emil')).toMatchObject({
      purchases: 1,
      purchase_days: 1,
      sales: 1000,
      returned: 1000,
      revenue: 0,
      open_returns: 0,
      margin: 0,
    })
  })

  test('a refund follows its order through two owners said in one delivery', async () => {
    const order = { source: 'shop', externalId: 'o-two', amount: 900 }
    await send(
      purchase({ ...order, customer: { externalId: 'first-owner' } }),
      {
        ...purchase({ source: 'shop', externalId: 'r-two', type: 'return', amount: 300 }),
        customer: undefined,
        purchase: { externalId: 'o-two' },
      },
      purchase({ ...order, version: 1, customer: { externalId: 'second-owner' } }),
    )
    expect(await profileOf('first-owner')).toMatchObject({ purchases: 0, revenue: 0 })
    expect(await profileOf('second-owner')).toMatchObject({ purchases: 1, revenue: 600 })
  })

  test('a refund that names only the order follows its customer, whichever comes first', async () => {
    const refund = {
      ...purchase(),
      type: 'return',
      customer: undefined,
      amount: 100,
      purchase: { externalId: 'order-3' },
    }
    await send({ ...refund, externalId: 'r3' })
    await send(purchase({ externalId: 'order-3', customer: { externalId: 'fritz' }, amount: 500 }))
    await send({ ...refund, externalId: 'r4' })
    expect(await profileOf('fritz')).toMatchObject({ revenue: 300, open_returns: 0 })
  })

  test('a return that names no purchase lowers revenue and reverses nothing', async () => {
    const customer = { externalId: 'greta' }
    await send(purchase({ customer }), { ...purchase({ customer }), type: 'return', amount: 130 })
    expect(await profileOf('greta')).toMatchObject({ purchases: 1, revenue: 300, returned: 130 })
  })
})

describe('what is refused, item by item', () => {
  test.each([
    ['no amount', { amount: undefined }, 'amount_missing', '/amount'],
    ['a negative amount', { amount: -1 }, 'event_malformed', '/amount'],
    ['an unknown currency', { currency: 'XXQ' }, 'currency_unknown', '/currency'],
    ['a currency without a rate', { currency: 'USD' }, 'exchange_rate_missing', '/exchangeRate'],
    [
      'a time two days ahead',
      { occurredAt: '2999-01-01T00:00:00Z' },
      'event_malformed',
      '/occurredAt',
    ],
    ['NUL in a text', { receiptNumber: 'a\u0000b' }, 'event_malformed', '/receiptNumber'],
    ['a lone surrogate', { receiptNumber: '\ud800' }, 'event_malformed', '/receiptNumber'],
    ['an unknown field', { amuont: 3 }, 'event_malformed', ''],
    [
      'an unknown customer id',
      { customer: { id: 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV' } },
      'customer_not_found',
      '/customer/id',
    ],
  ])('%s', async (_, changes, code, pointer) => {
    const good = purchase()
    const { items } = await send(purchase(changes), good)
    expect(items[0]).toMatchObject({ status: 'refused', code })
    expect(items[0].errors[0].pointer).toBe(pointer)
    expect(items[1].status).toBe('accepted')
  })

  test('an event of more than 32 KB is refused, its neighbors are not', async () => {
    const large = purchase({
      lines: Array.from({ length: 200 }, () => ({ name: 'x'.repeat(190), amount: 1 })),
    })
    const { items } = await send(large, purchase())
    expect(items[0].code).toBe('event_too_large')
    expect(items[1].status).toBe('accepted')
  })

  test('more than 1,000 events are refused as a whole', async () => {
    const answer = await till.post('/api/v1/events', {
      events: Array.from({ length: 1001 }, () => purchase()),
    })
    expect(answer.status).toBe(422)
  })

  test('1,000 events at once are taken', async () => {
    const { accepted } = await send(...Array.from({ length: 1000 }, () => purchase()))
    expect(accepted).toBe(1000)
  })
})

describe('what counts', () => {
  test('a purchase of nobody is kept, counted for its store, and no customer appears', async () => {
    const { items } = await send(purchase({ customer: undefined, store: 'Ufer' }))
    expect(items[0]).toMatchObject({ status: 'accepted', customerId: null })
    const { rows } = await sql<{ receipts: number }>`
      select sum(anonymous_receipts)::int as receipts from store_days join stores on number = store_number
      where code = 'Ufer'`.execute(server.house.context.database.kysely)
    expect(rows[0]!.receipts).toBe(1)
  })

  test('margin is the line’s cost, else the business’s share of net revenue', async () => {
    const lines = [
      { amount: 1190, taxRate: 0.19, cost: 400 },
      { amount: 1190, taxRate: 0.19 },
    ]
    await send(purchase({ customer: { externalId: 'hans' }, amount: undefined, lines }))
    expect(await profileOf('hans')).toMatchObject({ revenue: 2380, margin: 600 + 600 })
  })

  test('another currency counts by its rate', async () => {
    await send(
      purchase({
        customer: { externalId: 'ida' },
        currency: 'USD',
        exchangeRate: 0.5,
        amount: 1001,
      }),
    )
    expect(await profileOf('ida')).toMatchObject({ revenue: 501 })
  })

  test('purchases of one day are one purchase day, in the business’s time zone', async () => {
    const customer = { externalId: 'jan' }
    await send(
      purchase({ customer, occurredAt: '2026-07-01T21:30:00Z' }),
      purchase({ customer, occurredAt: '2026-07-01T22:30:00Z' }),
      purchase({ customer, occurredAt: '2026-07-02T10:00:00Z' }),
    )
    expect(await profileOf('jan')).toMatchObject({ purchases: 3, purchase_days: 2 })
  })
})

describe('event types of one’s own', () => {
  test('are defined, checked and kept while in use', async () => {
    const reservation = (properties: object) => ({
      ...purchase({ amount: undefined, store: undefined }),
      type: 'custom',
      name: 'table_reserved',
      properties,
    })
    expect((await send(reservation({}))).items[0].code).toBe('event_type_unknown')
    const defined = await till.put('/api/v1/event-types/table_reserved', {
      label: 'Tisch bestellt',
      properties: { guests: { type: 'number', required: true } },
    })
    expect(defined.status).toBe(200)
    expect((await send(reservation({}))).items[0].errors[0].pointer).toBe('/properties/guests')
    expect((await send(reservation({ guests: 4 }))).accepted).toBe(1)
    expect((await till.delete('/api/v1/event-types/table_reserved')).body.code).toBe(
      'event_type_in_use',
    )
  })
})
