import { expect } from 'vitest'
import { type Answer, type Client, openTestServer, type TestServer } from './server.ts'

/** A business with two stores, and those who have to do with its vouchers. */
export type VoucherWorld = {
  server: TestServer
  owner: Client
  /** A cashier of the store altstadt. */
  till: Client
  shop: Client
  /** Ids by code. */
  stores: Record<string, string>
}

export async function openVoucherWorld(): Promise<VoucherWorld> {
  const server = await openTestServer({ now: '2026-11-21T12:00:00Z' })
  const owner = await server.owner()
  const stores: Record<string, string> = {}
  for (const code of ['altstadt', 'hafen']) {
    stores[code] = (await owner.post('/api/v1/stores', { code, name: code })).body.id
  }
  const till = await server.person('cashier', [stores.altstadt!])
  const shop = await server.program('vouchers:redeem', 'vouchers:write', 'vouchers:read')
  return { server, owner, till, shop, stores }
}

export const tenPercent = { name: 'Herbst', benefit: { kind: 'percent', percent: 10 } }
export const fiveEuros = { name: 'Fünf Euro', benefit: { kind: 'amount', amount: 500 } }

export async function define(owner: Client, content: object, codes: object = { kind: 'shared' }) {
  const reply = await owner.post('/api/v1/vouchers', { content, codes })
  expect(reply.status, reply.text).toBe(201)
  return reply.body
}

export async function codesOf(owner: Client, voucherId: string): Promise<string[]> {
  const reply = await owner.get(`/api/v1/vouchers/${voucherId}/codes?limit=100`)
  expect(reply.status, reply.text).toBe(200)
  return reply.body.items.map(({ code }: { code: string }) => code)
}

/** What was taken of a voucher so far. */
export const takenOf = async (owner: Client, voucherId: string) =>
  (await owner.get(`/api/v1/vouchers/${voucherId}`)).body.use

let asked = 0
/** A reference nobody has used before. */
export const anew = () => ({ source: 'shop', externalId: `act-${++asked}` })

export const cartOf = (amount: number, more: object = {}) => ({ amount, ...more })

export const redeem = (client: Client, code: string, cart: object, more: object = {}) =>
  client.post('/api/v1/voucher-redemptions', { ...anew(), code, cart, ...more })

export const hold = (client: Client, code: string, cart: object, more: object = {}) =>
  client.post('/api/v1/voucher-holds', { ...anew(), code, cart, ...more })

export async function validate(client: Client, code: string, cart: object, more: object = {}) {
  const reply = await client.post('/api/v1/voucher-codes/validate', { code, cart, ...more })
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

export const reasonsOf = (reply: { reasons: { code: string }[] }) =>
  reply.reasons.map(({ code }) => code)

/** How many ended how: `{ done: 1, '409 voucher_code_used': 49 }`. */
export const statuses = (answers: readonly Answer[]) =>
  Object.fromEntries(
    Map.groupBy(answers, ({ status, body }) => (status < 300 ? 'done' : `${status} ${body.code}`))
      .entries()
      .map(([key, same]) => [key, same.length]),
  )

/** At the same moment. */
export const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))
