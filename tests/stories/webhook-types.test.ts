import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { webhookTypes } from '#contract/language/webhook-type.ts'
import { allWritten } from '../all-written.ts'
import { purchase, record } from '../customers.ts'
import {
  anew,
  handOver,
  ladderOf,
  openRewardsWorld,
  put,
  type RewardsWorld,
  redeem,
  ruleOf,
  stocked,
  tiersOf,
} from '../rewards.ts'
import type { Answer } from '../server.ts'
import { cartOf, define, redeem as redeemCode, tenPercent } from '../vouchers.ts'

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld()
  await world.say(ruleOf({}))
  await world.say(
    tiersOf({
      ...{ basis: 'visits', windowDays: 28, periodDays: 28, graceDays: 0 },
      levels: [
        {
          ...{ key: 'silver', name: 'Silver', threshold: 2 },
          privileges: [{ kind: 'free_extra', what: 'Keks' }],
        },
      ],
    }),
  )
  await world.say(
    ladderOf({ key: 'gifts', rounds: [{ steps: [{ count: 1, articles: ['cup'] }] }] }),
  )
  await stocked(world.owner, 'cup', 10)
  await stocked(world.owner, 'coffee', 10)
  const url = 'https://shop.example.com/in'
  await world.owner.post('/api/v1/webhooks', { name: 'Alles', url, includesImports: true })
  await heard()
})
afterAll(() => world.server.close())

type Message = { type: string; data: Record<string, ReturnType<typeof JSON.parse>> }

/** What was told since this was asked the last time, in its order. */
async function heard(): Promise<Message[]> {
  await allWritten(world.server.house.context.database)
  await world.work('webhook messages')
  const { rows } = await sql<{ body: string; number: number }>`
    with sent as (delete from webhook_deliveries returning number, message_id)
    select number, body from sent join webhook_messages using (message_id)
    order by number`.execute(world.server.house.context.database.kysely)
  return rows.map(({ body }) => JSON.parse(body))
}
async function done(answer: Promise<Answer>) {
  const { status, text, body } = await answer
  expect(status, text).toBeLessThan(300)
  return body
}
const typesHeard = async () => (await heard()).map(({ type }) => type)

beforeEach(async () => void (await heard()))

const bought = (who: string, day: number, amount = 500) =>
  purchase(who, 'altstadt', `2026-11-${String(day).padStart(2, '0')}T09:00:00Z`, { amount })

test('a purchase of somebody new tells who they are, what they bought and what it brought', async () => {
  await record(world.shop, bought('anna', 18))
  const told = await heard()
  expect(told.map(({ type }) => type)).toEqual([
    'event.purchase',
    'points.granted',
    'customer.created',
  ])
  expect(told[1]!.data).toMatchObject({
    customer: told[2]!.data.customer,
    currency: 'points',
    points: 5,
    balance: 5,
    eventId: told[0]!.data.event.id,
  })
})

test('a level is told when it is reached, and when time alone ends it', async () => {
  await record(world.shop, bought('bea', 18))
  await heard()
  await record(world.shop, bought('bea', 19))
  const reached = (await heard()).filter(({ type }) => type === 'tier.changed')
  expect(reached).toMatchObject([{ data: { from: null, to: 'silver' } }])
  world.at('2026-12-30T12:00:00Z')
  expect(await heard()).toMatchObject([
    { type: 'tier.changed', data: { ...reached[0]!.data, from: 'silver', to: null } },
  ])
  world.at('2026-11-21T12:00:00Z')
})

test('points that are spent, kept, set free and given back are told', async () => {
  const carl = await world.customer('carl', 100)
  await heard()
  const customer = { id: carl }
  const points = (count: number) => ({ ...anew(), customer, currency: 'points', points: count })
  const { owner } = world
  const { body } = await owner.post('/api/v1/points/redemptions', points(30))
  const { id } = await done(owner.post('/api/v1/points/holds', { ...points(20), minutes: 10 }))
  const ofAct = { customer }
  await done(owner.post(`/api/v1/points/holds/${id}/release`, { ...anew(), ...ofAct }))
  const cancel = { ...ofAct }
  await done(owner.post(`/api/v1/points/acts/${body.id}/cancel`, cancel))
  const told = await heard()
  expect(told.map(({ type }) => type)).toEqual([
    'points.spent',
    'points.held',
    'points.released',
    'points.returned',
  ])
  expect(told.map(({ data }) => data.balance)).toEqual([70, 50, 70, 100])
  const sequences = told.map(({ data }) => data.sequence)
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
})

test('a reward, a gift, an extra and a voucher are told, and so is their undoing', async () => {
  const { owner, shop, till } = world
  const validFrom = '2026-01-01T00:00:00Z'
  const coffee = { name: 'Coffee', currency: 'points', price: 10, validFrom }
  const gives = { kind: 'article', article: 'coffee' }
  await put(owner, '/api/v1/rewards/coffee', { ...coffee, gives })
  const dora = await world.customer('dora', 100)
  await record(shop, bought('dora', 17), bought('dora', 18))
  await heard()
  const done = (await redeem(till, dora, 'coffee', { store: 'altstadt' })).body
  await till.post(`/api/v1/reward-redemptions/${done.id}/cancel`)
  const told = (await heard()).filter(({ type }) => type.startsWith('reward'))
  expect(told).toMatchObject([
    { type: 'reward.redeemed', data: { redemptionId: done.id, store: 'altstadt', points: 10 } },
    { type: 'reward.canceled', data: { cancelsId: done.id } },
  ])
  const gift = await handOver(till, dora, { round: 1, count: 1 }, { store: 'altstadt' })
  expect(gift.status, gift.text).toBe(201)
  await till.post(`/api/v1/gift-hand-overs/${gift.body.id}/cancel`)
  const extra = { ...anew(), extra: 'Keks', store: 'altstadt', customer: { id: dora } }
  const claim = await owner.post('/api/v1/extra-claims', extra)
  expect(claim.status, claim.text).toBe(201)
  await owner.post(`/api/v1/extra-claims/${claim.body.id}/cancel`)
  expect(await typesHeard()).toEqual([
    'gift.given',
    'gift.canceled',
    'extra.given',
    'extra.canceled',
  ])
  const voucher = await define(owner, tenPercent, { kind: 'single', count: 1 })
  const issue = await owner.post(`/api/v1/vouchers/${voucher.id}/issue`, {
    ...anew(),
    customer: { id: dora },
  })
  expect(issue.status, issue.text).toBe(201)
  const use = await redeemCode(shop, issue.body.code, cartOf(1000), { customer: { id: dora } })
  await shop.post(`/api/v1/voucher-redemptions/${use.body.id}/reverse`, { ...anew() })
  expect((await heard()).filter(({ type }) => type.startsWith('voucher'))).toMatchObject([
    { type: 'voucher.issued', data: { voucherId: voucher.id, customer: { id: dora } } },
    { type: 'voucher.redeemed', data: { redemptionId: use.body.id, discount: 100 } },
    { type: 'voucher.reversed', data: { reversesId: use.body.id } },
  ])
})

test('two who become one are told, under whom they count, and when they part', async () => {
  const into = await world.customer('emil', 10)
  const from = await world.customer('emil-card', 20)
  await heard()
  const merge = await world.owner.post(`/api/v1/customers/${into}/merge`, { from })
  expect(merge.status, merge.text).toBeLessThan(300)
  const merged = (await heard()).filter(({ type }) => type.startsWith('customer.merged'))
  expect(merged).toMatchObject([
    { data: { customer: { id: into }, other: { id: from }, kind: 'merge' } },
  ])
  await record(world.shop, bought('emil-card', 18))
  const [first] = await heard()
  expect(first).toMatchObject({ type: 'event.purchase', data: { customer: { id: into } } })
  await world.owner.delete(`/api/v1/customers/${into}/merges/${merge.body.id}`)
  expect(await typesHeard()).toContain('customer.parted')
})

test('who is forgotten here is told to be forgotten elsewhere, under each id they had', async () => {
  const into = await world.customer('gerda', 10)
  const from = await world.customer('gerda-card', 20)
  await world.owner.post(`/api/v1/customers/${into}/merge`, { from })
  await heard()
  const erased = await world.owner.post(`/api/v1/customers/${into}/erasure`, { dryRun: false })
  expect(erased.status, erased.text).toBe(200)
  const told = await heard()
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ type: 'customer.erased', data: { customer: { id: into } } })
  expect(told[0]!.data.ids).toEqual([into, from])
})

test('an anonymous purchase names nobody; a tag and a new address name what changed', async () => {
  await record(world.shop, { ...bought('x', 18), customer: undefined })
  expect(await heard()).toMatchObject([{ type: 'event.purchase', data: { customer: null } }])
  const fritz = await world.customer('fritz')
  await heard()
  await world.owner.patch(`/api/v1/customers/${fritz}`, {
    addIdentities: [{ kind: 'email', value: 'fritz@example.com' }],
    birthday: '--05-04',
  })
  expect(await heard()).toMatchObject([
    { type: 'customer.updated', data: { changed: ['identities', 'birthday'] } },
  ])
})

test('the page about webhooks names every type', () => {
  const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8')
  expect(webhookTypes.filter((type) => !page.includes(`\`${type}\``))).toEqual([])
})
