import type { Logger } from 'pino'
import { expect } from 'vitest'
import { type EarningRule, earningRule } from '#contract/language/earning-rule.ts'
import { giftLadder } from '#contract/language/gift-ladder.ts'
import { tierLadder } from '#contract/language/tier-ladder.ts'
import { transaction } from '#database/transaction.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { grantByHand } from '#domain/ledger/grant-by-hand.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import { addRevision, type ProgramRevision } from '#domain/loyalty/program-rows.ts'
import { internalId } from '#kernel/ids.ts'
import { type Client, letWork, openTestServer, type TestServer } from './server.ts'

export const longAgo = '2020-01-01T00:00:00Z'

/** A business with points, two stores, and those who redeem there. */
export type RewardsWorld = {
  server: TestServer
  owner: Client
  /** A cashier of the store altstadt. */
  till: Client
  shop: Client
  /** Moves the clock on to this instant. */
  at(instant: string): void
  /** A customer as the API names them, with so many points. */
  customer(externalId: string, points?: number): Promise<string>
  balance(customerId: string): Promise<number>
  /** Lets the workers do what waits for them. */
  work(name: string): Promise<void>
  say(revision: ProgramRevision): Promise<void>
}

export async function openRewardsWorld(
  now = '2026-11-21T12:00:00Z',
  log?: Logger,
): Promise<RewardsWorld> {
  const server = await openTestServer({ now, ...(log && { log }) })
  const { context } = server.house
  const owner = await server.owner()
  const stores: Record<string, string> = {}
  for (const code of ['altstadt', 'hafen']) {
    stores[code] = (await owner.post('/api/v1/stores', { code, name: code })).body.id
  }
  await transaction(context.database, (tx) =>
    defineCurrency(
      tx,
      {
        ...{ currency: 'points', name: 'Punkte', validFrom: new Date(longAgo) },
        ...{ value: '0.01', returns: 'clamp', overdraftMax: 0 },
      },
      context.clock.now(),
    ),
  )
  let granted = 0
  return {
    server,
    owner,
    till: await server.person('cashier', [stores.altstadt!]),
    shop: await server.program(
      ...(['rewards:redeem', 'rewards:read', 'rewards:write'] as const),
      ...(['vouchers:write', 'vouchers:redeem', 'events:write', 'customers:write'] as const),
    ),
    at: (instant) => {
      context.clock.now = () => new Date(instant)
    },
    customer: async (externalId, points = 0) => {
      const identities = [{ kind: 'external_id', value: externalId }]
      const reply = await owner.post('/api/v1/customers', { identities })
      expect(reply.status, reply.text).toBe(201)
      const customerId = internalId('cus', reply.body.id)!
      if (points > 0) {
        await transaction(context.database, (tx) =>
          grantByHand(
            tx,
            {
              ...{ customerId, currency: 'points', identity: `start ${++granted}`, store: 0 },
              ...{ doneBy: null, reason: { key: 'hand.taken_over' }, as: 'opening', points },
              ...{ availableAt: null, expiresAt: null },
            },
            context.clock.now(),
          ),
        )
      }
      return reply.body.id
    },
    balance: async (customerId) => {
      const id = internalId('cus', customerId)!
      const standings = await transaction(context.database, (tx) =>
        readStandings(tx, id, context.clock.now()),
      )
      return standings.find(({ currency }) => currency === 'points')?.balance ?? 0
    },
    work: (name) => letWork(server, name),
    say: async (revision) => {
      await transaction(context.database, (tx) =>
        addRevision(tx, revision, { now: context.clock.now(), by: null }),
      )
    },
  }
}

export const ladderOf = (input: object): ProgramRevision => ({
  kind: 'gift_ladder',
  content: giftLadder.parse({ name: 'Gifts', validFrom: longAgo, counts: 'purchases', ...input }),
})

export const ruleOf = (input: object): { kind: 'rule'; content: EarningRule } => ({
  kind: 'rule',
  content: earningRule.parse({
    ...{ key: 'per_euro', name: 'A point per euro', validFrom: longAgo, currency: 'points' },
    way: { kind: 'per_amount', points: '1', perAmount: 100 },
    ...input,
  }),
})

export const tiersOf = (input: object): ProgramRevision => ({
  kind: 'tiers',
  content: tierLadder.parse({ validFrom: longAgo, ...input }),
})

let asked = 0
/** A reference nobody has used before. */
export const anew = () => ({ source: 'shop', externalId: `act-${++asked}` })

export async function put(client: Client, path: string, body: object) {
  const reply = await client.put(path, body)
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

/** An article of which there are so many. */
export async function stocked(owner: Client, key: string, pieces: number, more: object = {}) {
  await put(owner, `/api/v1/gift-articles/${key}`, { name: key, cost: 100, ...more })
  if (pieces === 0) return
  const delivery = { ...anew(), reason: 'delivery', pieces }
  const reply = await owner.post(`/api/v1/gift-articles/${key}/movements`, delivery)
  expect(reply.status, reply.text).toBe(201)
}

export const stockOf = async (owner: Client, key: string) =>
  (await owner.get(`/api/v1/gift-articles/${key}`)).body.stock

export const redeem = (client: Client, customerId: string, reward: string, more: object = {}) =>
  client.post('/api/v1/reward-redemptions', {
    ...anew(),
    customer: { id: customerId },
    reward,
    ...more,
  })

export const handOver = (client: Client, customerId: string, of: object, more: object = {}) =>
  client.post('/api/v1/gift-hand-overs', {
    ...anew(),
    customer: { id: customerId },
    for: { kind: 'ladder', ladder: 'gifts', ...of },
    ...more,
  })
