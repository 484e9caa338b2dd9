import { afterEach, beforeEach, expect, test } from 'vitest'
import { nobody } from '#contract/route.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { claimReceiptCode } from '#domain/pos/claim-receipt-code.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { internalId } from '#kernel/ids.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import type { Client } from '../server.ts'
import { listening } from '../statements.ts'

let world: LoyaltyWorld
let anna: string
beforeEach(async () => {
  world = await openLoyaltyWorld()
  const stamps = { name: 'Stempel', value: '0.15' }
  await put(world.owner, '/api/v1/programs/currencies/points', stamps)
  await put(world.owner, '/api/v1/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'points', way: { kind: 'per_visit', points: 1 } },
  })
  anna = await guest('Anna Lorenz-Weiß', 'anna', '4821093755', '1990-03-02')
})
afterEach(() => world.close())

async function guest(name: string, externalId: string, card: string, birthday?: string) {
  const made = await world.owner.post('/api/v1/customers', {
    ...{ name, ...(birthday ? { birthday } : {}) },
    identities: [
      { kind: 'external_id', value: externalId },
      { kind: 'card_number', value: card },
      { kind: 'email', value: `${externalId}@post.example` },
    ],
  })
  expect(made.status, made.text).toBe(201)
  return made.body.id as string
}

const find = async (text: string, client: Client = world.till) => {
  const found = await client.post('/api/v1/pos/guests/find', { text })
  expect(found.status, found.text).toBe(200)
  return found.body
}
const book = (externalId: string, more: object = {}, client: Client = world.till) =>
  client.post('/api/v1/pos/bookings', { externalId, customerId: anna, store: 'altstadt', ...more })
const undo = (id: string, client: Client = world.till) =>
  client.post(`/api/v1/pos/bookings/${id}/undo`, {})

test('a card names its guest however it is typed, a name gives hits that tell little', async () => {
  world.at('2026-03-01T09:00:00Z')
  const scanned = await find('4821093755')
  expect(scanned.guest).toMatchObject({ customerId: anna, name: 'Anna Lorenz-Weiß' })
  expect(scanned.guest.birthday).toBe('tomorrow')
  expect((await find('4821 0937 55')).guest.customerId).toBe(anna)
  expect(JSON.stringify(scanned)).not.toMatch(/post\.example|1990-/)
  for (let index = 0; index < 4; index++)
    await guest(`Annabell N${index}`, `n${index}`, `77${index}`)
  const { guest: none, hits } = await find('weis')
  expect([none, hits]).toEqual([null, [{ customerId: anna, shown: 'Anna L.' }]])
  expect((await find('ann')).hits).toHaveLength(3)
  expect([(await find('an')).hits, (await find('post.example')).hits]).toEqual([[], []])
})

test('a visit is booked once however often the device sends it, and undone without a trace', async () => {
  world.at('2026-03-01T09:00:00Z')
  const first = await book('device-1')
  expect(first.status, first.text).toBe(201)
  expect(first.body.booking).toMatchObject({ shown: 'Anna L.', gained: [{ points: 1 }] })
  expect(first.body.guest.points).toMatchObject([{ balance: 1 }])
  const repeats = await Promise.all([book('device-1'), book('device-1')])
  expect(repeats.map(({ body }) => body.booking.id)).toEqual(
    repeats.map(() => first.body.booking.id),
  )
  expect((await book('device-1', { amount: 480 })).body.code).toBe('reference_in_use')
  world.at('2026-03-01T09:09:00Z')
  const [undone, again] = await Promise.all([
    undo(first.body.booking.id),
    undo(first.body.booking.id),
  ])
  expect([undone.status, again.status], undone.text).toEqual([200, 200])
  expect(undone.body.guest.points).toMatchObject([{ balance: 0 }])
  const { context } = world.server.house
  expect((await verifyProfiles(context, () => undefined)).differences).toEqual([])
  expect((await verifyLedger(context)).differences).toEqual([])
  expect((await verifyProgram(context)).differences).toEqual([])
})

test('a purchase earns by its amount; the cashier undoes for ten minutes, the owner later', async () => {
  world.at('2026-03-01T09:00:00Z')
  const bought = await book('device-1', { amount: 480 })
  expect(bought.body.booking).toMatchObject({ amount: { amount: 480, currency: 'EUR' } })
  world.at('2026-03-01T09:11:00Z')
  expect((await undo(bought.body.booking.id)).body.code).toBe('pos_undo_too_late')
  expect((await undo(bought.body.booking.id, world.owner)).status).toBe(200)
  const page = (await world.owner.get(`/api/v1/customers/${anna}/page`)).body
  expect(page.figures?.purchases ?? 0).toBe(0)
})

test('a card without a person is a full member, and is given out once', async () => {
  world.at('2026-03-01T09:00:00Z')
  const enroll = (cardNumber: string) => world.till.post('/api/v1/pos/guests', { cardNumber })
  const [given, taken] = [await enroll('4821 0937 99'), await enroll('4821093799')]
  expect([given.status, taken.body.code], given.text).toEqual([201, 'identity_taken'])
  const booked = await book('device-9', { customerId: given.body.customerId })
  expect(booked.body.guest).toMatchObject({ name: null, points: [{ balance: 1 }] })
  expect((await find('4821093799')).guest.customerId).toBe(given.body.customerId)
})

test('what a store does not have, and who is not there, is refused in words', async () => {
  expect((await book('device-1', { store: 'nirgendwo' })).body.code).toBe('store_unknown')
  const nobody = `${anna.slice(0, -4)}0000`
  expect((await book('device-2', { customerId: nobody })).body.code).toBe('customer_not_found')
  expect((await world.till.get(`/api/v1/pos/guests/${nobody}`)).body.code).toBe(
    'customer_not_found',
  )
})

test('who comes again within the hour is told when the next stamp can be had', async () => {
  world.at('2026-03-01T12:20:00Z')
  expect((await book('device-1')).body.unearned).toBeNull()
  world.at('2026-03-01T12:50:00Z')
  const second = await book('device-2')
  expect(second.body.booking.gained).toEqual([])
  const untilNext = { kind: 'visit_counted', nextAt: '2026-03-01T13:20:00.000Z' }
  expect(second.body.unearned).toEqual(untilNext)
  expect((await book('device-2')).body.unearned).toEqual(untilNext)
  await put(world.owner, '/api/v1/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'points', pendingDays: 2 },
    way: { kind: 'per_visit', points: 1 },
  })
  world.at('2026-03-02T12:50:00Z')
  const later = await book('device-3')
  expect([later.body.booking.gained, later.body.unearned]).toEqual([
    [],
    { kind: 'pending', availableAt: '2026-03-03T23:00:00.000Z' },
  ])
})

const counter = async () => (await world.till.get('/api/v1/pos/counter')).body
const codeFor = (externalId: string, more: object = {}) =>
  world.till.post('/api/v1/pos/receipt-codes', { externalId, store: 'altstadt', ...more })
const claim = async (code: string) =>
  await claimReceiptCode(
    { context: world.server.house.context, planFor: keptPlan(), secret: 'of this test' },
    { code, customerId: internalId('cus', anna)! },
    nobody,
  )

test('where visits count alone, a visit without a card is claimed without any amount', async () => {
  world.at('2026-03-01T09:00:00Z')
  expect(await counter()).toEqual({ asksAmount: false })
  const made = await codeFor('nobody-1')
  expect(made.status, made.text).toBe(201)
  expect(made.body.amount).toBeNull()
  expect((await codeFor('nobody-1')).body.code).toBe(made.body.code)
  expect((await codeFor('nobody-1', { amount: 300 })).body.code).toBe('reference_in_use')
  const open = await world.till.get('/api/v1/pos/receipt-codes?store=altstadt')
  expect(open.body.items).toMatchObject([{ code: made.body.code, amount: null }])
  await claim(made.body.code)
  expect((await find('4821093755')).guest.points).toMatchObject([{ balance: 1 }])
  await put(world.owner, '/api/v1/programs/rules/spend', {
    ...{ name: 'Umsatz', currency: 'points' },
    way: { kind: 'per_amount', points: '1', perAmount: 100 },
  })
  expect(await counter()).toEqual({ asksAmount: true })
  const { context } = world.server.house
  expect((await verifyProfiles(context, () => undefined)).differences).toEqual([])
  expect((await verifyProgram(context)).differences).toEqual([])
})

test('whom a card means and what is said to them is one picture of the database', async () => {
  const said = await listening(() => find('4821093755'))
  expect(said.filter(({ text }) => /isolation level repeatable read/.test(text))).toHaveLength(1)
})
