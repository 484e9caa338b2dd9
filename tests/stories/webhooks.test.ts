import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { holdDue } from '#domain/exchange/webhooks/hold-due.ts'
import { eraseMessages, exportMessages } from '#domain/exchange/webhooks/personal.ts'
import { sweepMessages, webhooksWorker } from '#domain/exchange/webhooks/webhook-workers.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { internalId } from '#kernel/ids.ts'
import { allWritten } from '../all-written.ts'
import { openReceiver, type Received, type Receiver, verifyAt } from '../receiver.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

const hourMillis = 3_600_000

let server: TestServer
let owner: Client
let till: Client
/** Real time for the sender; a story moves it. */
let aheadMillis = 0
const receivers: Receiver[] = []

beforeAll(async () => {
  process.env.STAMMGAST_PRIVATE_WEBHOOKS = 'allowed'
  server = await openTestServer()
  owner = await server.owner()
  till = await server.program('events:write', 'rewards:redeem', 'customers:write')
})
afterEach(async () => {
  for (const { id } of (await owner.get('/api/v1/webhooks')).body.items)
    await owner.delete(`/api/v1/webhooks/${id}`)
  aheadMillis = 0
})
afterAll(async () => {
  delete process.env.STAMMGAST_PRIVATE_WEBHOOKS
  await server.close()
  for (const receiver of receivers) await receiver.close()
})

type Made = { id: string; secret: string; receiver: Receiver }

async function tellTo(types: string[] | null, more: object = {}): Promise<Made> {
  const receiver = await openReceiver()
  receivers.push(receiver)
  const wished = { name: 'Lager', url: receiver.url, types, ...more }
  const { status, body, text } = await owner.post('/api/v1/webhooks', wished)
  if (status !== 201) throw new Error(text)
  return { id: body.webhook.id, secret: body.secret, receiver }
}

/** What happened becomes messages, and what is due goes out. */
async function deliver() {
  await collect()
  await send()
}

async function collect() {
  await allWritten(server.house.context.database)
  await letWork(server, 'webhook messages')
}

async function send(answerMillis = 20_000) {
  const { context, secret } = server.house
  const work = { ...context, sealKey: secret, reach: 'anywhere' as const, planFor: keptPlan() }
  await webhooksWorker({ ...work, now, answerMillis }).work(new AbortController().signal)
}

const now = () => new Date(Date.now() + aheadMillis)
const later = (millis: number) => {
  aheadMillis += millis
}

let receipts = 0
const purchase = (customer: string, amount = 450, more: object = {}) => ({
  ...{ type: 'purchase', source: 'till', externalId: `bon-${++receipts}`, amount },
  ...{ occurredAt: '2026-11-20T09:00:00Z', customer: { externalId: customer }, ...more },
})

async function sell(...events: object[]) {
  const { body } = await till.post('/api/v1/events', { events })
  const refused = body.items.filter(({ status }: { status: string }) => status === 'refused')
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  return body.items
}

/** At the time of the story. */
const verify = (secret: string, received: Received) => verifyAt(now(), secret, received)

const deliveriesOf = async ({ id }: Made, query = '') =>
  (await owner.get(`/api/v1/webhooks/${id}/deliveries${query}`)).body.items
const stateOf = async ({ id }: Made) => (await owner.get(`/api/v1/webhooks/${id}`)).body
const typesOf = ({ receiver }: Made) => receiver.received.map(({ body }) => body.type)
const numbersOf = ({ receiver }: Made) =>
  receiver.received.map(({ body }) => body.data.event?.externalId)

describe('a webhook', () => {
  test('is told of a purchase, signed as Standard Webhooks has it', async () => {
    const made = await tellTo(['event.purchase'])
    const [sold] = await sell(purchase('anna', 450, { store: 'altstadt' }))
    await deliver()
    const [first] = made.receiver.received
    expect(verify(made.secret, first!)).toMatchObject({
      id: first!.headers['webhook-id'],
      type: 'event.purchase',
      occurredAt: '2026-11-20T09:00:00.000Z',
      data: {
        customer: { id: sold.customerId },
        event: { id: sold.eventId, amount: 450, store: 'altstadt', version: 0 },
      },
    })
    expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, first!)).toThrow()
    expect(await deliveriesOf(made)).toMatchObject([
      { id: first!.headers['webhook-id'], state: 'delivered', attempts: 1 },
    ])
  })

  test('shows its secret once, and keeps it sealed', async () => {
    const made = await tellTo(null)
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect((await owner.get('/api/v1/webhooks')).text).not.toContain(made.secret)
    const { rows } = await sql<{ secret: Buffer }>`select secret from webhooks`.execute(
      server.house.context.database.kysely,
    )
    expect(rows[0]!.secret.includes(made.secret)).toBe(false)
  })

  test('is told only of what it wants, and of nothing before it was made', async () => {
    await sell(purchase('frueh'))
    const made = await tellTo(['event.visit', 'customer.created'])
    await sell(purchase('frueh'), { ...purchase('frueh'), type: 'visit', amount: undefined })
    await deliver()
    expect(typesOf(made)).toEqual(['event.visit'])
  })

  test('hears each version of an event, and that it moved to somebody else', async () => {
    const made = await tellTo(['event.purchase', 'event.withdrawn'])
    const order = purchase('zwei')
    await sell(order)
    await sell({ ...order, version: 2, amount: 900 })
    await sell({ ...order, version: 3, amount: 900, customer: { externalId: 'drei' } })
    await deliver()
    expect(typesOf(made).toSorted()).toEqual([
      'event.purchase',
      'event.purchase',
      'event.purchase',
      'event.withdrawn',
    ])
  })

  test('during a rotation is signed with both secrets, and then with the new one', async () => {
    const made = await tellTo(['event.purchase'])
    const { body } = await owner.post(`/api/v1/webhooks/${made.id}/rotate`)
    await sell(purchase('dora'))
    await deliver()
    for (const secret of [made.secret, body.secret]) verify(secret, made.receiver.received[0]!)
    later(25 * hourMillis)
    await sell(purchase('dora'))
    await deliver()
    const signatures = String(made.receiver.received[1]!.headers['webhook-signature']).split(' ')
    expect(signatures).toHaveLength(1)
  })

  test('can be tested before anything happens, also while it is paused', async () => {
    const made = await tellTo(['event.purchase'])
    await owner.patch(`/api/v1/webhooks/${made.id}`, { state: 'paused' })
    await sell(purchase('emil'))
    expect((await owner.post(`/api/v1/webhooks/${made.id}/test`)).body.state).toBe('waiting')
    await deliver()
    expect(typesOf(made)).toEqual(['webhook.test'])
    await owner.patch(`/api/v1/webhooks/${made.id}`, { state: 'active' })
    await deliver()
    expect(typesOf(made)).toEqual(['webhook.test', 'event.purchase'])
  })

  test('needs an address that messages can be sent to', async () => {
    const wished = { name: 'x', url: 'ftp://shop.example.com' }
    const { status, body } = await owner.post('/api/v1/webhooks', wished)
    expect([status, body.code]).toEqual([422, 'webhook_address_refused'])
  })

  test('belongs to the owner of all stores', async () => {
    expect((await (await server.person('store_manager')).get('/api/v1/webhooks')).status).toBe(403)
    const program = await server.program('settings:read', 'settings:write')
    expect((await program.get('/api/v1/webhooks')).status).toBe(200)
    expect((await program.post('/api/v1/webhooks', {})).status).toBe(403)
  })
})

describe('a receiver', () => {
  test('that fails for an hour gets everything once it is back, in order for each customer', async () => {
    const made = await tellTo(['event.purchase'])
    made.receiver.answer = { status: 503, afterMillis: 0 }
    const expected: Record<string, string[]> = { fritz: [], gerd: [], hans: [] }
    for (let minute = 0; minute < 60; minute += 5) {
      for (const customer of Object.keys(expected)) {
        const event = purchase(customer)
        expected[customer]!.push(event.externalId)
        await sell(event)
      }
      later(5 * 60_000)
      await deliver()
    }
    expect(made.receiver.received).toEqual([])
    expect(await stateOf(made)).toMatchObject({ state: 'active', counts: { waiting: 36 } })
    const [latest] = await deliveriesOf(made)
    expect(latest.attempts).toBeLessThan(3)

    made.receiver.answer = { status: 200, afterMillis: 0 }
    later(11 * 60_000)
    await deliver()
    expect(made.receiver.received).toHaveLength(36)
    const got = Object.groupBy(made.receiver.received, ({ body }) => body.data.customer!.id)
    const orders = Object.values(got).map((own) =>
      own!.map(({ body }) => body.data.event.externalId),
    )
    expect(orders.toSorted()).toEqual(Object.values(expected).toSorted())
    for (const one of made.receiver.received) verify(made.secret, one)
    expect(await stateOf(made)).toMatchObject({
      failingSince: null,
      counts: { waiting: 0, delivered: 36, failed: 0 },
    })
  })

  test('that is slow holds nobody else up', async () => {
    const slow = await tellTo(['event.purchase'])
    const quick = await tellTo(['event.purchase'])
    const { promise: isAwake, resolve: wake } = Promise.withResolvers<void>()
    slow.receiver.answer = { status: 204, afterMillis: 0, after: isAwake }
    await sell(purchase('ida'), purchase('jan'))
    await collect()
    const sending = send()
    await expect.poll(() => numbersOf(quick).length).toBe(2)
    expect(await deliveriesOf(slow)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])
    wake()
    await sending
    expect(await deliveriesOf(slow)).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
  })

  test('that does not answer in time is asked again later', async () => {
    const slow = await tellTo(['event.purchase'])
    slow.receiver.answer = { status: 204, afterMillis: 60_000 }
    await sell(purchase('ida'), purchase('jan'))
    await collect()
    await send(100)
    expect(await deliveriesOf(slow)).toMatchObject([
      { state: 'waiting', attempts: 1, answer: { code: 'timed_out' } },
      { state: 'waiting', attempts: 1 },
    ])
  })

  test('is told again under the same id where we died between answer and note', async () => {
    const made = await tellTo(['event.purchase'])
    await sell(purchase('kim'), purchase('kim'))
    await collect()
    const { database } = server.house.context
    const holding = { database, sealKey: server.house.secret }
    const webhookId = internalId('whk', made.id)!
    // The message is taken, and whoever took it is killed before noting what became of it.
    const { held } = await holdDue(holding, webhookId, now())
    expect(held).toHaveLength(1)
    expect((await holdDue(holding, webhookId, now())).held).toEqual([])
    await send()
    expect(made.receiver.received).toEqual([])
    later(61_000)
    await send()
    const ids = made.receiver.received.map(({ body }) => internalId('msg', body.id))
    expect(ids[0]).toBe(held[0]!.messageId)
    expect(ids).toHaveLength(2)
  })

  test('is asked by several programs, yet never at once for one customer', async () => {
    const made = await tellTo(['event.purchase'])
    made.receiver.answer = { status: 204, afterMillis: 4 }
    const sold = ['lea', 'mia', 'noa'].flatMap((who) =>
      Array.from({ length: 15 }, () => purchase(who)),
    )
    for (const event of sold) await sell(event)
    await collect()
    await Promise.all([send(), send(), send()])
    await send()
    expect(made.receiver.received).toHaveLength(45)
    expect(made.receiver.atOncePerCustomer()).toBe(1)
    const ids = new Set(made.receiver.received.map(({ body }) => body.id))
    expect(ids.size).toBe(45)
  })

  test('that refuses one message gets the others of that customer after a day, all others at once', async () => {
    const made = await tellTo(['event.purchase'])
    made.receiver.answer = { status: 500, afterMillis: 0 }
    const poison = purchase('otto')
    await sell(poison)
    await deliver()
    made.receiver.answer = { status: 204, afterMillis: 0 }
    await sell(purchase('otto'), purchase('pia'))
    await deliver()
    expect(numbersOf(made)).toHaveLength(1)
    made.receiver.answer = { status: 500, afterMillis: 0 }
    for (let hour = 0; hour < 40; hour++) {
      later(hourMillis)
      await send()
    }
    expect((await deliveriesOf(made, '?state=failed')).length).toBeGreaterThan(0)
    expect((await deliveriesOf(made)).at(-1)).toMatchObject({
      attempts: 11,
      answer: { status: 500, text: 'Mittagspause' },
    })
    made.receiver.answer = { status: 204, afterMillis: 0 }
    await owner.post(`/api/v1/webhooks/${made.id}/resend`, {})
    later(11 * hourMillis)
    await send()
    expect(numbersOf(made)).toContain(poison.externalId)
  })

  test('that answers 410 is left alone, and one that fails for days is stopped', async () => {
    const gone = await tellTo(['event.purchase'])
    const dead = await tellTo(['event.purchase'])
    gone.receiver.answer = { status: 410, afterMillis: 0 }
    dead.receiver.answer = { status: 500, afterMillis: 0 }
    await sell(purchase('rita'))
    await deliver()
    expect(await stateOf(gone)).toMatchObject({ state: 'gone' })
    for (let day = 0; day < 4; day++) {
      await sell(purchase('rita'))
      later(24 * hourMillis)
      await deliver()
    }
    expect(await stateOf(dead)).toMatchObject({ state: 'failing' })
    dead.receiver.answer = { status: 204, afterMillis: 0 }
    const waiting = (await stateOf(dead)).counts.waiting
    await owner.patch(`/api/v1/webhooks/${dead.id}`, { state: 'active' })
    await deliver()
    expect(dead.receiver.received).toHaveLength(waiting)
  })

  test('that points elsewhere is not followed', async () => {
    const made = await tellTo(['event.purchase'])
    const elsewhere = await tellTo(['event.visit'])
    const headers = { location: elsewhere.receiver.url }
    made.receiver.answer = { status: 307, afterMillis: 0, headers }
    await sell(purchase('sara'))
    await deliver()
    expect(elsewhere.receiver.received).toEqual([])
    expect(await deliveriesOf(made)).toMatchObject([{ state: 'waiting', answer: { status: 307 } }])
  })

  test('gets one message once more where somebody wishes, under its id', async () => {
    const made = await tellTo(['event.purchase'])
    await sell(purchase('tom'))
    await deliver()
    const [{ id }] = await deliveriesOf(made)
    await owner.post(`/api/v1/webhooks/${made.id}/deliveries/${id}/resend`)
    await deliver()
    expect(made.receiver.received.map(({ body }) => body.id)).toEqual([id, id])
  })
})

describe('what is kept', () => {
  test('speaks of people by our id alone, and leaves with the person', async () => {
    const made = await tellTo(null)
    const { body } = await owner.post('/api/v1/customers', {
      name: 'Ulla Ungenannt',
      identities: [{ kind: 'email', value: 'ulla@example.com' }],
    })
    await owner.patch(`/api/v1/customers/${body.id}`, { name: 'Ulla Umbenannt' })
    await sell({
      ...purchase('x'),
      customer: { id: body.id },
      type: 'review',
      rating: 5,
      amount: undefined,
      text: 'Ulla war da',
    })
    await deliver()
    expect(typesOf(made)).toEqual(['customer.created', 'customer.updated', 'event.review'])
    const told = made.receiver.received.map(({ raw }) => raw).join('\n')
    expect(told).not.toMatch(/Ulla|ulla@/)
    expect(made.receiver.received[1]!.body.data.changed).toEqual(['name'])
    const ids = [internalId('cus', body.id)!]
    const { database } = server.house.context
    expect(await transaction(database, (tx) => exportMessages(tx, ids))).toHaveLength(3)
    await transaction(database, (tx) => eraseMessages(tx, ids))
    expect(await deliveriesOf(made)).toEqual([])
  })

  test('goes after thirty days', async () => {
    const made = await tellTo(['event.purchase'])
    await sell(purchase('vera'))
    await deliver()
    const { database } = server.house.context
    await sweepMessages(database, new Date(Date.now() + 29 * 24 * hourMillis))
    expect(await deliveriesOf(made)).toHaveLength(1)
    await sweepMessages(database, new Date(Date.now() + 31 * 24 * hourMillis))
    expect(await deliveriesOf(made)).toEqual([])
  })
})
