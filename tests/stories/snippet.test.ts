import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let shop: { id: string; path: string; source: string }
let secret: string
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  const wished = { kind: 'snippet', name: 'Shopseiten', origins: ['https://tee.example/laden'] }
  ;({ connection: shop, secret } = (await owner.post('/api/v1/connections', wished)).body)
})
afterAll(() => server.close())

const signed = (id: string) => ({
  id,
  hash: createHmac('sha256', secret).update(id).digest('hex'),
})
let made = 0
const product = (more: object = {}) => ({
  ...{ type: 'product', id: `view-${++made}`, at: '2026-11-21T11:00:00Z', sku: 'ASSAM' },
  ...more,
})

const tell = (body: unknown, { origin = 'https://tee.example', path = shop.path } = {}) =>
  server.visitor.send('POST', path, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'text/plain', origin },
  })

test('what a signed-in customer looks at becomes an event, once', async () => {
  const view = product({ name: 'Assam', category: 'tee' })
  for (let time = 0; time < 2; time++) {
    const answer = await tell({ user: signed('4711'), views: [view] })
    expect(answer).toMatchObject({ status: 200, body: { received: 1 } })
    expect(answer.headers['access-control-allow-origin']).toBe('https://tee.example')
  }
  await letWork(server, 'deliveries')
  const { items } = (await owner.get(`/api/v1/connections/${shop.id}/deliveries`)).body
  expect(items).toMatchObject([{ topic: 'Product Viewed', outcome: 'accepted', repeats: 1 }])
  const found = (await owner.get('/api/v1/customers?search=4711')).body.items
  expect(found).toHaveLength(1)
})

test('a page that was looked at counts where the business has defined it', async () => {
  const page = { type: 'page', id: 'page-1', at: '2026-11-21T11:00:00Z', path: '/tee' }
  await owner.put('/api/v1/event-types/page_viewed', {
    label: 'Seite',
    properties: { path: { type: 'text' } },
  })
  await tell({ user: signed('4711'), views: [page] })
  await letWork(server, 'deliveries')
  const { items } = (await owner.get(`/api/v1/connections/${shop.id}/deliveries`)).body
  expect(items[0].topic).toBe('Page Viewed')
})

test('whoever knows the key alone can make nobody up and tell nothing from elsewhere', async () => {
  const views = [product()]
  const codeOf = async (answer: ReturnType<typeof tell>) => (await answer).body.code
  const forged = { user: { id: 'victim', hash: signed('4711').hash }, views }
  expect(await codeOf(tell(forged))).toBe('signature_not_valid')
  const empty = { user: { id: 'victim', hash: '' }, views }
  expect(await codeOf(tell(empty))).toBe('signature_not_valid')
  const own = { user: signed('4711'), views }
  expect(await codeOf(tell(own, { origin: 'https://evil.example' }))).toBe('origin_not_allowed')
  expect(await codeOf(tell(own, { origin: 'null' }))).toBe('origin_not_allowed')
  expect(await codeOf(tell(own, { path: '/api/v1/snippet/con_0' }))).toBe('signature_not_valid')
  const nobody = await owner.get('/api/v1/customers?search=victim')
  expect(nobody.body.items).toEqual([])
})

test('it can say that something was looked at, and nothing else', async () => {
  const user = signed('4711')
  for (const view of [
    { ...product(), type: 'purchase', amount: 1 },
    { ...product(), event: 'Order Completed' },
    { ...product(), userId: 'victim' },
    { ...product(), sku: '' },
  ]) {
    expect((await tell({ user, views: [view] })).body.code).toBe('delivery_malformed')
  }
  expect((await tell({ user, views: [] })).status).toBe(422)
})

test('its key opens nothing else, and other endpoints take no other site', async () => {
  const headers = { authorization: `Bearer ${shop.id}`, origin: 'https://tee.example' }
  const read = await server.visitor.send('GET', '/api/v1/customers', { headers })
  expect(read.status).toBe(401)
  expect(read.headers['access-control-allow-origin']).toBeUndefined()
  const sent = { body: { kind: 'segment' }, headers: { origin: 'https://tee.example' } }
  const segment = await server.visitor.send('POST', '/api/v1/track', sent)
  expect(segment.headers['access-control-allow-origin']).toBeUndefined()
})

test('needs the address of its shop, which can be changed', async () => {
  const without = { kind: 'snippet', name: 'Ohne' }
  const answer = await owner.post('/api/v1/connections', without)
  expect(answer.body.code).toBe('connection_origins_missing')
  const origins = ['https://tee.example', 'https://kaffee.example/x']
  const changed = await owner.patch(`/api/v1/connections/${shop.id}`, { origins })
  expect(changed.body.origins).toEqual(['https://tee.example', 'https://kaffee.example'])
})
