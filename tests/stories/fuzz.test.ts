import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Endpoint, problem } from '#contract/endpoint.ts'
import { allEndpoints } from '#contract/endpoints/all.ts'
import type { Document, Operation } from '#server/docs-page.ts'
import { openApiDocument } from '#server/openapi.ts'
import { fromSchema, type Source } from '../from-schema.ts'
import { signIn } from '../guests.ts'
import { type Answer, type Client, openTestServer, type TestServer } from '../server.ts'

/** Short beside the other stories, long by `npm run fuzz`. */
const runs = Number(process.env.FUZZ_RUNS ?? 2)

const document = openApiDocument() as unknown as Document

let server: TestServer
let owner: Client
let guest: Client | null = null
let guests = 0
/** What exists, so that not every door leads into an empty room. */
let words: Source['words'] = {}
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  words = await furnish()
})
afterAll(() => server.close())

/** A small business with a bit of everything; returns what its things are called by. */
async function furnish(): Promise<Source['words']> {
  const events = Array.from({ length: 40 }, (_, index) => ({
    type: 'purchase',
    source: 'till',
    externalId: `receipt-${index}`,
    occurredAt: `2026-${String(1 + (index % 10)).padStart(2, '0')}-15T09:00:00Z`,
    amount: 100 * index,
    store: index % 2 ? 'altstadt' : 'hafen',
    channel: 'till',
    lines: [{ name: 'coffee', category: 'drinks', amount: 100 * index }],
    customer: { externalId: `guest-${index % 7}` },
  }))
  const { body } = await (await server.program('events:write')).post('/api/v1/events', { events })
  const customerIds = [...new Set<string>(body.items.map(customerIdOf))]
  await make('/api/v1/customers/tags', { customers: { ids: customerIds }, add: ['vip'] })
  await make('/api/v1/attributes', { name: 'milk', label: 'Milk', type: 'text' })
  const upload = await owner.send('POST', '/api/v1/imports?fileName=till.csv', {
    body: Buffer.from('customer;date;amount\nanna;2026-01-01;4,50\n'),
    headers: { 'content-type': 'text/csv' },
  })
  const stores = (await owner.get('/api/v1/stores')).body.items.map(({ id }: Named) => id)
  const invited = await make('/api/v1/staff', { email: 'kim@morgenrot.example', role: 'service' })
  const vouchers = await furnishVouchers()
  const rewards = await furnishRewards(customerIds[0]!)
  const program = await furnishProgram(customerIds[0]!)
  return {
    ...vouchers,
    ...rewards,
    ...program,
    holdId: [...vouchers.holdId!, ...program.holdId!],
    redemptionId: [...vouchers.redemptionId!, ...rewards.redemptionId!],
    store: ['altstadt', 'hafen'],
    channel: ['till'],
    category: ['drinks'],
    tag: ['vip'],
    attribute: ['milk=oat'],
    externalId: ['guest-1', 'receipt-1', 'receipt-2'],
    customerId: customerIds,
    ids: customerIds,
    storeId: stores,
    storeIds: stores,
    staffId: [invited.staff.id],
    importId: [upload.body.id],
    tagNumber: ['1'],
    add: ['vip'],
    remove: ['vip'],
    tags: ['vip'],
    name: ['milk'],
    timeZone: ['Europe/Berlin', 'Pacific/Auckland'],
    currency: ['EUR', 'CHF', 'stars', 'stars'],
    cursor: [(await owner.get('/api/v1/customers?limit=1')).body.nextCursor],
  }
}

async function furnishVouchers(): Promise<Source['words']> {
  const content = { name: 'Autumn', benefit: { kind: 'amount', amount: 500 } }
  const shared = await make('/api/v1/vouchers', { content, codes: { kind: 'shared' } })
  const pool = await make('/api/v1/vouchers', { content, codes: { kind: 'single', count: 5 } })
  const use = { source: 'shop', code: shared.code, cart: { amount: 1000 } }
  const redemption = await make('/api/v1/voucher-redemptions', { ...use, externalId: 'redeemed' })
  const hold = await make('/api/v1/voucher-holds', { ...use, externalId: 'held' })
  return {
    voucherId: [shared.id, pool.id],
    redemptionId: [redemption.id],
    holdId: [hold.id],
    code: [shared.code],
  }
}

async function furnishRewards(customerId: string): Promise<Source['words']> {
  await make('/api/v1/programs/currencies/stars', { name: 'Stars', value: '0.05' }, 'PUT')
  await make('/api/v1/gift-articles/cup', { name: 'Cup', cost: 240 }, 'PUT')
  const act = { source: 'shop', customer: { id: customerId } }
  const delivery = { source: 'shop', externalId: 'delivered', reason: 'delivery', pieces: 50 }
  await make('/api/v1/gift-articles/cup/movements', delivery)
  const always = { validFrom: '2020-01-01T00:00:00Z' }
  const grant = {
    ...act,
    externalId: 'granted',
    currency: 'stars',
    points: 90,
    reason: 'complaint',
  }
  await make('/api/v1/points/grants', grant)
  const gives = { kind: 'article', article: 'cup' }
  const reward = { name: 'A cup', currency: 'stars', price: 1, gives, ...always }
  await make('/api/v1/rewards/cup', reward, 'PUT')
  const basket = { name: 'Big', basketMin: 100, articles: ['cup'], ...always }
  await make('/api/v1/basket-gifts/big', basket, 'PUT')
  const asked = { ...act, externalId: 'rewarded', reward: 'cup' }
  const redemption = await make('/api/v1/reward-redemptions', asked)
  const purchase = { source: 'shop', externalId: 'order' }
  const forBasket = { kind: 'basket', basketGift: 'big', amount: 100, purchase }
  const handOver = await make('/api/v1/gift-hand-overs', {
    ...act,
    externalId: 'g',
    for: forBasket,
  })
  const cart = await make('/api/v1/carts', { ...act, externalId: 'cart', lines: [{ amount: 100 }] })
  return {
    articleKey: ['cup'],
    article: ['cup'],
    rewardKey: ['cup'],
    reward: ['cup'],
    basketGiftKey: ['big'],
    basketGift: ['big'],
    redemptionId: [redemption.id],
    handOverId: [handOver.id],
    cartId: [cart.id],
  }
}

async function furnishProgram(customerId: string): Promise<Source['words']> {
  const rule = { name: 'Visit', currency: 'stars', way: { kind: 'per_visit', points: 1 } }
  await make('/api/v1/programs/rules/visit', rule, 'PUT')
  const rounds = [{ steps: [{ count: 2, articles: ['cup'] }] }]
  await make('/api/v1/programs/gift-ladders/gifts', { name: 'Gifts', rounds }, 'PUT')
  const levels = [{ key: 'silver', name: 'Silver', threshold: 2 }]
  await make('/api/v1/programs/tiers', { levels }, 'PUT')
  const act = { source: 'shop', customer: { id: customerId }, currency: 'stars' }
  const hold = await make('/api/v1/points/holds', { ...act, externalId: 'kept', points: 1 })
  const given = { ...act, externalId: 'given', points: 9, reason: 'other' }
  const change = { kind: 'rule_end', key: 'visit' }
  const preview = await make('/api/v1/programs/previews', { change })
  const program = { currencies: [{ currency: 'stars', value: '0.1' }] }
  const simulation = await make('/api/v1/programs/simulations', { program })
  return {
    ruleKey: ['visit'],
    ladderKey: ['gifts'],
    holdId: [hold.id],
    actId: [(await make('/api/v1/points/grants', given)).id],
    runId: [preview.id, simulation.id],
  }
}

async function make(path: string, sent: object, method: 'POST' | 'PUT' | 'PATCH' = 'POST') {
  const { status, body, text } = await owner.send(method, path, { body: sent })
  if (status >= 300) throw new Error(`${path}: ${text}`)
  return body
}

/** A guest of ours; anew where what was sent has ended their session. */
async function signedIn(): Promise<Client> {
  const known = guest && (await guest.get('/api/v1/portal/session')).status === 200
  if (guest && known) return guest
  await make('/api/v1/portal-settings', { open: true, selfEnrollment: true }, 'PATCH')
  await make('/api/v1/mail-settings', { server: null }, 'PUT')
  guest = await signIn(server, owner, { email: `fuzz-${++guests}@morgenrot.example` })
  return guest
}

type Named = { id: string }
const customerIdOf = ({ customerId }: { customerId: string }) => customerId

type Sent = { path: string; query: string; body: unknown; headers: Record<string, string> }

describe('whatever is sent, the answer is one of those promised', () => {
  // What reads comes before what changes, and what takes away comes last.
  const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  const endpoints = allEndpoints
    .filter(({ method, path }) => `${method} ${path}` !== 'DELETE /api/v1/session')
    .toSorted((one, other) => order.indexOf(one.method) - order.indexOf(other.method))

  test.each(
    endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const),
  )(
    '%s',
    async (_, endpoint) => {
      await fc.assert(
        fc.asyncProperty(requests(endpoint), async ({ path, query, body, headers }) => {
          const by = endpoint.permission === 'guest' ? await signedIn() : owner
          const answer = await by.send(endpoint.method, `${path}${query}`, { body, headers })
          expectPromised(endpoint, answer)
        }),
        { numRuns: runs },
      )
    },
    600_000,
  )
})

function expectPromised(endpoint: Endpoint, answer: Answer) {
  expect(answer.status, answer.text).toBeLessThan(500)
  if (answer.status >= 400) {
    expect(problem.safeParse(answer.body).error).toBeUndefined()
    return
  }
  expect(answer.status).toBe(endpoint.status ?? 200)
  if (endpoint.file || answer.status === 204) return
  expect(endpoint.reply.safeParse(answer.body).error).toBeUndefined()
}

function requests(endpoint: Endpoint): fc.Arbitrary<Sent> {
  return fc.constantFrom<Source['mood']>('calm', 'hostile').chain((mood) => {
    const source = { components: document.components.schemas, words, mood }
    const operation = operationOf(endpoint)
    return fc.record({
      path: paths(endpoint, operation, source),
      query: queries(operation, source),
      body: endpoint.upload ? uploads : bodies(operation, source),
      headers: fc.constant(endpoint.upload ? { 'content-type': 'text/csv' } : noHeaders),
    })
  })
}

const noHeaders: Record<string, string> = {}

const operationOf = ({ method, path }: Endpoint): Operation =>
  document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!

const parametersOf = (operation: Operation, place: 'path' | 'query', source: Source) =>
  Object.fromEntries(
    operation.parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, schema }) => [name, fromSchema(schema, source, name)]),
  )

const paths = ({ path }: Endpoint, operation: Operation, source: Source) =>
  fc
    .record(parametersOf(operation, 'path', source))
    .map((values) => path.replaceAll(/:(\w+)/g, (_, name) => asPart(values[name])))

function queries(operation: Operation, source: Source): fc.Arbitrary<string> {
  const required = operation.parameters.filter((parameter) => parameter.required)
  const values = parametersOf(operation, 'query', source)
  const requiredKeys = required.map(({ name }) => name).filter((name) => name in values)
  return fc.record(values, { requiredKeys }).map((query) => {
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((one) => `${name}=${asPart(one)}`),
    )
    return pairs.length > 0 ? `?${pairs.join('&')}` : ''
  })
}

/** As it stands in an address: lone surrogates cannot even be sent. */
const asPart = (value: unknown) =>
  encodeURIComponent(
    String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed(),
  )

function bodies(operation: Operation, source: Source): fc.Arbitrary<unknown> {
  const schema = operation.requestBody?.content['application/json']?.schema
  if (!schema) return fc.constant(undefined)
  // A bare text would not be sent as JSON.
  return fromSchema(schema, source).filter((body) => typeof body === 'object' && body !== null)
}

const cells = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('2026-01-01', '4,50', '"', '=1', 'anna'),
)
const uploads = fc.oneof(
  fc
    .array(fc.array(cells, { maxLength: 6 }))
    .map((rows) => Buffer.from(rows.map((row) => row.join(';')).join('\n'))),
  fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
)
