import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { type Client, createClient, Refused } from '#client/index.ts'
import { openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let address: string
let key: string
let client: Client

beforeAll(async () => {
  server = await openTestServer()
  const program = await server.program('events:write', 'customers:write', 'customers:read')
  key = program.headers.authorization!.replace('Bearer ', '')
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  client = createClient({ address, key })
})
afterAll(() => server.close())

const identity = (value: string) => [{ kind: 'external_id' as const, value }]

const purchase = (externalId: string) => ({
  ...{ type: 'purchase' as const, source: 'shop', externalId, amount: 450 },
  ...{ occurredAt: '2026-11-20T09:00:00Z', customer: { externalId: 'anna' } },
})

/** A network that answers as it is told, and then as the server does. */
function answering(...answers: (() => Response | Promise<Response>)[]) {
  const keys: (string | null)[] = []
  const send: typeof fetch = async (url, init) => {
    keys.push(new Headers(init?.headers).get('idempotency-key'))
    return (await answers.shift()?.()) ?? (await fetch(url, init))
  }
  return { keys, send }
}

describe('the client', () => {
  test('makes a customer known, tells a purchase and reads both, each with its types', async () => {
    const made = await client.post('/api/v1/customers', { body: { identities: identity('anna') } })
    expectTypeOf(made.id).toEqualTypeOf<string>()
    const { items } = await client.post('/api/v1/events', { body: { events: [purchase('bon-1')] } })
    expect(items).toMatchObject([{ status: 'accepted', customerId: made.id }])
    const read = await client.get('/api/v1/customers/:customerId', {
      params: { customerId: made.id },
    })
    expectTypeOf(read.name).toEqualTypeOf<string | null>()
    expect(read.id).toBe(made.id)
  })

  test('does not let a wrong path, method or body through the compiler', () => {
    type Wrong = () => unknown
    const body = { events: [{ ...purchase('x'), amount: '4' }] }
    const wrong: Wrong[] = [
      // @ts-expect-error there is no such path
      () => client.get('/api/v1/nothing'),
      // @ts-expect-error customers are not made by PUT
      () => client.put('/api/v1/customers'),
      // @ts-expect-error the id of the customer is missing
      () => client.get('/api/v1/customers/:customerId'),
      // @ts-expect-error amounts are numbers
      () => client.post('/api/v1/events', { body }),
      // @ts-expect-error one customer is no list
      () => client.each('/api/v1/customers/:customerId'),
    ]
    expect(wrong).toHaveLength(5)
  })

  test('throws a refusal with its code and its faults', async () => {
    const unknown = client.get('/api/v1/customers/:customerId', {
      params: { customerId: 'cus_00000000000000000000000000' },
    })
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 'customer_not_found' })
    const bad = client.post('/api/v1/customers', { body: { name: '', identities: [] } })
    const refused = await bad.catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({ status: 422, faults: [{ pointer: '/name' }, {}] })
    const stranger = createClient({ address, key: 'sg_wrong' })
    await expect(stranger.get('/api/v1/customers')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('walks through a list page after page, and stops when nobody reads on', async () => {
    const events = Array.from({ length: 5 }, (_, at) => ({
      ...purchase(`many-${at}`),
      customer: { externalId: `many-${at}` },
    }))
    await client.post('/api/v1/events', { body: { events } })
    const { keys, send } = answering()
    const counted = createClient({ address, key, fetch: send })
    const ids = []
    for await (const { id } of counted.each('/api/v1/customers', { query: { limit: 2 } }))
      ids.push(id)
    expect(new Set(ids).size).toBe(6)
    expect(keys).toHaveLength(3)
    for await (const _ of counted.each('/api/v1/customers', { query: { limit: 2 } })) break
    expect(keys).toHaveLength(4)
  })

  test('repeats what the network lost or the server put off, under one key', async () => {
    const busy = () => Response.json({ code: 'requests_too_many' }, { status: 429 })
    const lost = () => Promise.reject(new TypeError('fetch failed'))
    const { keys, send } = answering(lost, busy)
    const patient = createClient({ address, key, fetch: send })
    const { items } = await patient.post('/api/v1/events', {
      body: { events: [purchase('bon-2')] },
    })
    expect(items[0]!.status).toBe('accepted')
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
  })

  test('waits as long as it is told, and gives up where it is stopped', async () => {
    const headers = { 'retry-after': '30' }
    const busy = () => new Response(null, { status: 503, headers })
    const { keys, send } = answering(busy)
    const stopping = new AbortController()
    const patient = createClient({ address, key, fetch: send })
    const asked = patient.get('/api/v1/customers', {}, { signal: stopping.signal })
    setTimeout(() => stopping.abort(new Error('enough')), 50)
    await expect(asked).rejects.toThrow('enough')
    expect(keys).toHaveLength(1)
    const hasty = createClient({ address, key, fetch: answering(busy).send, repeatsMax: 0 })
    await expect(hasty.get('/api/v1/customers')).rejects.toMatchObject({ retryAfterSeconds: 30 })
  })
})
