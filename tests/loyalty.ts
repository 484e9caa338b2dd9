import { expect } from 'vitest'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { freshDatabase } from './database.ts'
import { type Answer, type Client, clientOf, openTestServer, type TestServer } from './server.ts'

/** A business whose clock is moved by hand, and those who have to do with its program. */
export type LoyaltyWorld = {
  server: TestServer
  owner: Client
  /** A cashier of the store altstadt. */
  till: Client
  /** Records events, and is told balances. */
  shop: Client
  /** Ids by code. */
  stores: Record<string, string>
  at(instant: string): void
  /** Records one event and gives what its customer has then. */
  record(event: object): Promise<Answer>
  balance(externalId: string): Promise<Answer['body']>
  /** The balance of one currency. */
  points(externalId: string, currency?: string): Promise<number>
  /** Compares what is kept with the log and the books, and leaves. */
  close(): Promise<void>
}

/** What every such business begins with, left in a database to copy. */
type Beginning = Pick<LoyaltyWorld, 'stores'> &
  Record<'owner' | 'till' | 'shop', Client['headers']> & { template: string }

/** By the instant of the start. To set two people up anew for each story would take half of it. */
const beginnings = new Map<string, Promise<Beginning>>()

function beginningOf(start: string): Promise<Beginning> {
  const known = beginnings.get(start) ?? begin(start)
  beginnings.set(start, known)
  return known
}

async function begin(start: string): Promise<Beginning> {
  const database = await freshDatabase()
  const server = await openTestServer({
    now: start,
    database: { ...database, close: database.leave },
  })
  const owner = await server.owner()
  const stores: Record<string, string> = {}
  for (const code of ['altstadt', 'hafen']) {
    stores[code] = (await owner.post('/api/v1/stores', { code, name: code })).body.id
  }
  const till = await server.person('cashier', [stores.altstadt!])
  const shop = await server.program('events:write', 'points:read', 'points:redeem', 'points:write')
  await server.close()
  return {
    ...{ template: database.name, stores },
    ...{ owner: owner.headers, till: till.headers, shop: shop.headers },
  }
}

export async function openLoyaltyWorld(start = '2026-03-01T08:00:00Z'): Promise<LoyaltyWorld> {
  let now = new Date(start)
  const { template, stores, ...headers } = await beginningOf(start)
  const server = await openTestServer({
    clock: { now: () => new Date(now) },
    database: await freshDatabase(template),
  })
  const owner = clientOf(server.app, headers.owner)
  const till = clientOf(server.app, headers.till)
  const shop = clientOf(server.app, headers.shop)
  const balance = async (externalId: string) => {
    const reply = await shop.post('/api/v1/balances/find', { customer: { externalId } })
    expect(reply.status, reply.text).toBe(200)
    return reply.body
  }
  return {
    ...{ server, owner, till, shop, stores, balance },
    at: (instant) => {
      now = new Date(instant)
    },
    record: async (event) => {
      const reply = await shop.post('/api/v1/events?balances=true', { events: [event] })
      expect(reply.body.items[0].status, reply.text).toBe('accepted')
      return reply
    },
    points: async (externalId, currency = 'stars') =>
      (await balance(externalId)).points.find(isOf(currency)).balance,
    close: async () => {
      const { context } = server.house
      expect((await verifyProgram(context)).differences).toEqual([])
      expect((await verifyLedger(context)).differences).toEqual([])
      await server.close()
    },
  }
}

export const isOf = (wanted: string) => (one: { currency: string }) => one.currency === wanted

export async function put(client: Client, path: string, body: object): Promise<Answer['body']> {
  const reply = await client.put(path, body)
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

/** A currency `stars` worth 30 cents, and one of them for each visit. */
export async function starsForVisits(owner: Client, more: object = {}): Promise<void> {
  await put(owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.30' })
  await put(owner, '/api/v1/programs/rules/visit', starRule(more))
}

export const starRule = (more: object = {}) => ({
  name: 'Ein Stern je Besuch',
  currency: 'stars',
  way: { kind: 'per_visit', points: 1 },
  ...more,
})

let made = 0
/** A key nobody has used before. */
export const anew = (source = 'till-1') => ({ source, externalId: `act-${++made}` })

export const buy = (externalId: string, occurredAt: string, amount = 450, more: object = {}) => ({
  type: 'purchase',
  ...anew('till'),
  occurredAt,
  customer: { externalId },
  store: 'altstadt',
  amount,
  ...more,
})

export const giveBack = (
  purchase: { source: string; externalId: string },
  occurredAt: string,
  amount: number,
  externalId: string,
) => ({
  ...buy(externalId, occurredAt, amount),
  type: 'return',
  purchase: { source: purchase.source, externalId: purchase.externalId },
})
