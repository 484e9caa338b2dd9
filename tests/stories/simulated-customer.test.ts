import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buy,
  giveBack,
  type LoyaltyWorld,
  openLoyaltyWorld,
  starRule,
  starsForVisits,
} from '../loyalty.ts'

const cake = buy('anna', '2026-03-09T14:00:00Z', 3000)
const program = {
  currencies: [{ currency: 'beans', value: '0.10' }],
  rules: [
    {
      key: 'euro',
      name: 'Eine Bohne je Euro',
      currency: 'beans',
      way: { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] },
    },
  ],
}

describe('what one customer would have got', () => {
  let world: LoyaltyWorld
  let customerId: string
  const ask = (client: LoyaltyWorld['owner'], body: object) =>
    client.post('/api/v1/programs/simulations/of-customer', body)
  beforeAll(async () => {
    world = await openLoyaltyWorld()
    await starsForVisits(world.owner)
    world.at('2026-03-30T20:00:00Z')
    const events = [
      buy('anna', '2026-03-02T09:00:00Z', 420),
      cake,
      giveBack(cake, '2026-03-10T10:00:00Z', 1000, 'anna'),
      buy('bert', '2026-03-03T09:00:00Z', 99_900),
    ]
    await world.shop.post('/api/v1/events', { events })
    customerId = (await world.balance('anna')).customerId
  })
  afterAll(() => world.close())

  test('is told by the day, with what a return takes back, and of nobody else', async () => {
    const { status, body, text } = await ask(world.owner, { program, days: 60, customerId })
    expect(status, text).toBe(200)
    expect(body.timesThere).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-09T14:00:00.000Z'])
    expect(body.gains).toEqual([
      { at: '2026-03-02T09:00:00.000Z', currency: 'beans', points: 4 },
      { at: '2026-03-09T14:00:00.000Z', currency: 'beans', points: 30 },
      { at: '2026-03-10T10:00:00.000Z', currency: 'beans', points: -10 },
    ])
  })

  test('changes nothing of what the customer has', async () => {
    await ask(world.owner, { program, days: 60, customerId })
    const { points } = await world.balance('anna')
    expect(points.map(({ currency }: { currency: string }) => currency)).toEqual(['stars'])
  })

  test('is told only to those who may see customers', async () => {
    const blind = await world.server.program('program:write')
    const reply = await ask(blind, { program, days: 60, customerId })
    expect([reply.status, reply.body.code]).toEqual([404, 'customer_not_found'])
  })

  test('tells visits without an amount where these count, and what is within an hour once', async () => {
    const [visit, late] = ['2026-03-20T09:00:00Z', '2026-03-20T09:40:00Z'].map((occurredAt) => ({
      ...{ type: 'visit', source: 'shop', externalId: occurredAt, occurredAt },
      customer: { externalId: 'carla' },
    }))
    const bought = buy('carla', '2026-03-20T09:30:00Z', 500)
    await world.shop.post('/api/v1/events', { events: [visit, late, bought] })
    const { customerId } = await world.balance('carla')
    const wish = { program, days: 60, customerId }
    const told = async () => (await ask(world.owner, wish)).body.timesThere
    expect(await told()).toEqual(['2026-03-20T09:30:00.000Z'])
    await world.owner.patch('/api/v1/business', { presence: 'visits' })
    expect(await told()).toEqual(['2026-03-20T09:00:00.000Z'])
  })

  test('adds up to the first reward and the cost of a whole program of visits', async () => {
    const stamp = starRule({ key: 'visit', way: { kind: 'per_visit', points: 1 } })
    const stamps = { currencies: [{ currency: 'stars', value: '0.30' }], rules: [stamp] }
    const { result } = (
      await world.owner.post('/api/v1/programs/simulations', {
        ...{ program: stamps, days: 60 },
        firstReward: { currency: 'stars', price: 2 },
      })
    ).body
    expect(result).toMatchObject({
      ...{ presence: 'visits', customers: 3, costShare: null, cost: { amount: 120 } },
      firstReward: { reached: 1, never: [{ timesThere: '1', customers: 2 }, {}, {}] },
    })
    const change = { kind: 'rule', content: { ...stamp, way: { kind: 'per_visit', points: 2 } } }
    const preview = await world.owner.post('/api/v1/programs/previews', { change, days: 60 })
    const { customers, examples } = preview.body.result
    expect([customers.gain, customers.lose]).toEqual([3, 0])
    expect(examples.map(({ timesThere }: { timesThere: number }) => timesThere)).toEqual([2, 1, 1])
  })
})
