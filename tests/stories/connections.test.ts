import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Incoming, keepDeliveries } from '#domain/exchange/connections/keep-deliveries.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { internalId } from '#kernel/ids.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { type ShopDesk, shopDesk } from '../shop-desk.ts'
import { asDelivery, life, tellLife } from '../shop-lives.ts'
import {
  send,
  shopifyExport,
  shopifyOrder,
  shopifyRefund,
  shopwareEvent,
  wooOrder,
} from '../shops.ts'

let server: TestServer
let owner: Client
let shops: ShopDesk
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  shops = shopDesk(server, owner)
})
afterAll(() => server.close())

const read = async (id: string) => (await owner.get(`/api/v1/connections/${id}`)).body

async function customerOf(externalId: string) {
  const { body } = await owner.get(`/api/v1/customers?search=${externalId}`)
  return body.items[0]
}

const beans = { price: '20.00', quantity: 2, sku: 'bean' }

describe('a shop is connected', () => {
  test('which is the last step of the set-up, as a till or a key would be', async () => {
    const isConnected = async () => {
      const { steps } = (await owner.get('/api/v1/reports/set-up')).body
      return steps.find(({ key }: { key: string }) => key === 'source_connected').done
    }
    expect(await isConnected()).toBe(false)
    const { id } = await shops.connect('segment')
    expect(await isConnected()).toBe(true)
    await owner.post(`/api/v1/connections/${id}/end`, {})
    expect(await isConnected()).toBe(false)
  })

  test('its secret is shown once, its source is its own', async () => {
    const made = await shops.connect('woocommerce')
    expect(made).toMatchObject({ source: 'woocommerce', secret: expect.stringMatching(/^\w{40}$/) })
    expect((await shops.connect('woocommerce')).source).toBe('woocommerce-2')
    const listed = await owner.get('/api/v1/connections')
    expect(listed.text).not.toContain(made.secret)
    const taken = { kind: 'segment', name: 'Web', source: 'woocommerce' }
    expect((await owner.post('/api/v1/connections', taken)).body.code).toBe(
      'connection_source_taken',
    )
    const without = { kind: 'shopify', name: 'Shop' }
    expect((await owner.post('/api/v1/connections', without)).body.code).toBe(
      'connection_secret_missing',
    )
    const { rows } = await sql<{ secret: Buffer }>`select secret from connections`.execute(
      server.house.context.database.kysely,
    )
    expect(rows.some(({ secret }) => secret.includes(made.secret))).toBe(false)
  })

  test('an order is acknowledged, and counts once however often it comes', async () => {
    const shop = await shops.connectShopify('tea')
    const order = shopifyOrder({ lines: [beans] })
    for (let time = 0; time < 3; time++) {
      const answer = await send(server.visitor, shop, 'shopify', 'orders/create', order)
      expect(answer).toMatchObject({ status: 200, body: { received: 1 } })
    }
    expect(await read(shop.id)).toMatchObject({ counts: { waiting: 1, repeated: 2 } })
    await shops.decide()
    expect(await shops.deliveries(shop.id)).toMatchObject([
      { topic: 'orders/create', reference: '#1001', outcome: 'accepted', repeats: 2 },
    ])
    expect(await customerOf('tea:207119551')).toMatchObject({
      name: 'Anna Beispiel',
      purchases: 1,
      revenue: { amount: 4000 },
    })
    const [first] = await shops.deliveries(shop.id)
    const path = `/api/v1/connections/${shop.id}/deliveries/${first.id}/replay`
    expect((await owner.post(path)).body).toMatchObject({ outcome: 'waiting' })
    await shops.decide()
    expect(await shops.deliveries(shop.id)).toMatchObject([{ outcome: 'repeated' }])
    expect(await customerOf('tea:207119551')).toMatchObject({ purchases: 1 })
  })

  test('a refund that comes before its order finds it', async () => {
    const shop = await shops.connectShopify('late')
    const refund = shopifyRefund({ lines: [{ subtotal: 15, total_tax: 2 }], paid: '15.00' })
    await send(server.visitor, shop, 'shopify', 'refunds/create', refund)
    await shops.decide()
    const order = shopifyOrder({ email: 'late@example.com', lines: [beans] })
    await send(server.visitor, shop, 'shopify', 'orders/create', order)
    await shops.decide()
    expect(await customerOf('late:207119551')).toMatchObject({
      purchases: 1,
      revenue: { amount: 2500 },
    })
  })

  test('what it may not count says why, stays, and counts once the reason is gone', async () => {
    const shop = await shops.connect('woocommerce')
    const sold = { total: '20.00', total_tax: '0.00' }
    const foreign = wooOrder({
      id: 9001,
      customer_id: 77,
      currency: 'CHF',
      billing: {},
      lines: [sold],
    })
    await send(server.visitor, shop, 'woocommerce', 'order.created', foreign)
    await shops.decide()
    expect(await shops.deliveries(shop.id, '?outcome=refused')).toMatchObject([
      { outcome: 'refused', reason: { code: 'exchange_rate_missing' } },
    ])
    const rate = { currency: 'CHF', validFrom: '2026-01-01', rate: 1.05 }
    const said = await owner.put('/api/v1/exchange-rates', rate)
    expect(said.status, said.text).toBeLessThan(300)
    const replayed = await owner.post(`/api/v1/connections/${shop.id}/replay`)
    expect(replayed.body).toEqual({ deliveries: 1 })
    await shops.decide()
    expect(await shops.deliveries(shop.id, '?outcome=refused')).toEqual([])
    expect(await customerOf(`${shop.source}:77`)).toMatchObject({ revenue: { amount: 2100 } })
  })

  test('while it is paused what comes waits; once it has ended nothing comes', async () => {
    const shop = await shops.connectShopify('rests')
    await owner.patch(`/api/v1/connections/${shop.id}`, { state: 'paused' })
    const order = shopifyOrder({ lines: [beans] })
    await send(server.visitor, shop, 'shopify', 'orders/create', order)
    await shops.decide()
    expect((await read(shop.id)).counts).toMatchObject({ waiting: 1, accepted: 0 })
    await owner.patch(`/api/v1/connections/${shop.id}`, { state: 'active' })
    await shops.decide()
    expect((await read(shop.id)).counts).toMatchObject({ waiting: 0, accepted: 1 })
    await owner.post(`/api/v1/connections/${shop.id}/end`)
    expect((await send(server.visitor, shop, 'shopify', 'orders/create', order)).status).toBe(401)
    const change = await owner.patch(`/api/v1/connections/${shop.id}`, { name: 'Anders' })
    expect(change.body.code).toBe('connection_ended')
  })

  test('who cannot sign is not told which connections there are', async () => {
    const shop = await shops.connectShopify('locked')
    const order = shopifyOrder({ lines: [beans] })
    const forged = { ...shop, secret: 'another secret of somebody' }
    const strange = { ...shop, path: `${shop.path.slice(0, -4)}ZZZZ` }
    for (const to of [forged, strange, { ...shop, path: '/api/v1/inbound/nothing' }]) {
      const answer = await send(server.visitor, to, 'shopify', 'orders/create', order)
      expect(answer).toMatchObject({ status: 401, body: { code: 'signature_not_valid' } })
    }
    expect(await shops.deliveries(shop.id)).toEqual([])
  })

  test('WooCommerce asks first whether somebody is there', async () => {
    const { path } = await shops.connect('woocommerce')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await server.visitor.send('POST', path, { body: 'webhook_id=17', headers })
    expect(answer).toMatchObject({ status: 200, body: { received: 0 } })
  })
})

describe('orders of the past', () => {
  test('come from a file, and count once beside the webhooks', async () => {
    const shop = await shops.connectShopify('past')
    const anna = 'past@example.com'
    const of = (id: number, more = {}) => ({ id, total: '34.90', more: { Email: anna, ...more } })
    const file = shopifyExport([
      of(501),
      of(502, { 'Refunded Amount': '10.00', 'Financial Status': 'partially_refunded' }),
      of(503, { 'Financial Status': 'refunded', 'Refunded Amount': '34.90' }),
    ])
    const path = `/api/v1/connections/${shop.id}/orders`
    const drop = (body: string) =>
      owner.send('POST', path, { body: Buffer.from(body), headers: { 'content-type': 'text/csv' } })
    for (const _ of ['once', 'again']) {
      expect(await drop(file)).toMatchObject({ status: 202, body: { orders: 3 } })
      await shops.decide()
      expect(await customerOf(anna)).toMatchObject({
        ...{ name: 'Anna Beispiel', purchases: 2, revenue: { amount: 5000 } },
      })
    }
    const told = { id: 502, name: '#502', email: anna, lines: [beans] }
    await send(server.visitor, shop, 'shopify', 'orders/updated', shopifyOrder(told))
    await shops.decide()
    expect(await customerOf(anna)).toMatchObject({
      ...{ purchases: 2, revenue: { amount: 7000 } },
    })
    expect((await drop('Tag;Betrag')).body.code).toBe('orders_file_unknown')
  })
})

describe('a Shopware that installs the app', () => {
  test('is told its secret against a fresh signature, and its access is not kept', async () => {
    const shop = await shops.connect('shopware')
    const shopUrl = 'https://shop.example.com'
    const ask = (secret: string, ageSeconds: number, spell = encodeURIComponent) => {
      const timestamp = Math.round(Date.now() / 1000) - ageSeconds
      const query = `shop-id=dgrH7nLU6tlE&shop-url=${spell(shopUrl)}&timestamp=${timestamp}`
      const signature = createHmac('sha256', secret).update(query).digest('hex')
      const headers = { 'shopware-app-signature': signature }
      return server.visitor.send('GET', `${shop.path}/register?${query}`, { headers })
    }
    const proof = createHmac('sha256', shop.secret).update(`dgrH7nLU6tlE${shopUrl}Stammgast`)
    const expected = { proof: proof.digest('hex'), secret: shop.secret }
    expect(await ask(shop.secret, 0)).toMatchObject({ status: 200, body: expected })
    expect((await ask(shop.secret, 0, String)).body).toMatchObject({
      confirmation_url: expect.stringMatching(new RegExp(`^http.*${shop.path}$`)),
    })
    expect((await ask(shop.secret, 3600)).status).toBe(401)
    expect((await ask('the secret of somebody else', 0)).status).toBe(401)

    const access = { apiKey: 'SWIA', secretKey: 'top secret', shopId: 'dgrH7nLU6tlE' }
    const confirmed = await send(server.visitor, shop, 'shopware', '', access)
    expect(confirmed).toMatchObject({ status: 200, body: { received: 0 } })
    const topic = 'state_enter.order_transaction.state.paid'
    await send(server.visitor, shop, 'shopware', '', shopwareEvent(topic))
    await shops.decide()
    expect(await shops.deliveries(shop.id)).toMatchObject([
      { topic, reference: '10001', outcome: 'accepted', key: '7b04ebe416db4ebc93de4d791325e1d9' },
    ])
  })
})

describe('a library with a write key', () => {
  const purchase = (order: string) => ({
    type: 'track',
    messageId: `message-${order}`,
    userId: 'visitor-4711',
    timestamp: '2026-11-20T10:00:00Z',
    event: 'Order Completed',
    properties: { order_id: order, total: 12.5, currency: 'EUR' },
  })
  const asUser = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`

  test('tells, each call by itself, under both paths, and reads nothing', async () => {
    const { id, secret } = await shops.connect('segment')
    const calls = [purchase('s-1'), { type: 'page', messageId: 'p' }, purchase('s-2')]
    const headers = { authorization: asUser(secret), 'content-type': 'application/json' }
    const body = JSON.stringify({ batch: calls, sentAt: '2026-11-20T10:00:01Z' })
    const sent = await server.visitor.send('POST', '/v1/batch', { body, headers })
    expect(sent).toMatchObject({ status: 200, body: { success: true } })
    const again = JSON.stringify({ batch: calls, sentAt: '2026-11-20T10:09:00Z' })
    await server.visitor.send('POST', '/api/v1/batch', { body: again, headers })
    const { type: _, ...alone } = purchase('s-3')
    const inBody = JSON.stringify({ ...alone, writeKey: secret })
    const plain = { 'content-type': 'text/plain' }
    const tracked = await server.visitor.send('POST', '/v1/track', { body: inBody, headers: plain })
    expect(tracked.status, tracked.text).toBe(200)
    await shops.decide()
    const outcomes = (await shops.deliveries(id)).map(({ outcome }: { outcome: string }) => outcome)
    expect(outcomes.toSorted()).toEqual(['accepted', 'accepted', 'accepted', 'ignored'])
    expect(await customerOf('visitor-4711')).toMatchObject({
      purchases: 3,
      revenue: { amount: 3750 },
    })
    const reading = await server.visitor.send('GET', '/api/v1/customers', { headers })
    expect(reading.status).toBe(401)
  })

  test('is refused with a wrong key, a foreign form or too much at once', async () => {
    const { secret } = await shops.connect('segment')
    const post = (body: string, key: string) =>
      server.visitor.send('POST', '/v1/batch', {
        body,
        headers: { authorization: asUser(key), 'content-type': 'application/json' },
      })
    expect((await post('{"batch":[]}', 'sgw_wrong')).body.code).toBe('write_key_not_valid')
    expect((await post('no json', secret)).body.code).toBe('delivery_malformed')
    const many = JSON.stringify({ batch: Array(1001).fill({}) })
    expect((await post(many, secret)).body.code).toBe('batch_too_long')
    const long = JSON.stringify({ batch: [{ event: 'x'.repeat(40_000) }] })
    expect((await post(long, secret)).body.code).toBe('delivery_malformed')
    expect((await post(' '.repeat(600_000), secret)).status).toBe(413)
  })
})

describe('a thousand deliveries', () => {
  async function take(id: string, told: readonly Incoming[], size: number) {
    for (let at = 0; at < told.length; at += size) {
      const context = server.house.context
      const connectionId = internalId('con', id)!
      await keepDeliveries(context, server.house.secret, connectionId, told.slice(at, at + size))
      await shops.decide()
    }
  }

  async function stateOf(source: string) {
    const { rows } = await sql<{ figures: string }>`
      select right(value, 1) || ' ' || (to_jsonb(profiles) - '{customer_id,first_store,days}'::text[])::text
        as figures
      from profiles join identities using (customer_id)
      where kind = 'email' and value like ${`${source}-%`} order by value`.execute(
      server.house.context.database.kysely,
    )
    const { rows: days } = await sql<{ figures: string }>`
      select day || ' ' || sum(anonymous_receipts) || ' ' || sum(anonymous_sales) as figures
      from store_days join stores on number = store_number
      where code = ${source} group by day having sum(anonymous_receipts) > 0 order by day`.execute(
      server.house.context.database.kysely,
    )
    return [...rows, ...days].map(({ figures }) => figures)
  }

  test('shuffled and repeated give the state of the same ones in order', async () => {
    const lives = fc.sample(life, { numRuns: 60, seed: 20261122 })
    const tidy = await shops.connectShopify('tidy')
    const wild = await shops.connectShopify('wild')
    const inOrder = lives.flatMap((one, index) => tellLife('tidy', one, 1000 + index))
    const once = lives.flatMap((one, index) => tellLife('wild', one, 1000 + index))
    const repeated = Array.from({ length: Math.ceil(1000 / once.length) }, (_, salt) =>
      once.map((told) => asDelivery(told, salt)),
    ).flat()
    const order = fc.shuffledSubarray(repeated, {
      minLength: repeated.length,
      maxLength: repeated.length,
    })
    const [shuffled = []] = fc.sample(order, { numRuns: 1, seed: 22112026 })
    expect(shuffled.length).toBeGreaterThanOrEqual(1000)

    await take(
      tidy.id,
      inOrder.map((told) => asDelivery(told, 0)),
      200,
    )
    await take(wild.id, shuffled, 200)
    const expected = await stateOf('tidy')
    expect(expected.length).toBeGreaterThan(6)
    expect(await stateOf('wild')).toEqual(expected)
    expect((await read(wild.id)).counts).toMatchObject({ waiting: 0, refused: 0 })
    expect((await verifyProfiles(server.house.context)).differences).toEqual([])
  }, 120_000)
})
