import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { anew, isOf, type LoyaltyWorld, openLoyaltyWorld, starsForVisits } from '../loyalty.ts'
import { cardDesk } from '../member-cards.ts'
import type { Client } from '../server.ts'

let world: LoyaltyWorld
let owner: Client
let till: Client
let desk: ReturnType<typeof cardDesk>
beforeAll(async () => {
  world = await openLoyaltyWorld()
  ;({ owner, till } = world)
  desk = cardDesk(world)
  await starsForVisits(owner)
})
afterAll(() => world.close())

/** One purchase as a till with its own program tells it. */
async function buy(cardNumber: string, occurredAt: string) {
  const event = { type: 'purchase', ...anew('till'), occurredAt, amount: 450, store: 'altstadt' }
  const reply = await world.shop.post('/api/v1/events', {
    events: [{ ...event, customer: { cardNumber } }],
  })
  expect(reply.body.items[0].status, reply.text).toBe('accepted')
}
const starsOf = async (id: string): Promise<number> =>
  (await owner.get(`/api/v1/customers/${id}/balance`)).body.points.find(isOf('stars')).balance
const ask = (id: string, act: string, body: object, status = 200) =>
  desk.done(owner, `customers/${id}/card-numbers/${act}`, body, status)

test('a lost card is blocked in all stores at once, and greets nobody', async () => {
  world.at('2026-03-01T09:00:00Z')
  const { customerId, cardNumber } = await desk.enroll({ name: 'Anna Weiß' })
  await buy(cardNumber, '2026-03-01T08:30:00Z')
  expect(await starsOf(customerId)).toBe(1)
  expect(await ask(customerId, 'block', { cardNumber })).toMatchObject({ state: 'blocked' })
  expect(await ask(customerId, 'block', { cardNumber })).toMatchObject({ state: 'blocked' })
  expect(await desk.refused(till, 'pos/guests/find', { text: cardNumber })).toBe('card_blocked')
  expect(await desk.refused(till, 'pos/guests', { cardNumber })).toBe('card_blocked')
  const customer = { cardNumber }
  expect(await desk.refused(world.shop, 'balances/find', { customer })).toBe('card_blocked')
  const redemption = { ...anew(), customer, currency: 'stars', points: 1, for: 'redeem' }
  expect(await desk.refused(world.shop, 'points/redemptions', redemption)).toBe('card_blocked')
  expect((await desk.find('Anna')).hits).toHaveLength(1)
  const told = (await owner.get(`/api/v1/audit?subject=card_blocked&customerId=${customerId}`)).body
  expect(told.items).toHaveLength(1)
})

test('what is told with a blocked card is kept, and counts for whom it was when it was shown', async () => {
  world.at('2026-03-02T12:00:00Z')
  const { customerId, cardNumber } = await desk.enroll()
  await ask(customerId, 'block', { cardNumber })
  world.at('2026-03-02T20:00:00Z')
  await buy(cardNumber, '2026-03-02T11:00:00Z')
  expect(await starsOf(customerId)).toBe(1)
  const count = async () => (await owner.get('/api/v1/customers')).body.items.length as number
  const before = await count()
  await buy(cardNumber, '2026-03-02T13:00:00Z')
  expect(await starsOf(customerId)).toBe(1)
  expect(await count()).toBe(before)
  await ask(customerId, 'unblock', { cardNumber })
  await buy(cardNumber, '2026-03-02T18:00:00Z')
  expect(await starsOf(customerId)).toBe(2)
  const { context } = world.server.house
  expect((await verifyProfiles(context, () => undefined)).differences).toEqual([])
})

test('a new card takes the place of the old one, with all that was on it', async () => {
  const { customerId, cardNumber } = await desk.enroll({ name: 'Bo Lund' })
  await buy(cardNumber, '2026-03-02T18:00:00Z')
  const [fresh] = await desk.batch(1)
  const replaced = await ask(customerId, 'replace', { cardNumber, newCardNumber: fresh }, 200)
  expect(replaced).toMatchObject({ cardNumber: fresh, state: 'in_use' })
  expect((await desk.find(fresh!)).guest).toMatchObject({ customerId, points: [{ balance: 1 }] })
  expect(await desk.refused(till, 'pos/guests/find', { text: cardNumber })).toBe('card_replaced')
  // Pressed twice, it is the same card; another one is refused.
  expect((await ask(customerId, 'replace', { cardNumber })).cardNumber).toBe(fresh)
  const [other] = await desk.batch(1)
  const again = { cardNumber, newCardNumber: other }
  const path = `customers/${customerId}/card-numbers/replace`
  expect(await desk.refused(owner, path, again)).toBe('card_replaced_otherwise')
  expect((await desk.find(other!)).guest).toBeNull()
  const states = (await desk.cardsOf(customerId)).map(({ state }) => state)
  expect(states).toEqual(['in_use', 'replaced'])
})

test('a card is replaced once, whoever asks at the same moment', async () => {
  const { customerId, cardNumber } = await desk.enroll()
  const made = await Promise.all([1, 2, 3].map(() => ask(customerId, 'replace', { cardNumber })))
  expect(new Set(made.map((one) => one.cardNumber)).size).toBe(1)
  expect(await desk.cardsOf(customerId)).toHaveLength(2)
})

test('a mistake is undone by whoever leads a store, not by everybody', async () => {
  const { customerId, cardNumber } = await desk.enroll()
  await ask(customerId, 'block', { cardNumber })
  const path = `/api/v1/customers/${customerId}/card-numbers/unblock`
  const service = await world.server.person('service')
  expect((await service.post(path, { cardNumber })).status).toBe(403)
  const manager = await world.server.person('store_manager')
  expect((await manager.post(path, { cardNumber })).body).toMatchObject({ state: 'in_use' })
  expect((await desk.find(cardNumber)).guest.customerId).toBe(customerId)
})

test('the new card follows the one it was given for when a merge is undone', async () => {
  const [one, two] = [await desk.enroll({ name: 'Cem' }), await desk.enroll({ name: 'Cem Y' })]
  await desk.done(owner, `customers/${one.customerId}/merge`, { from: two.customerId })
  const { cardNumber } = two
  const fresh = (await ask(one.customerId, 'replace', { cardNumber })).cardNumber
  expect((await desk.find(fresh)).guest.customerId).toBe(one.customerId)
  const merges = `/api/v1/customers/${one.customerId}/merges`
  const [{ id }] = (await owner.get(merges)).body.items
  expect((await owner.delete(`${merges}/${id}`)).status).toBe(200)
  expect((await desk.find(fresh)).guest.customerId).toBe(two.customerId)
  expect((await desk.find(one.cardNumber)).guest.customerId).toBe(one.customerId)
})

test('who is erased takes their cards along, and nobody gets the number again', async () => {
  const { customerId, cardNumber } = await desk.enroll({ name: 'Dora' })
  await ask(customerId, 'block', { cardNumber })
  await desk.done(owner, `customers/${customerId}/erasure`, { dryRun: false }, 200)
  const { rows } = await world.server.house.context.database.pool.query(
    'select from cards where number = $1',
    [cardNumber],
  )
  expect(rows).toEqual([])
  expect(await desk.refused(till, 'pos/guests', { cardNumber })).toBe('identity_erased')
})
