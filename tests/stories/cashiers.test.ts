import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allEndpoints } from '#contract/endpoints/all.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { type Client, clientOf, cookieOf, openTestServer, password } from '../server.ts'

let world: LoyaltyWorld
let mira: string
let anna: string
beforeAll(async () => {
  world = await openLoyaltyWorld()
  world.at('2026-03-01T09:00:00Z')
  await put(world.owner, '/api/v1/programs/currencies/points', { name: 'Stempel', value: '0.15' })
  await put(world.owner, '/api/v1/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'points', way: { kind: 'per_visit', points: 1 } },
  })
  await put(world.owner, '/api/v1/gift-articles/milk', { name: 'Milch', cost: 20, counted: false })
  await put(world.owner, '/api/v1/rewards/milk', {
    ...{ name: 'Milch', currency: 'points', price: 1, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'milk' },
  })
  anna = await customer('Anna Lorenz', '4821093755')
  // A till knows no cashiers until the business has some.
  expect((await book('before')).status).toBe(201)
  mira = (await add({ name: 'Mira', pin: '4071' })).body.id
})
afterAll(() => world.close())
beforeEach(() => lock())

async function customer(name: string, card: string) {
  const identities = [{ kind: 'card_number', value: card }]
  return (await world.owner.post('/api/v1/customers', { name, identities })).body.id as string
}

const add = (cashier: object, by = world.owner) => by.post('/api/v1/cashiers', cashier)
const unlock = (pin: string, cashierId = mira, at: Client = world.till) =>
  at.post('/api/v1/session/cashier', { cashierId, pin })
const lock = (at: Client = world.till) => at.delete('/api/v1/session/cashier')
let booked = 0
const book = (externalId = `b-${++booked}`, customerId = anna, at = world.till) =>
  at.post('/api/v1/pos/bookings', { externalId, customerId, store: 'altstadt' })
const redeem = (externalId: string, at = world.till) =>
  at.post('/api/v1/reward-redemptions', {
    ...{ source: 'pos-altstadt', externalId, reward: 'milk', store: 'altstadt' },
    customer: { id: anna },
  })
const sleepSeconds = (seconds: number) =>
  world.server.house.context.database.pool.query(
    `update cashier_unlockings set used_at = used_at - ${seconds} * interval '1 second'`,
  )

const ofDevices = / \/(?:pos\/(?:devices|deliveries)|paper-stamp-rule)/

test('all that is done at the counter asks who does it, but for unlocking it', () => {
  const unasked = allEndpoints
    .filter(({ permission, till }) => permission === 'pos:serve' && !till)
    .map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`)
  // What a device delivers later was done by whoever stood there then.
  expect(unasked.filter((line) => !ofDevices.test(line))).toEqual([
    'GET /session/cashier',
    'POST /session/cashier',
    'DELETE /session/cashier',
  ])
})

test('a locked till greets nobody, books nothing, redeems nothing, and enrolls nobody', async () => {
  const answers = [
    await world.till.post('/api/v1/pos/guests/find', { text: '4821093755' }),
    await world.till.get(`/api/v1/pos/guests/${anna}`),
    await world.till.post('/api/v1/pos/guests', { cardNumber: '4821093799' }),
    await book(),
    await redeem('locked'),
    await world.till.post('/api/v1/pos/receipt-codes', {
      ...{ externalId: 'r-1', store: 'altstadt', amount: 480 },
    }),
    await world.till.post('/api/v1/session/cashier/touch'),
  ]
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
    answers.map(() => [403, 'till_locked']),
  )
  const { body } = await world.till.get('/api/v1/session/cashier?store=altstadt')
  expect(body).toEqual({
    ...{ needed: true, unlockedBy: null },
    cashiers: [{ id: mira, name: 'Mira' }],
  })
})

test('the right PIN unlocks it, and what is done bears the name of the cashier', async () => {
  expect((await unlock('4072')).body.code).toBe('pin_wrong')
  expect((await unlock('4071')).body).toEqual({ id: mira, name: 'Mira' })
  expect((await book('named')).status).toBe(201)
  const { body } = await world.owner.get(`/api/v1/pos/bookings?bookedBy=${mira}`)
  expect(body.items.map(({ bookedBy }: { bookedBy: object }) => bookedBy)).toEqual([
    { cashierId: mira, name: 'Mira' },
  ])
  const redemption = await redeem('named')
  expect(redemption.status, redemption.text).toBe(201)
  const rows = await world.server.house.context.database.pool.query<{ by: string }>(
    'select created_by as by from reward_redemptions',
  )
  expect(rows.rows[0]!.by).toMatch(/^cashier /)
})

test('it locks itself when it was not used for 60 seconds; every use begins them anew', async () => {
  await unlock('4071')
  await sleepSeconds(55)
  expect((await world.till.post('/api/v1/session/cashier/touch')).status).toBe(204)
  await sleepSeconds(55)
  expect((await book()).status).toBe(201)
  await sleepSeconds(61)
  expect((await book()).body.code).toBe('till_locked')
  expect((await world.till.get('/api/v1/session/cashier')).body.unlockedBy).toBeNull()
})

test('a cashier takes back what they booked themselves, and nothing of a colleague', async () => {
  const jan = (await add({ name: 'Jan', pin: '5183' })).body.id
  await unlock('4071')
  const { id } = (await book()).body.booking
  await unlock('5183', jan)
  const undo = () => world.till.post(`/api/v1/pos/bookings/${id}/undo`, {})
  expect((await undo()).body.code).toBe('pos_undo_too_late')
  await unlock('4071')
  expect((await undo()).status).toBe(200)
})

test('codes without a card are shown again to who gave them, until somebody has claimed them', async () => {
  const give = async (externalId: string) =>
    (
      await world.till.post('/api/v1/pos/receipt-codes', {
        externalId,
        store: 'altstadt',
        amount: 480,
      })
    ).body
  const open = async () =>
    (await world.till.get('/api/v1/pos/receipt-codes?store=altstadt')).body.items.map(
      ({ code }: { code: string }) => code,
    )
  await unlock('4071')
  const [first, second] = [await give('open-1'), await give('open-2')]
  await lock()
  await unlock('4071')
  expect((await open()).sort()).toEqual([first.code, second.code].sort())
  await world.till.post(`/api/v1/pos/bookings/${first.bookingId}/undo`, {})
  expect(await open()).toEqual([second.code])
  const ben = (await add({ name: 'Ben', pin: '7305' })).body.id
  await unlock('7305', ben)
  expect(await open()).toEqual([])
})

test('nobody books on their own card; a colleague does', async () => {
  const own = await customer('Mira Stern', '4821093700')
  const changed = await world.owner.patch(`/api/v1/cashiers/${mira}`, { ownCustomerId: own })
  expect(changed.body.ownCustomerId).toBe(own)
  await unlock('4071')
  expect((await book('own', own)).body.code).toBe('own_card')
  const tom = (await add({ name: 'Tom', pin: '6294' })).body.id
  await unlock('6294', tom)
  expect((await book('own', own)).status).toBe(201)
})

test('a new PIN, and the end of a cashier, lock what they had unlocked', async () => {
  const { id } = (await add({ name: 'Ada', pin: '7305' })).body
  await unlock('7305', id)
  expect((await world.owner.patch(`/api/v1/cashiers/${id}`, { pin: '8416' })).status).toBe(200)
  expect((await book()).body.code).toBe('till_locked')
  expect((await unlock('7305', id)).body.code).toBe('pin_wrong')
  await unlock('8416', id)
  expect((await world.owner.delete(`/api/v1/cashiers/${id}`)).status).toBe(204)
  expect((await book()).body.code).toBe('till_locked')
  expect((await unlock('8416', id)).body.code).toBe('pin_wrong')
  const { items } = (await world.owner.get('/api/v1/cashiers')).body
  expect(items.at(-1)).toMatchObject({ name: 'Ada', endedAt: expect.any(String) })
})

test('a PIN everybody tries, and a name the till shows already, are refused', async () => {
  expect((await add({ name: 'Neu', pin: '1234' })).body.code).toBe('pin_too_easy')
  expect((await add({ name: 'mira', pin: '9527' })).body.code).toBe('cashier_exists')
  expect((await add({ name: 'Neu', pin: '12' })).status).toBe(422)
})

test('whoever leads the shop sets a PIN at the locked till, by the password alone', async () => {
  const set = (body: object, at = world.owner) => at.post('/api/v1/session/cashier/own', body)
  expect((await set({ password: 'not it', pin: '8164' })).body.code).toBe('password_wrong')
  expect((await set({ password, pin: '8888' })).body.code).toBe('pin_too_easy')
  expect(
    (await world.till.post('/api/v1/session/cashier/own', { password, pin: '8164' })).status,
  ).toBe(403)
  const made = await set({ password, pin: '8164' })
  expect(made.status, made.text).toBe(201)
  const { unlockedBy, cashiers } = (await world.owner.get('/api/v1/session/cashier')).body
  expect(unlockedBy).toEqual(made.body)
  expect(cashiers).toContainEqual(made.body)
  await lock(world.owner)
  expect((await unlock('8164', made.body.id, world.owner)).status).toBe(200)
  expect((await set({ password, pin: '8164' })).body.code).toBe('cashier_exists')
})

test('a store manager decides about the cashiers of their stores alone', async () => {
  const { altstadt, hafen } = world.stores
  const manager = await world.server.person('store_manager', [hafen!])
  expect((await add({ name: 'Ole', pin: '2749' }, manager)).body.code).toBe('store_not_allowed')
  const ole = await add({ name: 'Ole', pin: '2749', storeIds: [hafen] }, manager)
  expect(ole.status, ole.text).toBe(201)
  const others = [
    await manager.patch(`/api/v1/cashiers/${mira}`, { pin: '3850' }),
    await manager.delete(`/api/v1/cashiers/${mira}`),
    await manager.patch(`/api/v1/cashiers/${ole.body.id}`, { storeIds: [altstadt] }),
  ]
  expect(others.map(({ body }) => body.code)).toEqual(others.map(() => 'store_not_allowed'))
  expect((await unlock('2749', ole.body.id)).body.code).toBe('pin_wrong')
})

async function openWithFewTries() {
  const server = await openTestServer({
    limits: {
      ...{ perKey: 1e6, perPerson: 1e6, perAddress: 1e6, signedPerAddress: 1e6 },
      ...{ signInPerAddress: 1e6, signInTriesFree: 3 },
    },
  })
  const owner = await server.owner()
  const { email } = (await owner.get('/api/v1/session')).body
  const signedIn = await server.visitor.post('/api/v1/session', { email, password })
  const till = clientOf(server.app, { 'x-stammgast': '1', cookie: cookieOf(signedIn) })
  return { server, owner, email: email as string, till }
}

test('a password is guessed at so often and no oftener, at the sign-in and at the till together', async () => {
  const { server, email, till } = await openWithFewTries()
  const signIn = (tried: string) => till.post('/api/v1/session', { email, password: tried })
  const own = (tried: string) =>
    till.post('/api/v1/session/cashier/own', { password: tried, pin: '8164' })
  expect((await signIn('one')).body.code).toBe('sign_in_failed')
  expect((await own('two')).body.code).toBe('password_wrong')
  const confirmed = await till.post('/api/v1/session/confirmation', { password: 'three' })
  expect(confirmed.body.code).toBe('password_wrong')
  const waits = [await own(password), await signIn(password)]
  expect(waits.map(({ body }) => body.code)).toEqual(waits.map(() => 'attempts_too_many'))
  await server.close()
})

test('who guesses waits, at this till and for this cashier, and right does not help at once', async () => {
  const { server, owner, till } = await openWithFewTries()
  const { id } = (await add({ name: 'Mira', pin: '4071' }, owner)).body
  for (const pin of ['1111', '2222', '3333']) {
    expect((await unlock(pin, id, till)).body.code).toBe('pin_wrong')
  }
  const waits = await unlock('4071', id, till)
  expect([waits.status, waits.body.code]).toEqual([429, 'attempts_too_many'])
  expect(Number(waits.headers['retry-after'])).toBeGreaterThan(0)
  await server.close()
})
