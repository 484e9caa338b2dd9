import { afterAll, beforeAll, expect, test } from 'vitest'
import { guestWith, phoneOf } from '../guests.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { type Client, cookieOf } from '../server.ts'

let world: LoyaltyWorld
let phone: Client
let customerId: string
beforeAll(async () => {
  world = await openLoyaltyWorld()
  world.at('2026-02-01T09:00:00Z')
  const { owner, till } = world
  await put(owner, '/api/v1/programs/currencies/stamps', { name: 'Stempel', value: '0.15' })
  await put(owner, '/api/v1/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'stamps', way: { kind: 'per_visit', points: 1 } },
  })
  world.at('2026-03-02T09:00:00Z')
  customerId = (await till.post('/api/v1/pos/guests', { cardNumber: 'A1' })).body.customerId
  const { cardNumber, code } = (await till.post(`/api/v1/pos/guests/${customerId}/card-code`)).body
  const entered = await phoneOf(world.server).post('/api/v1/portal/sign-in/card', {
    ...{ cardNumber, cardCode: code },
  })
  phone = guestWith(world.server, cookieOf(entered))
})
afterAll(() => world.close())

const bought = (receiptNumber: string, occurredAt: string) =>
  world.record({
    ...{ type: 'purchase', source: 'till', externalId: receiptNumber, store: 'altstadt' },
    ...{ amount: 500, receiptNumber, occurredAt },
  })
const claim = async (receiptNumber: string, day: string) =>
  (
    await phone.post('/api/v1/portal/receipts', {
      ...{ store: 'altstadt', receiptNumber, day, amount: 500 },
    })
  ).body

test('a receipt of days ago is told why it brings nothing, whatever came after it', async () => {
  await bought('r-1', '2026-02-27T08:00:00Z')
  await bought('r-2', '2026-02-27T08:20:00Z')
  const booking = { externalId: 'b-1', customerId, store: 'altstadt' }
  expect((await world.till.post('/api/v1/pos/bookings', booking)).status).toBe(201)
  expect(await claim('r-1', '2026-02-27')).toMatchObject({ gained: [{ points: 1 }] })
  expect(await claim('r-2', '2026-02-27')).toMatchObject({
    ...{ gained: [], unearned: { kind: 'visit_counted', nextAt: '2026-02-27T09:00:00.000Z' } },
  })
})
