import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { cardKey, type Delivery, type OfflineDevice, registerDevice } from '../offline-device.ts'

let world: LoyaltyWorld
let left: OfflineDevice
let right: OfflineDevice
const cards = ['4821093755', '4821093763', '4821093771', '4821093789', '4821093797']
let guests: string[]

beforeEach(async () => {
  world = await openLoyaltyWorld()
  const { owner } = world
  await put(owner, '/api/v1/programs/currencies/points', { name: 'Stempel', value: '0.15' })
  await put(owner, '/api/v1/programs/rules/purchase', {
    ...{ name: 'Einkauf', currency: 'points', way: { kind: 'per_purchase', points: 1 } },
  })
  await put(owner, '/api/v1/gift-articles/milk', { name: 'Hafermilch', cost: 20, counted: false })
  await put(owner, '/api/v1/rewards/milk', {
    ...{ name: 'Hafermilch dazu', currency: 'points', price: 3 },
    ...{ validFrom: '2026-01-01T00:00:00Z', gives: { kind: 'article', article: 'milk' } },
  })
  world.at('2026-03-02T09:00:00Z')
  guests = []
  for (const [index, value] of cards.entries()) {
    const made = await owner.post('/api/v1/customers', {
      name: `Elif Yıldız ${index}`,
      identities: [
        { kind: 'card_number', value },
        { kind: 'external_id', value: `elif-${index}` },
      ],
    })
    guests.push(made.body.id)
  }
  left = await registerDevice(world.till, 'Theke links')
  right = await registerDevice(world.till, 'Theke rechts')
})
afterEach(() => world.close())

const give = (guest: number, points: number) =>
  world.shop.post('/api/v1/points/grants', {
    ...{ source: 'shop', externalId: `welcome-${guest}`, currency: 'points', points },
    ...{ customer: { externalId: `elif-${guest}` }, reason: 'occasion' },
  })

const visit = (guest: number) => ({
  kind: 'visit' as const,
  guest: { customerId: guests[guest]! },
  amount: 480,
})
const redeem = (guest: number, allowance: string) => ({
  kind: 'redemption' as const,
  ...{ customerId: guests[guest]!, reward: 'milk', points: 3, allowance },
})
const minute = (count: number) =>
  new Date(Date.parse('2026-03-02T10:00:00Z') + count * 60_000).toISOString()
const conflicts = async (which = 'waiting') =>
  (await world.owner.get(`/api/v1/pos/conflicts?which=${which}`)).body.items
const decide = (id: string, decision: string, note?: string) =>
  world.owner.post(`/api/v1/pos/conflicts/${id}/decide`, { decision, ...(note ? { note } : {}) })
const standing = async (guest: number) => (await world.balance(`elif-${guest}`)).points[0]

async function expectNoDifference() {
  const { context } = world.server.house
  expect((await verifyProfiles(context, () => undefined)).differences).toEqual([])
  expect((await verifyLedger(context)).differences).toEqual([])
  expect((await verifyProgram(context)).differences).toEqual([])
}

describe('an hour without a network', () => {
  test('40 bookings and 6 redemptions on two devices, delivered in any order and twice, count once', async () => {
    for (const guest of guests.keys()) expect((await give(guest, 5)).status).toBe(201)
    const allowances = new Map<OfflineDevice, string>()
    for (const device of [left, right]) {
      allowances.set(device, (await device.sync()).allowance!.signed)
    }
    const kept: { device: OfflineDevice; entry: Delivery }[] = []
    const keep = (device: OfflineDevice, at: number, act: Parameters<typeof device.keep>[1]) =>
      kept.push({ device, entry: device.keep(minute(at), act) })
    for (let index = 0; index < 40; index++) {
      keep(index % 2 ? left : right, index, visit(index % guests.length))
    }
    for (let index = 0; index < 6; index++) {
      const device = index < 3 ? left : right
      // The last one is a second one of the same card on the same day: beyond the allowance.
      const guest = index === 5 ? 3 : index % guests.length
      keep(device, 41 + index, redeem(guest, allowances.get(device)!))
    }
    world.at('2026-03-02T11:00:00Z')
    const shuffled = fc.sample(fc.shuffledSubarray(kept, { minLength: kept.length }), {
      ...{ numRuns: 2, seed: 7 },
    })
    // Two cut-off deliveries first, then everything, twice, the devices at once.
    await Promise.all(
      [left, right].map(async (device) => {
        for (const some of [shuffled[0]!.slice(0, 9), shuffled[1]!.slice(0, 20), ...shuffled]) {
          const entries = some.filter((one) => one.device === device).map(({ entry }) => entry)
          const reply = await device.deliver(entries)
          expect(reply.status, reply.text).toBe(200)
        }
      }),
    )
    const again = await left.deliver(
      kept.filter(({ device }) => device === left).map(({ entry }) => entry),
    )
    expect(again.body.items.every(({ outcome }: { outcome: string }) => outcome === 'done')).toBe(
      true,
    )
    const listed = await conflicts()
    expect(listed).toHaveLength(1)
    expect(listed[0]).toMatchObject({
      ...{ reason: 'allowance_exceeded', state: 'open', guest: 'Elif 3.', what: 'milk' },
      ...{ device: { name: 'Theke rechts' }, kind: 'redemption' },
    })
    // Five points each, eight purchases, less three for each redemption.
    const redeemed = [1, 1, 1, 1, 1]
    for (const guest of guests.keys()) {
      const { balance, redeemed: spent, offlineLoss } = await standing(guest)
      expect([balance, spent, offlineLoss]).toEqual([13 - 3 * redeemed[guest]!, 3, 0])
    }
    await expectNoDifference()
  })
})

describe('the allowance', () => {
  test('ends, is of its own device, and holds by day; what is beyond counts once somebody accepts it', async () => {
    for (const guest of guests.keys()) await give(guest, 9)
    const rules = { redemptionsPerDay: 2, redemptionsPerCard: 1, allowanceHours: 2, guestsKept: 10 }
    await put(world.owner, '/api/v1/pos/offline-rules', rules)
    const { allowance } = await left.sync()
    const { signed } = allowance!
    world.at('2026-03-02T14:00:00Z')
    const entries = [
      left.keep(minute(1), redeem(0, signed)),
      left.keep(minute(2), redeem(1, signed)),
      // the third of the day, after its end, and made up
      left.keep(minute(3), redeem(2, signed)),
      left.keep(minute(90), redeem(3, signed)),
      left.keep(minute(4), redeem(4, `${signed.split('.')[0]}.${'A'.repeat(43)}`)),
    ]
    const outcomes = (await left.deliver(entries)).body.items
    expect(outcomes.map(({ code }: { code: string | null }) => code)).toEqual([
      ...[null, null, 'allowance_exceeded', 'allowance_exceeded', 'allowance_exceeded'],
    ])
    const [{ code: ofAnother }] = (await right.deliver([right.keep(minute(5), redeem(2, signed))]))
      .body.items
    expect(ofAnother).toBe('allowance_exceeded')
    const open = await conflicts()
    expect(open).toHaveLength(4)
    const third = open.find(({ happenedAt }: { happenedAt: string }) => happenedAt === minute(3))
    const accepted = await decide(third.id, 'accept', 'Der Gast war da.')
    expect(accepted.body).toMatchObject({ state: 'accepted', note: 'Der Gast war da.' })
    expect((await decide(third.id, 'close')).body.code).toBe('pos_conflict_decided')
    expect((await standing(2)).redeemed).toBe(3)
    expect((await decide(open[0].id, 'close')).body.state).toBe('closed')
    expect(await conflicts()).toHaveLength(2)
    expect(await conflicts('all')).toHaveLength(4)
    await expectNoDifference()
  })

  test('points that are not there are the loss of the business, never below zero', async () => {
    await give(0, 4)
    const [one, other] = await Promise.all([left.sync(), right.sync()])
    world.at('2026-03-02T11:00:00Z')
    await left.deliver([left.keep(minute(1), redeem(0, one.allowance!.signed))])
    const late = await right.deliver([right.keep(minute(2), redeem(0, other.allowance!.signed))])
    expect(late.body.items[0]).toMatchObject({ outcome: 'done', code: 'overdrawn' })
    expect(await standing(0)).toMatchObject({ balance: 0, redeemed: 6, offlineLoss: 2 })
    expect((await conflicts())[0]).toMatchObject({ reason: 'overdrawn', state: 'noted' })
    await expectNoDifference()
  })
})

describe('what a device keeps', () => {
  test('its guests open by their own card alone, and erased ones leave', async () => {
    for (const guest of guests.keys()) {
      await world.till.post('/api/v1/pos/bookings', {
        ...{ externalId: `seen-${guest}`, customerId: guests[guest], store: 'altstadt' },
      })
    }
    const { kept } = await left.sync(3)
    expect(kept!.rewards).toMatchObject([{ reward: 'milk', price: 3 }])
    expect(kept!.guests.map(({ card }) => card).sort()).toEqual(
      cards.map((card) => cardKey(kept!.salt, card)).sort(),
    )
    expect(JSON.stringify(kept)).not.toMatch(/Elif|48210937|Yıldız/)
    const erased = await world.owner.post(`/api/v1/customers/${guests[0]}/erasure`, {
      dryRun: false,
    })
    expect(erased.status, erased.text).toBeLessThan(300)
    const after = (await left.sync()).kept!
    expect(after.guests).toHaveLength(4)
    const listed = (await world.owner.get('/api/v1/pos/devices')).body.items
    expect(listed).toMatchObject([
      { name: 'Theke links', waiting: 0, store: { code: 'altstadt' } },
      { name: 'Theke rechts' },
    ])
    const stale = await left.deliver([left.keep('2026-03-02T09:00:00Z', visit(0))])
    expect(stale.body.items[0]).toMatchObject({ outcome: 'conflict', code: 'customer_not_found' })
  })

  test('of an ended device nothing counts by itself, and it gets nothing any more', async () => {
    const ended = await world.owner.patch(`/api/v1/pos/devices/${left.id}`, { ended: true })
    expect(ended.body.endedAt).not.toBeNull()
    world.at('2026-03-02T11:00:00Z')
    expect(await left.sync()).toMatchObject({ ended: true, allowance: null, kept: null })
    const entry = left.keep(minute(1), visit(0))
    expect((await left.deliver([entry])).body.items[0].code).toBe('device_ended')
    const [listed] = await conflicts()
    expect((await decide(listed.id, 'accept')).body.state).toBe('accepted')
    expect(await standing(0)).toMatchObject({ balance: 1 })
    expect((await left.deliver([entry])).body.items[0].outcome).toBe('done')
  })
})

describe('in any order', () => {
  test('a card given out on one device, used on the other, and taken back before it was heard of', async () => {
    world.at('2026-03-02T11:00:00Z')
    const card = '4821 0937 05'
    const used = right.keep(minute(5), { kind: 'visit', guest: { cardNumber: card }, amount: 300 })
    expect((await right.deliver([used])).body.items[0].code).toBe('card_unknown')
    const [waiting] = await conflicts()
    expect(waiting).toMatchObject({ guest: card, what: '300' })
    expect((await decide(waiting.id, 'accept')).body.code).toBe('pos_conflict_refused')
    await left.deliver([
      left.keep(minute(4), { kind: 'enrollment', cardNumber: card, name: 'Jo B' }),
    ])
    expect(await conflicts()).toEqual([])
    const { guest } = (await world.till.post('/api/v1/pos/guests/find', { text: card })).body
    expect(guest).toMatchObject({ name: 'Jo B', points: [{ balance: 1 }] })

    const booked = left.keep(minute(6), visit(0))
    const undo = left.keep(minute(7), { kind: 'undo', entry: booked.id })
    await left.deliver([undo])
    expect((await left.deliver([booked, undo])).body.items).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
    ])
    expect(await standing(0)).toMatchObject({ balance: 0 })
    const late = left.keep(minute(8), visit(1))
    const tooLate = left.keep(minute(30), { kind: 'undo', entry: late.id })
    const items = (await left.deliver([late, tooLate])).body.items
    expect(items[1]).toMatchObject({ outcome: 'conflict', code: 'pos_undo_too_late' })
    await expectNoDifference()
  })

  test('what was sent with a network and not answered is known to be the same', async () => {
    await give(0, 5)
    const { allowance } = await left.sync()
    world.at('2026-03-02T11:00:00Z')
    const [booking, redemption] = [
      left.keep(minute(1), visit(0)),
      left.keep(minute(2), redeem(0, allowance!.signed)),
    ]
    const sent = { customerId: guests[0], store: 'altstadt', amount: 480 }
    await world.till.post('/api/v1/pos/bookings', { externalId: booking.id, ...sent })
    await world.till.post('/api/v1/reward-redemptions', {
      ...{ source: 'pos-altstadt', externalId: redemption.id, reward: 'milk' },
      ...{ customer: { id: guests[0] }, store: 'altstadt' },
    })
    const { items } = (await left.deliver([booking, redemption])).body
    expect(items).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect(await standing(0)).toMatchObject({ balance: 3, redeemed: 3 })
  })

  test('an entry of another key, of a wrong clock, or from long ago is looked at first', async () => {
    world.at('2026-03-20T11:00:00Z')
    const good = left.keep('2026-03-19T11:00:00Z', visit(0))
    const signedByAnother = { ...good, signature: right.keep(minute(0), visit(0)).signature }
    const entries = [
      signedByAnother,
      left.keep('2026-03-20T11:05:00Z', visit(0)),
      left.keep('2026-03-10T11:00:00Z', visit(0)),
      left.keep('2026-03-20T11:01:00Z', visit(0)),
      { ...good, signed: '{"id":' },
    ]
    const { items } = (await left.deliver(entries)).body
    expect(items.map(({ code }: { code: string | null }) => code)).toEqual([
      ...['signature_wrong', 'clock_wrong', 'too_old', null, 'entry_malformed'],
    ])
    expect((await right.deliver([good])).body.items[0].code).toBe('entry_malformed')
    const other = await world.server.person('cashier', [world.stores.hafen!])
    const foreign = await other.post(`/api/v1/pos/devices/${left.id}/sync`, {})
    expect(foreign.body.code).toBe('store_not_allowed')
  })
})

describe('who stood there', () => {
  test('what a cashier did alone stands under them, whoever delivers it; strangers are looked at', async () => {
    world.at('2026-03-02T11:00:00Z')
    const add = async (name: string, pin: string, storeIds: string[] | null = null) =>
      (await world.owner.post('/api/v1/cashiers', { name, pin, storeIds })).body.id as string
    const [mira, jan, kim] = [
      await add('Mira', '4071'),
      await add('Jan', '5183', [world.stores.hafen!]),
      await add('Kim', '6294'),
    ]
    const ended = await world.owner.delete(`/api/v1/cashiers/${kim}`)
    expect(ended.status, ended.text).toBeLessThan(300)
    const entries = [mira, jan, kim].map((cashier, index) =>
      left.keep(minute(index), visit(index), undefined, { cashier }),
    )
    const { items } = (await left.deliver(entries)).body
    expect(items.map(({ code }: { code: string | null }) => code)).toEqual([
      ...[null, 'cashier_wrong', 'cashier_wrong'],
    ])
    const booked = (await world.owner.get(`/api/v1/pos/bookings?bookedBy=${mira}`)).body.items
    expect(booked).toMatchObject([{ bookedBy: { name: 'Mira' } }])
    const [listed] = await conflicts()
    expect((await decide(listed.id, 'accept')).body.state).toBe('accepted')
  })
})
