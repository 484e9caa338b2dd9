import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signDevice } from '#server/cookies.ts'
import { signIn } from '../guests.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { registerDevice } from '../offline-device.ts'
import { type Client, clientOf, openTestServer } from '../server.ts'

let world: LoyaltyWorld
let owner: Client
let other: Client
beforeAll(async () => {
  world = await openLoyaltyWorld()
  owner = world.owner
  await put(owner, '/api/v1/programs/currencies/points', { name: 'Stempel', value: '0.15' })
  await put(owner, '/api/v1/programs/rules/purchase', {
    ...{ name: 'Einkauf', currency: 'points', way: { kind: 'per_purchase', points: 1 } },
  })
  await put(owner, '/api/v1/gift-articles/milk', { name: 'Milch', cost: 20, counted: false })
  await put(owner, '/api/v1/rewards/milk', {
    ...{ name: 'Milch', currency: 'points', price: 3, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'milk' },
  })
  world.at('2026-03-02T09:00:00Z')
  other = await world.server.person('cashier', [world.stores.altstadt!])
})
afterAll(() => world.close())

let people = 0
async function member(points = 0) {
  const number = ++people
  const [card, email] = [`K-${number}`, `gast-${number}@post.example`]
  const made = await owner.post('/api/v1/customers', {
    identities: [
      { kind: 'card_number', value: card },
      { kind: 'email', value: email },
      { kind: 'external_id', value: `gast-${number}` },
    ],
  })
  expect(made.status, made.text).toBe(201)
  if (points > 0) {
    const given = await world.shop.post('/api/v1/points/grants', {
      ...{ source: 'shop', externalId: `welcome-${number}`, currency: 'points', points },
      ...{ customer: { externalId: `gast-${number}` }, reason: 'occasion' },
    })
    expect(given.status, given.text).toBe(201)
  }
  return { id: made.body.id as string, card, email, externalId: `gast-${number}` }
}
type Member = Awaited<ReturnType<typeof member>>

async function codeOf({ email }: Member) {
  const guest = await signIn(world.server, owner, { email })
  const what = { kind: 'reward', reward: 'milk' }
  const made = await guest.post('/api/v1/portal/redemption-codes', { what })
  expect(made.status, made.text).toBe(201)
  return { guest, code: made.body.code as string, id: made.body.id as string }
}
const take = (code: string, till: Client = world.till) =>
  till.post('/api/v1/pos/redemption-codes', { code, store: 'altstadt' })
/** What somebody has of stamps; of nothing, nothing. */
async function pointsOf({ externalId }: Member): Promise<number> {
  const { points } = await world.balance(externalId)
  return points.find(({ currency }: { currency: string }) => currency === 'points')?.balance ?? 0
}
const codes = (answers: { status: number; body: { code?: string } }[]) =>
  answers.map(({ status, body }) => body.code ?? status)
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

describe('a code shown at two tills', () => {
  test('is taken by one of them; the other is told so, and not that it was redeemed', async () => {
    const guest = await member(6)
    const { code } = await codeOf(guest)
    const answers = await times(10, (index) => take(code, index % 2 ? other : world.till))
    const taken = answers.map(({ status }) => status)
    const [here, there] = [0, 1].map((till) => taken.filter((_, index) => index % 2 === till))
    expect([new Set(here), new Set(there)]).toEqual(
      taken[0] === 201 ? [new Set([201]), new Set([409])] : [new Set([409]), new Set([201])],
    )
    expect(codes(answers)).toContain('redemption_code_spent')
    expect(await pointsOf(guest)).toBe(3)
  })

  test('is not redeemed again by a picture of it, minutes later at the same till', async () => {
    const guest = await member(6)
    const { code } = await codeOf(guest)
    expect((await take(code)).status).toBe(201)
    const { pool } = world.server.house.context.database
    await pool.query(`update redemption_codes set ended_at = ended_at - interval '2 minutes'`)
    expect((await take(code)).body.code).toBe('redemption_code_spent')
  })

  test('is either given back or taken, whoever is first', async () => {
    const guest = await member(3)
    const { guest: phone, code, id } = await codeOf(guest)
    const [back, taken] = await Promise.all([
      phone.delete(`/api/v1/portal/redemption-codes/${id}`),
      take(code),
    ])
    const points = await pointsOf(guest)
    expect([
      [200, 404, 3],
      [409, 201, 0],
    ]).toContainEqual([back.status, taken.status, points])
  })
})

test('of fifty tills that give out one card one has it', async () => {
  const answers = await times(50, (index) =>
    (index % 2 ? other : world.till).post('/api/v1/pos/guests', {
      ...{ cardNumber: 'FRESH-1', name: `Gast ${index}`, store: 'altstadt' },
    }),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(new Set(codes(answers))).toEqual(new Set([201, 'identity_taken']))
})

test('one booking, taken back and moved at the same time, counts once or not at all', async () => {
  const [from, to] = [await member(), await member()]
  const booked = await world.till.post('/api/v1/pos/bookings', {
    ...{ externalId: 'contested', customerId: from.id, store: 'altstadt', amount: 500 },
  })
  const { id } = booked.body.booking
  const answers = await times(10, (index) =>
    index % 2
      ? owner.post(`/api/v1/pos/bookings/${id}/move`, { customerId: to.id, reason: 'wrong_card' })
      : owner.post(`/api/v1/pos/bookings/${id}/cancel`, { reason: 'wrong_card' }),
  )
  expect(
    answers.every(({ status }) => status === 200 || status === 409),
    JSON.stringify(codes(answers)),
  ).toBe(true)
  expect(await pointsOf(from)).toBe(0)
  expect(await pointsOf(to)).toBe(0)
})

test('who is erased while a till redeems their code is gone, and the books agree', async () => {
  const guest = await member(3)
  const { guest: phone, code } = await codeOf(guest)
  const [gone, taken] = await Promise.all([
    phone.post('/api/v1/portal/erasure', { dryRun: false }),
    take(code),
  ])
  expect(gone.status, gone.text).toBe(200)
  expect([201, 404, 409]).toContain(taken.status)
  expect((await phone.get('/api/v1/portal/card')).status).toBe(401)
  expect([404, 409]).toContain((await take(code, other)).status)
})

describe('a cashier', () => {
  test('books nothing on their own card by way of a device without a network', async () => {
    const own = await member()
    const device = await registerDevice(world.till, 'Theke')
    const { staffId } = (await world.till.get('/api/v1/session')).body
    const said = await owner.patch(`/api/v1/staff/${staffId}`, { ownCustomerId: own.id })
    expect(said.status, said.text).toBe(200)
    const visit = { kind: 'visit' as const, guest: { customerId: own.id }, amount: 480 }
    const card = { kind: 'visit' as const, guest: { cardNumber: own.card }, amount: 480 }
    world.at('2026-03-02T10:00:00Z')
    const { items } = (
      await device.deliver([
        device.keep('2026-03-02T09:30:00Z', visit),
        device.keep('2026-03-02T09:31:00Z', card),
      ])
    ).body
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['own_card', 'own_card'])
    expect(await pointsOf(own)).toBe(0)
    await owner.patch(`/api/v1/staff/${staffId}`, { ownCustomerId: null })
  })

  test('takes nothing of somebody else for theirs by calling an entry as it was called', async () => {
    const [victim, friend] = [await member(), await member()]
    world.at('2026-03-02T10:00:00Z')
    await other.post('/api/v1/pos/bookings', {
      ...{ externalId: 'of-a-colleague', customerId: victim.id, store: 'altstadt', amount: 500 },
    })
    world.at('2026-03-02T12:00:00Z')
    const device = await registerDevice(world.till, 'Theke zwei')
    const visit = { kind: 'visit' as const, guest: { customerId: friend.id }, amount: 900 }
    const { items } = (
      await device.deliver([
        device.keep('2026-03-02T12:00:00Z', visit, 'of-a-colleague'),
        device.keep('2026-03-02T12:01:00Z', { kind: 'undo', entry: 'of-a-colleague' }),
      ])
    ).body
    expect(items[0]).toMatchObject({ outcome: 'conflict', code: 'reference_in_use' })
    expect(await pointsOf(victim)).toBe(1)
  })

  test('redeems no more by saying that it was on other days', async () => {
    world.at('2026-03-02T12:00:00Z')
    const guests = [await member(3), await member(3), await member(3), await member(3)]
    const device = await registerDevice(world.till, 'Theke drei')
    world.at('2026-03-06T12:00:00Z')
    const allowance = (await device.sync()).allowance!.signed
    world.at('2026-03-06T13:00:00Z')
    const entries = guests.map(({ id: customerId }, index) =>
      device.keep(`2026-03-0${3 + index}T12:30:00Z`, {
        ...{ kind: 'redemption' as const, customerId, reward: 'milk', points: 3, allowance },
      }),
    )
    const { items } = (await device.deliver(entries)).body
    expect(items.map(({ code }: { code: string | null }) => code)).toEqual([
      ...Array(3).fill('allowance_exceeded'),
      null,
    ])
  })

  test('does not try more PINs of a colleague by signing the till in anew', async () => {
    const server = await openTestServer({
      limits: { perPerson: 1e6, perAddress: 1e6, signInTriesFree: 1 },
    })
    const boss = await server.owner()
    const { id } = (await boss.post('/api/v1/cashiers', { name: 'Mira', pin: '4071' })).body
    const session = boss.headers.cookie!.split('; ').find((one) => one.includes('_session='))
    const statuses: number[] = []
    for (let device = 0; device < 11; device++) {
      const known = signDevice(`device-${device}`, server.house.secret)
      const cookie = `${session}; stammgast_device=${known}`
      const till = clientOf(server.app, { ...boss.headers, cookie })
      const body = { cashierId: id, pin: '1357' }
      statuses.push((await till.post('/api/v1/session/cashier', body)).status)
    }
    await server.close()
    expect(statuses).toEqual([...Array(10).fill(422), 429])
  })
})
