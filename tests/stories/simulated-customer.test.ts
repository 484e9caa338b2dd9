import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buy, giveBack, type LoyaltyWorld, openLoyaltyWorld, starsForVisits } from '../loyalty.ts'

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
    expect(body.purchases).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-09T14:00:00.000Z'])
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
})
