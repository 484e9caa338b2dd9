import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAll } from '#cli/verify.ts'
import { ask, guestWith, readMail } from '../guests.ts'
import { registerDevice } from '../offline-device.ts'
import {
  anew,
  handOver,
  ladderOf,
  longAgo,
  openRewardsWorld,
  put,
  type RewardsWorld,
  redeem,
  stocked,
  stockOf,
} from '../rewards.ts'
import { type Answer, type Client, cookieOf } from '../server.ts'
import { define, fiveEuros, statuses, takenOf, times } from '../vouchers.ts'

/** Whatever is worth k is had k times, through whichever doors at once, and nobody is refused for being second. */

let world: RewardsWorld
let owner: Client
let office: Client
beforeAll(async () => {
  world = await openRewardsWorld()
  owner = world.owner
  office = await world.server.program('points:redeem', 'points:write')
  await put(owner, '/api/v1/rewards/sip', {
    ...{ name: 'Ein Schluck', currency: 'points', price: 1, validFrom: longAgo },
    gives: { kind: 'experience' },
  })
  await owner.patch('/api/v1/portal-settings', { open: true })
})
afterAll(async () => {
  expect((await verifyAll(world.server.house.context)).differences).toEqual([])
  await world.server.close()
})

async function phoneOf(customerId: string, email: string): Promise<Client> {
  const addIdentities = [{ kind: 'email', value: email }]
  await owner.patch(`/api/v1/customers/${customerId}`, { addIdentities })
  const asking = await ask(world.server, { email })
  const { code } = await readMail(world.server, owner)
  return guestWith(
    world.server,
    cookieOf(await asking.post('/api/v1/portal/sign-in/code', { code })),
  )
}
const book = async (customerId: string) =>
  (await owner.get(`/api/v1/customers/${customerId}/balance`)).body.points[0]

describe('one balance', () => {
  test('worth twenty is had exactly twenty times by sixty at once, through six doors', async () => {
    const anna = await world.customer('anna', 20)
    const bert = await world.customer('bert')
    const customer = { externalId: 'anna' }
    const act = () => ({ ...anew(), customer, currency: 'points', points: 1 })
    const doors: (() => Promise<Answer>)[] = [
      () => office.post('/api/v1/points/redemptions', act()),
      () => office.post('/api/v1/points/holds', act()),
      () =>
        office.post('/api/v1/points/transfers', { ...act(), to: { id: bert }, reason: 'other' }),
      () => redeem(world.shop, anna, 'sip'),
      () => redeem(world.till, anna, 'sip', { store: 'altstadt' }),
      () =>
        world.shop.post('/api/v1/carts', {
          ...{ ...anew(), customer, lines: [{ amount: 100 }] },
          points: { currency: 'points', points: 1 },
        }),
    ]
    const answers = await times(60, (index) => doors[index % doors.length]!())
    const { done, ...refused } = statuses(answers)
    expect(done).toBe(20)
    expect(Object.keys(refused).sort()).toEqual(
      ['409 cart_not_payable', '409 points_insufficient'].filter((key) => key in refused),
    )
    const { balance, redeemed, held, overdrawn } = await book(anna)
    expect([balance, overdrawn]).toEqual([0, 0])
    expect(redeemed + held + (await world.balance(bert))).toBe(20)
  })

  test('with what an offline till gave away meanwhile never falls below nothing', async () => {
    const cleo = await world.customer('cleo', 10)
    const device = await registerDevice(world.till, 'Theke')
    await put(owner, '/api/v1/pos/offline-rules', {
      ...{ redemptionsPerDay: 50, redemptionsPerCard: 50, allowanceHours: 12, guestsKept: 10 },
    })
    const { allowance } = await device.sync()
    const of = { customerId: cleo, reward: 'sip', points: 1, allowance: allowance!.signed }
    const entries = Array.from({ length: 15 }, () =>
      device.keep('2026-11-21T12:00:00Z', { kind: 'redemption', ...of }),
    )
    const [answers, ...delivered] = await Promise.all([
      times(20, () => redeem(world.shop, cleo, 'sip')),
      ...entries.map((entry) => device.deliver([entry, entry])),
    ])
    const outcomes = delivered.flatMap(({ body }) =>
      body.items.map(({ outcome }: { outcome: string }) => outcome),
    )
    expect(new Set(outcomes)).toEqual(new Set(['done']))
    const { balance, redeemed, offlineLoss } = await book(cleo)
    const online = statuses(answers).done ?? 0
    expect([balance, redeemed]).toEqual([0, online + 15])
    expect(offlineLoss).toBe(redeemed - 10)
    expect(online).toBeLessThanOrEqual(10)
  })
})

describe('codes on phones', () => {
  test('of as many guests as there are pieces, and more: k are served at fifty tills at once', async () => {
    await stocked(owner, 'mug', 3)
    await put(owner, '/api/v1/rewards/mug', {
      ...{ name: 'Becher', currency: 'points', price: 5, validFrom: longAgo },
      gives: { kind: 'article', article: 'mug' },
    })
    const codes: string[] = []
    const guests: string[] = []
    for (let index = 0; index < 6; index++) {
      const guest = await world.customer(`mug-${index}`, 5)
      const phone = await phoneOf(guest, `mug-${index}@post.example`)
      const what = { kind: 'reward', reward: 'mug' }
      const made = await times(3, () => phone.post('/api/v1/portal/redemption-codes', { what }))
      expect(new Set(made.map(({ text }) => text)).size).toBe(1)
      codes.push(made[0]!.body.code)
      guests.push(guest)
    }
    const take = (code: string) =>
      world.till.post('/api/v1/pos/redemption-codes', { code, store: 'altstadt' })
    const answers = await times(48, (index) => take(codes[index % 6]!))
    const served = codes.map((_, place) => answers.filter((__, index) => index % 6 === place))
    const outcomes = served.map((ofCode) => statuses(ofCode))
    expect(outcomes.filter((one) => one.done === 8)).toHaveLength(3)
    expect(outcomes.filter((one) => one['409 reward_out_of_stock'] === 8)).toHaveLength(3)
    for (const ofCode of served.filter(([first]) => first!.status === 201)) {
      expect(new Set(ofCode.map(({ body }) => body.redeemed.id)).size).toBe(1)
    }
    expect(await stockOf(owner, 'mug')).toBe(0)
    const books = await Promise.all(guests.map(book))
    expect(books.reduce((sum, one) => sum + one.redeemed, 0)).toBe(15)
  })
})

describe('a cart for real', () => {
  test('takes what a budget bears, beside those who redeem at the till', async () => {
    const { id, code } = await define(owner, { ...fiveEuros, budget: 3_700, perCustomerMax: 1 })
    const names = Array.from({ length: 50 }, (_, index) => `cart-${index}`)
    for (const name of names) await world.customer(name)
    const answers = await times(50, (index) => {
      const customer = { externalId: names[index]! }
      return index % 2
        ? world.shop.post('/api/v1/carts', {
            ...{ ...anew(), customer, codes: [code], lines: [{ amount: 1000 }] },
          })
        : world.shop.post('/api/v1/voucher-redemptions', {
            ...{ ...anew(), customer, code, cart: { amount: 1000 } },
          })
    })
    expect(statuses(answers).done).toBe(7)
    const { redeemed, onHold } = await takenOf(owner, id)
    expect(redeemed + onHold).toBe(7)
  })

  test('with two vouchers each, named in any order, waits in no ring', async () => {
    const combinable = { ...fiveEuros, combinable: true, totalMax: 20 }
    const [one, other] = [await define(owner, combinable), await define(owner, combinable)]
    const answers = await times(50, (index) =>
      world.shop.post('/api/v1/carts', {
        ...{ ...anew(), lines: [{ amount: 5000 }] },
        codes: index % 2 ? [one.code, other.code] : [other.code, one.code],
      }),
    )
    expect(statuses(answers).done).toBe(20)
    expect([
      (await takenOf(owner, one.id)).onHold,
      (await takenOf(owner, other.id)).onHold,
    ]).toEqual([20, 20])
  })
})

describe('the same request a hundred times', () => {
  const sameFor = async (ask: () => Promise<Answer>) => {
    const answers = await times(100, ask)
    expect(Object.keys(statuses(answers))).toEqual(['done'])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    return answers[0]!.body
  }

  test('keeps one cart, captures it once and lets one go once', async () => {
    const dora = await world.customer('dora', 100)
    const { id: voucher, code } = await define(owner, fiveEuros)
    const cart = (externalId: string) => () =>
      world.shop.post('/api/v1/carts', {
        ...{ source: 'shop', externalId, customer: { externalId: 'dora' }, codes: [code] },
        ...{ lines: [{ amount: 1000 }], points: { currency: 'points', points: 30 } },
      })
    const kept = await sameFor(cart('dora-1'))
    const freed = await sameFor(cart('dora-2'))
    expect(await book(dora)).toMatchObject({ balance: 40, held: 60 })
    const purchase = anew()
    await sameFor(() => world.shop.post(`/api/v1/carts/${kept.id}/capture`, { purchase }))
    await sameFor(() => world.shop.post(`/api/v1/carts/${freed.id}/release`, {}))
    expect(await book(dora)).toMatchObject({ balance: 70, held: 0, redeemed: 30 })
    expect(await takenOf(owner, voucher)).toMatchObject({ redeemed: 1, onHold: 0 })
  })

  test('moves points once, gives them once and takes the gift once', async () => {
    const [emil, fritz] = [await world.customer('emil', 50), await world.customer('fritz')]
    const act = {
      source: 'office',
      externalId: 'emil-1',
      customer: { id: emil },
      currency: 'points',
    }
    const moved = { ...act, to: { id: fritz }, points: 20, reason: 'other' }
    await sameFor(() => office.post('/api/v1/points/transfers', moved))
    const given = { ...act, externalId: 'emil-2', points: 7, reason: 'complaint' }
    await sameFor(() => office.post('/api/v1/points/grants', given))
    expect([await world.balance(emil), await world.balance(fritz)]).toEqual([37, 20])
  })

  test('hands one gift over, and undoes it once', async () => {
    await world.say(
      ladderOf({ key: 'gifts', rounds: [{ steps: [{ count: 1, articles: ['pin'] }] }] }),
    )
    await stocked(owner, 'pin', 5)
    const gina = await world.customer('gina')
    const bought = { ...anew(), type: 'purchase', occurredAt: '2026-11-21T09:00:00Z', amount: 300 }
    await world.shop.post('/api/v1/events', { events: [{ ...bought, customer: { id: gina } }] })
    const said = anew()
    const given = await sameFor(() => handOver(world.shop, gina, {}, said))
    expect(await stockOf(owner, 'pin')).toBe(4)
    await sameFor(() => owner.post(`/api/v1/gift-hand-overs/${given.id}/cancel`))
    expect(await stockOf(owner, 'pin')).toBe(5)
  })
})
