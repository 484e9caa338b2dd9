import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WireReply } from '#contract/endpoint.ts'
import type { readTimeline } from '#contract/endpoints/customer-page.ts'
import { internalId } from '#kernel/ids.ts'
import { purchase, record } from '../customers.ts'
import {
  anew,
  handOver,
  ladderOf,
  openRewardsWorld,
  put,
  type RewardsWorld,
  redeem,
  stocked,
  tiersOf,
} from '../rewards.ts'
import type { Client } from '../server.ts'
import { define, fiveEuros, redeem as redeemCode } from '../vouchers.ts'

type Item = WireReply<typeof readTimeline>['items'][number]

let world: RewardsWorld
let anna: string
beforeAll(async () => {
  world = await openRewardsWorld('2026-01-05T08:00:00Z')
  await world.say(tiers)
  await world.say(
    ladderOf({ key: 'gifts', rounds: [{ steps: [{ count: 2, articles: ['cup'] }] }] }),
  )
  await stocked(world.owner, 'cup', 5)
  await put(world.owner, '/api/v1/rewards/coffee', {
    ...{ name: 'Free coffee', currency: 'points', price: 100 },
    ...{ validFrom: '2026-01-01T00:00:00Z', gives: { kind: 'experience' } },
  })
  anna = await world.customer('anna', 300)
  await liveThroughTheYear()
})
afterAll(() => world.server.close())

const tiers = tiersOf({
  ...{ basis: 'visits', windowDays: 60, periodDays: 90, graceDays: 0 },
  levels: [{ key: 'gold', name: 'Gold', threshold: 2 }],
})

/** Two visits, what they brought, and months without any. */
async function liveThroughTheYear() {
  const { owner, till, shop, at } = world
  const visit = (day: string) => purchase('anna', 'altstadt', `${day}T09:00:00Z`)
  at('2026-02-01T10:00:00Z')
  await record(shop, visit('2026-02-01'))
  at('2026-02-02T10:00:00Z')
  const redeemed = await redeem(till, anna, 'coffee', { store: 'altstadt' })
  expect(redeemed.status, redeemed.text).toBe(201)
  at('2026-02-02T10:05:00Z')
  await till.post(`/api/v1/reward-redemptions/${redeemed.body.id}/cancel`, {})
  at('2026-02-03T10:00:00Z')
  await record(shop, visit('2026-02-03'))
  await handOver(till, anna, {}, { store: 'altstadt' })
  at('2026-02-04T10:00:00Z')
  const voucher = await define(owner, fiveEuros, { kind: 'shared', code: 'SPRING' })
  const code = (await owner.get(`/api/v1/vouchers/${voucher.id}/codes`)).body.items[0].code
  const taken = await redeemCode(
    till,
    code,
    { amount: 900, store: 'altstadt' },
    { customer: { id: anna } },
  )
  expect(taken.status, taken.text).toBe(201)
  at('2026-02-05T10:00:00Z')
  const given = await owner.post('/api/v1/points/grants', {
    ...{ ...anew(), customer: { id: anna }, currency: 'points', points: 20 },
    ...{ as: 'goodwill', reason: 'complaint', note: 'Waited too long.' },
  })
  expect(given.status, given.text).toBe(201)
  at('2026-06-01T10:00:00Z')
}

async function page(
  client: Client,
  query: string,
): Promise<{ items: Item[]; next: string | null }> {
  const { status, text, body } = await client.get(`/api/v1/customers/${anna}/timeline?${query}`)
  expect(status, text).toBe(200)
  return { items: body.items, next: body.nextCursor }
}

async function whole(client: Client, limit: number): Promise<Item[]> {
  const items: Item[] = []
  let next: string | null = ''
  while (next !== null) {
    const read = await page(client, `limit=${limit}${next ? `&cursor=${next}` : ''}`)
    items.push(...read.items)
    next = read.next
  }
  return items
}

const typesOf = (items: readonly Item[]) => items.map(({ type }) => type)
const everything = [
  'tier_changed',
  'points',
  'voucher_redeemed',
  'gift_handed_over',
  'tier_changed',
  'purchase',
  'reward_returned',
  'reward_redeemed',
  'purchase',
  'points',
]

describe("a customer's timeline", () => {
  test('tells what we did beside what happened, by time', async () => {
    const items = await whole(world.owner, 100)
    expect(typesOf(items)).toEqual(everything)
    const [fell, goodwill, voucher, gift, rose, , returned, redeemed, , opening] = items
    expect(fell).toMatchObject({
      details: { from: 'Gold', to: null, rises: false },
      day: '2026-05-05',
      eventId: null,
    })
    expect(goodwill).toMatchObject({
      details: { act: 'goodwill', reason: 'hand.complaint', points: 20, currency: 'Punkte' },
      text: 'Waited too long.',
    })
    expect(voucher).toMatchObject({ details: { name: 'Fünf Euro' }, amount: { amount: 500 } })
    expect(gift).toMatchObject({ details: { name: 'cup' }, store: { code: 'altstadt' } })
    expect(rose).toMatchObject({
      details: { from: null, to: 'Gold', rises: true },
      occurredAt: '2026-02-03T09:00:00.000Z',
    })
    expect(returned).toMatchObject({ details: { name: 'Free coffee', points: 100 } })
    expect(redeemed).toMatchObject({
      details: { name: 'Free coffee', points: -100, currency: 'Punkte' },
    })
    expect(opening).toMatchObject({ details: { act: 'opening', points: 300 } })
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  })

  test('is the same in pages of any size', async () => {
    const all = await whole(world.owner, 100)
    for (const limit of [1, 2, 3, 7]) expect(await whole(world.owner, limit)).toEqual(all)
  })

  test('gives one event alone to who asks for it', async () => {
    const all = await whole(world.owner, 100)
    const bought = all.filter(({ type }) => type === 'purchase')
    for (const one of bought) {
      expect((await page(world.owner, `event=${one.eventId}`)).items).toEqual([one])
    }
  })

  test('keeps visits and messages to what happened', async () => {
    expect(typesOf((await page(world.owner, 'show=visits')).items)).toEqual([
      'purchase',
      'purchase',
    ])
    expect((await page(world.owner, 'show=messages')).items).toEqual([])
  })

  test('tells a key of each act only what it may read', async () => {
    const reader = await world.server.program('customers:read')
    expect(typesOf(await whole(reader, 100))).toEqual(['purchase', 'purchase'])
    const withVouchers = await world.server.program('customers:read', 'vouchers:read')
    expect(typesOf(await whole(withVouchers, 100))).toEqual([
      'voucher_redeemed',
      'purchase',
      'purchase',
    ])
  })

  test('follows a customer into the one they were merged into', async () => {
    const { context } = world.server.house
    const asOne = await world.customer('anna-again')
    await sql`update customers set merged_into = ${internalId('cus', asOne)}
      where customer_id = ${internalId('cus', anna)}`.execute(context.database.kysely)
    expect(typesOf(await whole(world.owner, 3))).toContain('reward_redeemed')
    await sql`update customers set merged_into = null
      where customer_id = ${internalId('cus', anna)}`.execute(context.database.kysely)
  })
})
