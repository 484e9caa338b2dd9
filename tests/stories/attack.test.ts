import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { makeSetUpLink } from '#domain/business/set-up-link.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { createLog } from '#server/create-log.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let till: Client
const told: { level: number; code?: string; status?: number }[] = []
beforeAll(async () => {
  server = await openTestServer({
    patience: { silenceMillis: 50, bodyMillis: 200 },
    log: createLog('info', { write: (line) => void told.push(JSON.parse(line)) }),
  })
  owner = await server.owner()
  till = await server.program('events:write', 'customers:read', 'imports:write')
})
afterAll(async () => {
  expect((await verifyProfiles(server.house.context)).differences).toEqual([])
  await server.close()
})

let number = 0
const purchase = (changes: object = {}) => ({
  type: 'purchase',
  source: 'till',
  externalId: `p${++number}`,
  occurredAt: '2026-03-02T08:15:00+01:00',
  amount: 430,
  ...changes,
})

const send = async (client: Client, ...events: unknown[]) => {
  const answer = await client.post('/api/v1/events', { events })
  expect(answer.status).toBe(200)
  return answer.body.items
}

const statuses = (items: { status: string; code?: string }[]) =>
  items.map(({ status, code }) => code ?? status)

describe('staff limited to a store', () => {
  let bakery: Client
  let guest: { customerId: string }
  let regular: { customerId: string }

  beforeAll(async () => {
    const items = await send(
      till,
      purchase({ store: 'bakery', customer: { externalId: 'regular' } }),
      purchase({
        store: 'opera',
        customer: { email: 'guest@opera.example' },
        externalId: 'opera-1',
      }),
    )
    regular = items[0]
    guest = items[1]
    const { body } = await owner.get('/api/v1/stores')
    const { id } = body.items.find(({ code }: { code: string }) => code === 'bakery')
    bakery = await server.person('store_manager', [id])
  })

  test('record what happened there, and nothing of another store or of none', async () => {
    const items = await send(
      bakery,
      purchase({ store: 'bakery', customer: { externalId: 'regular' } }),
      purchase({ store: 'opera' }),
      purchase({ store: 'a-new-one' }),
      purchase({ customer: { externalId: 'regular' } }),
    )
    const refused = ['store_not_allowed', 'store_not_allowed', 'store_missing']
    expect(statuses(items)).toEqual(['accepted', ...refused])
    const { body } = await owner.get('/api/v1/stores')
    expect(body.items.map(({ code }: { code: string }) => code)).not.toContain('a-new-one')
  })

  test('do not overrule what another store said', async () => {
    const taken = { externalId: 'opera-1', version: 9, amount: 0 }
    const items = await send(
      bakery,
      purchase({ ...taken, store: 'opera' }),
      purchase({ ...taken, store: 'bakery' }),
    )
    expect(statuses(items)).toEqual(['store_not_allowed', 'store_not_allowed'])
    const { body } = await till.get('/api/v1/customers?search=opera.example')
    expect(body.items[0]).toMatchObject({ revenue: { amount: 430 }, purchases: 1 })
  })

  test('write notes on customers who were there, and learn of no others', async () => {
    const note = (customer: object) => ({
      type: 'note',
      source: 'office',
      externalId: `n${++number}`,
      occurredAt: '2026-03-02T09:00:00Z',
      customer,
      text: 'likes rye',
    })
    const items = await send(
      bakery,
      note({ id: regular.customerId }),
      note({ id: guest.customerId }),
      note({ email: 'guest@opera.example' }),
    )
    const refused = ['customer_not_found', 'customer_not_found']
    expect(statuses(items)).toEqual(['accepted', ...refused])
    expect((await bakery.get(`/api/v1/customers/${guest.customerId}`)).status).toBe(404)
  })

  test('neither rename nor delete what every store uses', async () => {
    const ids = [regular.customerId, guest.customerId]
    await owner.post('/api/v1/customers/tags', { customers: { ids }, add: ['friend'] })
    const { body } = await owner.get('/api/v1/tags')
    const path = `/api/v1/tags/${body.items[0].number}`
    const answers = [await bakery.delete(path), await bakery.patch(path, { name: 'foe' })]
    expect(answers.map(({ body }) => body.code)).toEqual([
      'caller_limited_to_stores',
      'caller_limited_to_stores',
    ])
    expect((await till.get('/api/v1/customers/count?tag=friend')).body.count).toBe(2)
  })
})

describe('odd input', () => {
  test('nested beyond all measure harms no event beside it', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const { body } = await till.send('POST', '/api/v1/events', {
      body: Buffer.from(`{"events":[{"type":${deep}},${JSON.stringify(purchase())}]}`),
      headers: { 'content-type': 'application/json' },
    })
    expect(statuses(body.items)).toEqual(['event_malformed', 'accepted'])
  })

  test('named like what every object has is a store, a channel and a category like any other', async () => {
    const named = (code: string) =>
      purchase({ store: code, channel: code, lines: [{ amount: 430, category: code }] })
    await send(till, named('plain'))
    const items = await send(till, named('plain'), named('constructor'), named('__proto__'))
    expect(statuses(items)).toEqual(['accepted', 'accepted', 'accepted'])
    const { body } = await owner.get('/api/v1/stores')
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['constructor', '__proto__']),
    )
  })

  test('a property that must be given is not given by what every object has', async () => {
    await owner.put('/api/v1/event-types/built', {
      label: 'Built',
      properties: { constructor: { type: 'text', required: true } },
    })
    const built = { ...purchase(), type: 'custom', name: 'built', amount: undefined }
    expect(statuses(await send(till, built))).toEqual(['event_malformed'])
  })

  test('from a day that was still 1969 somewhere is refused, and the time zone stays free', async () => {
    const items = await send(
      till,
      purchase({ occurredAt: '1970-01-01T00:00:00+14:00' }),
      purchase({ occurredAt: '1970-01-01T23:00:00Z' }),
      purchase({ occurredAt: '1970-01-02T00:00:00Z', customer: { externalId: 'first' } }),
    )
    expect(statuses(items)).toEqual(['event_malformed', 'event_malformed', 'accepted'])
    for (const timeZone of ['Etc/GMT+12', 'Europe/Berlin']) {
      expect((await owner.patch('/api/v1/business', { timeZone })).status).toBe(200)
    }
    await letWork(server, 'recount')
  })

  test('a cursor of a day the calendar does not have is none of ours', async () => {
    const { customerId } = (await send(till, purchase({ customer: { externalId: 'c' } })))[0]
    const id = '00000000-0000-0000-0000-000000000000'
    const cursor = (place: object) => Buffer.from(JSON.stringify(place)).toString('base64url')
    for (const day of ['0000-01-01', '2026-02-31']) {
      const at = `${day}T00:00:00.000000Z`
      const list = cursor({ order: 'last_seen', lastSeenAt: at, customerId: id })
      const timeline = cursor({ occurredAt: at, eventId: id })
      const answers = [
        await till.get(`/api/v1/customers?cursor=${list}`),
        await till.get(`/api/v1/customers/${customerId}/timeline?cursor=${timeline}`),
      ]
      expect(answers.map(({ body }) => body.code)).toEqual(['cursor_malformed', 'cursor_malformed'])
    }
    for (const createdAt of ['0000-01-01T00:00:00Z', '-271821-04-20T00:00:00.000Z']) {
      const answer = await till.get(`/api/v1/imports?cursor=${cursor({ createdAt, importId: id })}`)
      expect(answer.status).toBeLessThan(500)
    }
  })

  test('a preview in a time zone that is none says so', async () => {
    const { body } = await till.send('POST', '/api/v1/imports?fileName=a.csv', {
      body: Buffer.from('date,amount\n2026-01-01,5\n'),
      headers: { 'content-type': 'text/csv' },
    })
    const answer = await till.post(`/api/v1/imports/${body.id}/preview`, {
      mapping: { timeZone: 'Mars/Olympus' },
    })
    expect(answer.body.code).toBe('time_zone_unknown')
  })
})

describe('more stores than anybody has', () => {
  test('are refused one by one, and an import taken back leaves none behind', async () => {
    const rows = Array.from({ length: 2100 }, (_, row) => `2026-01-0${(row % 9) + 1},5,R${row},web`)
    const upload = await till.send('POST', '/api/v1/imports?fileName=receipts.csv', {
      body: Buffer.from(`date,amount,store,channel\n${rows.join('\n')}\n2026-01-01,7,plain,web\n`),
      headers: { 'content-type': 'text/csv' },
    })
    const path = `/api/v1/imports/${upload.body.id}`
    const work = () =>
      server.house.workers
        .find(({ name }) => name === 'imports')!
        .work(new AbortController().signal)
    const before = (await owner.get('/api/v1/stores')).body.items

    await till.post(`${path}/start`, {})
    await work()
    const { result } = (await till.get(path)).body
    expect(result.accepted + result.refused).toBe(2101)
    expect(result.accepted).toBe(2000 - before.length + 1)
    expect((await till.get(`${path}/refused-rows?language=en`)).text).toContain(
      'There are too many different stores.',
    )
    expect(statuses(await send(till, purchase({ store: 'one-more' })))).toEqual(['stores_too_many'])
    const made = await owner.post('/api/v1/stores', { code: 'one-more', name: 'One more' })
    expect(made.body.code).toBe('stores_too_many')

    await till.post(`${path}/take-back`)
    await work()
    expect((await till.get(path)).body.status).toBe('taken_back')
    expect((await owner.get('/api/v1/stores')).body.items).toEqual(before)
    const items = await send(till, purchase({ store: 'one-more', channel: 'web' }))
    expect(statuses(items)).toEqual(['accepted'])
  })
})

describe('whoever announces a body and keeps us waiting', () => {
  const port = async () => {
    if (!server.app.server.listening) await server.app.listen({ port: 0, host: '127.0.0.1' })
    const address = server.app.server.address()
    return typeof address === 'object' ? address!.port : 0
  }

  /** Ends when the server ends the connection. */
  const speak = async (path: string, headers: string[], words: string[]) => {
    const socket = connect(await port(), '127.0.0.1')
    const head = [`POST ${path} HTTP/1.1`, 'host: x', 'x-stammgast: 1', ...headers]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    const drip = setInterval(() => socket.write(words.shift() ?? ''), 20)
    try {
      await new Promise((resolve) => socket.on('error', resolve).on('close', resolve).resume())
    } finally {
      clearInterval(drip)
    }
  }

  test('is hung up on, silent or dripping, without a sign-in or with one', async () => {
    const json = ['content-type: application/json', 'content-length: 100000']
    await speak('/api/v1/session', json, [])
    await speak('/api/v1/session', json, Array(1000).fill(' '))
    const key = `authorization: ${till.headers.authorization}`
    const csv = ['content-type: text/csv', 'transfer-encoding: chunked', key]
    await speak('/api/v1/imports?fileName=a.csv', csv, ['4\r\na;b\n\r\n'])
    expect((await owner.get('/api/v1/session')).status).toBe(200)
    // Each was answered, though nobody heard it, and none counts as a fault of the program.
    expect(told.filter(({ level }) => level >= 50)).toEqual([])
  })
})

describe('the first owner', () => {
  test('is not made by a link that was left over once somebody else became one', async () => {
    const { path } = await transaction(server.house.context.database, (tx) =>
      makeSetUpLink(tx, null),
    )
    await server.person('owner')
    const answer = await server.visitor.post('/api/v1/set-up/link', {
      token: path.split('token=')[1],
    })
    expect(answer.body.code).toBe('set_up_link_spent')
  })
})
