import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#contract/route.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { claimReceiptCode } from '#domain/pos/claim-receipt-code.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { internalId } from '#kernel/ids.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import type { Client } from '../server.ts'

let world: LoyaltyWorld
let manager: Client
let anna: string
let jo: string
beforeAll(async () => {
  world = await openLoyaltyWorld()
  world.at('2026-03-01T09:00:00Z')
  manager = await world.server.person('store_manager', [world.stores.altstadt!])
  await put(world.owner, '/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.10' })
  await put(world.owner, '/api/v1/programs/rules/spend', earning(1))
  await put(world.owner, '/api/v1/gift-articles/milk', { name: 'Milch', cost: 20, counted: false })
  await put(world.owner, '/api/v1/rewards/milk', {
    ...{ name: 'Milch', currency: 'points', price: 1, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'milk' },
  })
  anna = await customer('Anna Lorenz', '4821093755')
  jo = await customer('Jo Brandt', '4821093756')
})
afterAll(async () => {
  const { context } = world.server.house
  expect((await verifyProfiles(context, () => undefined)).differences).toEqual([])
  expect((await verifyLedger(context)).differences).toEqual([])
  expect((await verifyProgram(context)).differences).toEqual([])
  await world.close()
})

const earning = (points: number) => ({
  ...{ name: 'Umsatz', currency: 'points' },
  way: { kind: 'per_amount', points: String(points), perAmount: 100 },
})
async function customer(name: string, card: string) {
  const identities = [{ kind: 'card_number', value: card }]
  return (await world.owner.post('/api/v1/customers', { name, identities })).body.id as string
}
let booked = 0
const book = (customerId: string, more: object = {}) =>
  world.till.post('/api/v1/pos/bookings', {
    ...{ externalId: `b-${++booked}`, customerId, store: 'altstadt', amount: 480, ...more },
  })
const pointsOf = async (customerId: string) =>
  (await world.till.get(`/api/v1/pos/guests/${customerId}`)).body.points[0].balance
const correct = (id: string, act: 'move' | 'cancel', body: object, by = manager) =>
  by.post(`/api/v1/pos/bookings/${id}/${act}`, body)
const codeFor = (externalId: string, amount = 600) =>
  world.till.post('/api/v1/pos/receipt-codes', { externalId, store: 'altstadt', amount })
const nobodyElse: Caller = { kind: 'nobody', stores: null }
const claim = (code: string, customerId: string) =>
  claimReceiptCode(
    { context: world.server.house.context, planFor: keptPlan(), secret: 'of this test' },
    { code, customerId: internalId('cus', customerId)! },
    nobodyElse,
  )

test('a booking goes to another guest with a reason; its time and its rule stay', async () => {
  const { id } = (await book(anna)).body.booking
  world.at('2026-03-03T09:00:00Z')
  // Twice as many from today on: what was booked before is counted as it was.
  await put(world.owner, '/api/v1/programs/rules/spend', earning(2))
  const moved = await correct(id, 'move', { customerId: jo, reason: 'wrong_card' })
  expect(moved.status, moved.text).toBe(200)
  expect(moved.body).toMatchObject({
    ...{ customer: { id: jo, name: 'Jo Brandt' }, reason: 'wrong_card' },
    bookedAt: '2026-03-01T09:00:00.000Z',
    moved: { from: { id: anna, name: 'Anna Lorenz' } },
  })
  expect([await pointsOf(anna), await pointsOf(jo)]).toEqual([0, 5])
  const back = await correct(id, 'move', { customerId: anna, reason: 'other' })
  expect(back.status, back.text).toBe(200)
  expect([await pointsOf(anna), await pointsOf(jo)]).toEqual([5, 0])
  await correct(id, 'move', { customerId: jo, reason: 'wrong_card' })
  expect((await correct(id, 'cancel', { reason: 'twice' })).body).toMatchObject({
    undoneAt: '2026-03-03T09:00:00.000Z',
  })
  expect([await pointsOf(anna), await pointsOf(jo)]).toEqual([0, 0])
  const late = await correct(id, 'move', { customerId: anna, reason: 'other' })
  expect(late.body.code).toBe('pos_booking_undone')
})

test('the cashier does not, and nobody does for another store', async () => {
  const { id } = (await book(anna)).body.booking
  const elsewhere = await world.server.person('store_manager', [world.stores.hafen!])
  const answers = [
    await correct(id, 'move', { customerId: jo, reason: 'wrong_card' }, world.till),
    await correct(id, 'cancel', { reason: 'twice' }, elsewhere),
  ]
  expect(answers.map(({ body }) => body.code)).toEqual(['role_not_permitted', 'store_not_allowed'])
  const { items } = (await elsewhere.get('/api/v1/pos/bookings')).body
  expect(items).toEqual([])
  await correct(id, 'cancel', { reason: 'tried' })
})

test('bookings are listed by day, page by page', async () => {
  world.at('2026-03-04T09:00:00Z')
  for (let count = 0; count < 3; count++) await book(jo)
  const list = async (query: string) => (await manager.get(`/api/v1/pos/bookings?${query}`)).body
  const first = await list('from=2026-03-04&until=2026-03-04&limit=2')
  const next = await list(`from=2026-03-04&limit=2&cursor=${first.nextCursor}`)
  expect([first.items.length, next.items.length, next.nextCursor]).toEqual([2, 1, null])
  expect((await list('until=2026-02-28')).items).toEqual([])
})

test('a purchase without a card is claimed by its code, once, and earns as on its day', async () => {
  world.at('2026-03-05T09:00:00Z')
  const before = await pointsOf(anna)
  const [made, again] = [await codeFor('r-1'), await codeFor('r-1')]
  expect(made.status, made.text).toBe(201)
  expect(made.body).toMatchObject({
    amount: { amount: 600 },
    expiresAt: '2026-04-04T09:00:00.000Z',
  })
  expect(made.body.code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
  expect(again.body).toEqual(made.body)
  expect((await codeFor('r-1', 700)).body.code).toBe('reference_in_use')
  const { code } = made.body
  const claims = await Promise.allSettled([
    claim(code.toLowerCase(), anna),
    claim(code.replace('-', ' '), jo),
  ])
  const statuses = claims.map(({ status }) => status).sort()
  expect(statuses).toEqual(['fulfilled', 'rejected'])
  const winner = claims[0]!.status === 'fulfilled' ? anna : jo
  if (winner === anna) expect(await pointsOf(anna)).toBe(before + 12)
  await expect(claim(code, anna)).rejects.toMatchObject({ code: 'receipt_code_claimed' })
})

test('a code that ran out, was taken back, or never was, gives nothing', async () => {
  const old = (await codeFor('r-old')).body
  world.at('2026-04-05T09:00:00Z')
  const wrong = (await codeFor('r-wrong')).body
  const undone = await world.till.post(`/api/v1/pos/bookings/${wrong.bookingId}/undo`, {})
  expect([undone.status, undone.body.guest], undone.text).toEqual([200, null])
  const fresh = await customer('Neu Hier', '4821093757')
  for (const [code, why] of [
    [old.code, 'receipt_code_expired'],
    [wrong.code, 'receipt_code_not_found'],
    ['2222-2222', 'receipt_code_not_found'],
  ]) {
    await expect(claim(code, fresh)).rejects.toMatchObject({ code: why })
  }
})

test('who guesses codes waits longer each time', async () => {
  const guesser = await customer('Vera Rater', '4821093758')
  for (let count = 0; count < 5; count++) {
    await expect(claim(`2222-222${count + 2}`, guesser)).rejects.toMatchObject({
      code: 'receipt_code_not_found',
    })
  }
  await expect(claim('2222-2222', guesser)).rejects.toMatchObject({ code: 'attempts_too_many' })
})

test('what is worth a look is listed, and names nobody of staff unless the business says so', async () => {
  world.at('2026-05-04T09:00:00Z')
  await book(anna)
  world.at('2026-05-04T09:07:00Z')
  await book(anna)
  for (const hour of [11, 13]) {
    world.at(`2026-05-04T${hour}:00:00Z`)
    await book(anna)
  }
  world.at('2026-05-04T17:00:00Z')
  await world.till.post('/api/v1/reward-redemptions', {
    ...{ source: 'pos-altstadt', externalId: 'close', reward: 'milk', store: 'altstadt' },
    customer: { id: jo },
  })
  world.at('2026-05-04T20:00:00Z')
  const { body } = await manager.get('/api/v1/pos/conspicuous-bookings?store=altstadt')
  expect(
    body.items.map(({ kind, count, minutes, customer: { name }, bookedBy }: Found) => [
      ...[kind, name, count, minutes, bookedBy],
    ]),
  ).toEqual([
    ['after_last_booking', 'Jo Brandt', 1, null, null],
    ['often_on_a_day', 'Anna Lorenz', 4, 240, null],
    ['twice_soon', 'Anna Lorenz', 2, 7, null],
  ])
  await put(world.owner, '/api/v1/pos/settings', { namesStaff: true })
  const named = (await manager.get('/api/v1/pos/conspicuous-bookings')).body
  expect(named.items[0].bookedBy).toEqual(['Jo Brandt'])
  const long = await manager.get('/api/v1/pos/conspicuous-bookings?from=2026-01-01')
  expect(long.body.code).toBe('period_too_long')
  const elsewhere = await world.server.person('store_manager', [world.stores.hafen!])
  expect((await elsewhere.get('/api/v1/pos/conspicuous-bookings')).body.items).toEqual([])
})

test('where opening hours are known, a reward is worth a look when the store closes, not before', async () => {
  const hours = [{ weekday: 2, opens: '12:00', closes: '02:00' }]
  const path = `/api/v1/stores/${world.stores.altstadt}/opening-hours`
  expect((await manager.patch(path, { hours })).status).toBe(200)
  // A Tuesday in Berlin, two hours ahead: open until two o'clock of Wednesday.
  const times = ['2026-05-05T09:00', '2026-05-05T21:00', '2026-05-05T23:20', '2026-05-05T23:40']
  for (const time of times) {
    world.at(`${time}:00Z`)
    await world.till.post('/api/v1/reward-redemptions', {
      ...{ source: 'pos-altstadt', externalId: time, reward: 'milk', store: 'altstadt' },
      customer: { id: jo },
    })
  }
  world.at('2026-05-06T09:00:00Z')
  const seen = async () =>
    (await manager.get('/api/v1/pos/conspicuous-bookings?from=2026-05-05')).body.items.map(
      ({ kind, at }: { kind: string; at: string }) => `${kind} ${at.slice(0, 16)}`,
    )
  expect(await seen()).toEqual([`at_closing ${times[3]}`, `at_closing ${times[0]}`])
  await manager.patch(path, {
    closures: [{ from: '2026-05-05', until: '2026-05-05', name: 'Inventur' }],
  })
  expect(await seen()).toHaveLength(4)
})

type Found = Record<'kind' | 'count' | 'minutes' | 'bookedBy', unknown> & {
  customer: { name: string }
}
