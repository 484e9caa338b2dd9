import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventInput } from '#contract/language/event.ts'
import { transaction } from '#database/transaction.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { newId } from '#kernel/ids.ts'
import { openRewardsWorld, type RewardsWorld, ruleOf } from '../rewards.ts'

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld('2026-11-21T12:00:00Z')
  await world.say(ruleOf({}))
})
afterAll(async () => {
  const { context } = world.server.house
  for (const verify of [verifyProfiles, verifyLedger, verifyProgram]) {
    expect((await verify(context)).differences).toEqual([])
  }
  await world.server.close()
})

type Told = {
  type: 'purchase' | 'return'
  day: string
  customer?: string | null
  [more: string]: unknown
}

async function tell(externalId: string, { type, day, customer = 'anna', ...more }: Told) {
  const event = {
    ...{ type, source: 'till', externalId, occurredAt: `${day}T12:00:00+01:00` },
    ...(customer && { customer: { externalId: customer } }),
    ...{ store: 'altstadt', ...more },
  }
  const { body } = await world.shop.post('/api/v1/events', { events: [event] })
  expect(body.accepted, JSON.stringify(body)).toBe(1)
}

type Item = { return: { externalId: string }; proposal: object | null }
const open = async (query = '') =>
  (await world.owner.get(`/api/v1/returns/open${query}`)).body.items as Item[]
const of = (externalId: string) => ({ source: 'till', externalId })
const link = (back: string, purchase: string, client = world.owner) =>
  client.post('/api/v1/returns/link', { return: of(back), purchase: of(purchase) })

const shirt = { sku: 'SHIRT', amount: 2000 }

test('finds the purchase by receipt, else by article, else by amount, and says so', async () => {
  const anna = await world.customer('anna')
  await tell('p1', { type: 'purchase', day: '2026-11-01', receiptNumber: '4711', amount: 1500 })
  await tell('p2', {
    type: 'purchase',
    day: '2026-11-02',
    lines: [shirt, { sku: 'SOCKS', amount: 500 }],
  })
  await tell('p3', { type: 'purchase', day: '2026-11-03', amount: 1500 })
  await tell('old', { type: 'purchase', day: '2026-08-01', amount: 9900 })
  await tell('r1', { type: 'return', day: '2026-11-04', receiptNumber: '4711', amount: 1500 })
  await tell('r2', { type: 'return', day: '2026-11-05', lines: [shirt] })
  await tell('r3', { type: 'return', day: '2026-11-06', amount: 1500 })
  await tell('r4', { type: 'return', day: '2026-11-07', amount: 9900 })
  // Of these nobody knows whom they are of, or what was returned is said.
  await tell('r5', { type: 'return', day: '2026-11-07', amount: 1500, customer: null })
  await tell('r6', { type: 'return', day: '2026-11-08', amount: 100, purchase: of('p3') })
  expect(await world.balance(anna)).toBe(153)
  expect(await open()).toMatchObject([
    { return: of('r4'), proposal: null },
    { return: of('r3'), proposal: { purchase: of('p1'), because: 'amount' } },
    { return: of('r2'), proposal: { purchase: of('p2'), because: 'article' } },
    {
      ...{ return: of('r1'), amount: { amount: 1500, currency: 'EUR' } },
      customer: { shown: 'anna' },
      store: { code: 'altstadt' },
      proposal: {
        ...{ purchase: of('p1'), because: 'receipt', amount: { amount: 1500, currency: 'EUR' } },
      },
    },
  ])
})

test('what the purchase brought goes back once that is said, and only once', async () => {
  const points = async () => {
    const reply = await world.owner.post('/api/v1/balances/find', {
      customer: { externalId: 'anna' },
    })
    return reply.body.points?.[0]?.balance
  }
  const before = await points()
  expect((await link('r2', 'p2')).status).toBe(200)
  expect(before - (await points())).toBe(20)
  expect((await link('r2', 'p2')).status).toBe(200)
  expect(before - (await points())).toBe(20)
  expect((await link('r2', 'p1')).body.code).toBe('return_linked')
  expect((await link('r1', 'p1')).status).toBe(200)
  expect(before - (await points())).toBe(35)
  // Of the first purchase nothing is left, of the third a part was returned.
  expect(await open()).toMatchObject([
    ...[{ return: of('r4'), proposal: null }],
    ...[{ return: of('r3'), proposal: null }],
  ])
})

test('two at once say one purchase, and who was second is told', async () => {
  await tell('p5', { type: 'purchase', day: '2026-11-09', amount: 300 })
  await tell('p6', { type: 'purchase', day: '2026-11-09', amount: 300 })
  const dollars = { currency: 'USD', exchangeRate: 0.333, amount: 901 }
  await tell('r7', { type: 'return', day: '2026-11-10', ...dollars })
  const replies = await Promise.all(['p5', 'p6', 'p5', 'p6'].map((one) => link('r7', one)))
  const codes = replies.map(({ body }) => body.code ?? 'linked').sort()
  expect(codes).toEqual(['linked', 'linked', 'return_linked', 'return_linked'])
  const { rows } = await sql<{ paid: object }>`
    select payload -> 'original' as paid from events
    where external_id = 'r7'`.execute(world.server.house.context.database.kysely)
  expect(rows.map(({ paid }) => paid)).toEqual(
    Array(2).fill({ currency: 'USD', exchangeRate: 0.333, amount: 901 }),
  )
})

test('what came with an import goes with it, whatever was said of it since', async () => {
  await tell('p8', { type: 'purchase', day: '2026-11-11', amount: 700 })
  const { context, within } = world.server.house
  const importId = newId()
  const event = eventInput.parse({
    ...{ type: 'return', source: 'till', externalId: 'r8', customer: { externalId: 'anna' } },
    ...{ occurredAt: '2026-11-12T12:00:00Z', amount: 700 },
  })
  await transaction(context.database, (tx) =>
    recordInto(tx, [event], { now: context.clock.now(), within, importId }),
  )
  expect((await link('r8', 'p8')).status).toBe(200)
  const { rows } = await sql<{ importId: string }>`
    select import_id as "importId" from events
    where external_id = 'r8'`.execute(context.database.kysely)
  expect(rows).toEqual([{ importId }, { importId }])
})

test('its source counts on with its own versions, and lines in another money keep how they were paid', async () => {
  await tell('p9', { type: 'purchase', day: '2026-11-13', amount: 900 })
  const paid = {
    ...{ currency: 'USD', exchangeRate: 0.5 },
    lines: [
      { sku: 'CUP', amount: 333 },
      { sku: 'TIN', amount: 334 },
    ],
  }
  const back = { type: 'return', day: '2026-11-14', ...paid } as const
  await tell('r9', back)
  expect((await link('r9', 'p9')).status).toBe(200)
  const { rows } = await sql<{ payload: { original: object; lines: object[] }; version: number }>`
    select payload, version from events
    where external_id = 'r9' order by position`.execute(world.server.house.context.database.kysely)
  const { purchase, ...kept } = rows[1]!.payload as Record<string, unknown>
  expect(purchase).toEqual(of('p9'))
  expect(kept).toEqual(rows[0]!.payload)
  expect(rows.map(({ version }) => version)).toEqual([0, 0])
  const send = async (more: object) => {
    const event = {
      ...{ type: 'return', source: 'till', externalId: 'r9', store: 'altstadt', ...more },
      ...{ occurredAt: '2026-11-14T12:00:00+01:00', customer: { externalId: 'anna' } },
    }
    return (await world.shop.post('/api/v1/events', { events: [event] })).body
  }
  expect(await send(paid)).toMatchObject({ repeated: 1, refused: 0 })
  expect((await open()).some((one) => one.return.externalId === 'r9')).toBe(false)
  expect(await send({ ...paid, version: 1, purchase: of('p9') })).toMatchObject({ accepted: 1 })
  expect(await send({ amount: 100, version: 2 })).toMatchObject({ accepted: 1 })
  expect((await open()).some((one) => one.return.externalId === 'r9')).toBe(true)
})

test('of a purchase that was returned whole nothing is returned once more', async () => {
  await tell('p10', { type: 'purchase', day: '2026-11-15', amount: 800 })
  await tell('r10', { type: 'return', day: '2026-11-15', amount: 800, purchase: of('p10') })
  await tell('r11', { type: 'return', day: '2026-11-16', amount: 100 })
  const refused = await link('r11', 'p10')
  expect([refused.status, refused.body.code]).toEqual([409, 'purchase_returned'])
})

test("nobody links another's purchase, what is unknown, or what happened in another store", async () => {
  await world.customer('bert')
  await tell('of-bert', { type: 'purchase', day: '2026-11-03', amount: 1500, customer: 'bert' })
  expect((await link('r3', 'of-bert')).body.code).toBe('purchase_not_found')
  expect((await link('r3', 'none')).body.code).toBe('purchase_not_found')
  expect((await link('p1', 'p3')).body.code).toBe('return_not_found')
  expect((await link('r5', 'p3')).body.code).toBe('return_not_found')
  const stores = (await world.owner.get('/api/v1/stores')).body.items
  const hafen = stores.find(({ code }: { code: string }) => code === 'hafen')
  const manager = await world.server.person('store_manager', [hafen.id])
  expect((await manager.get('/api/v1/returns/open')).body.items).toEqual([])
  expect((await link('r3', 'p3', manager)).body.code).toBe('store_not_allowed')
  expect((await link('r3', 'p3', world.till)).status).toBe(403)
})
