import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anew, buy, giveBack, type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'

let world: LoyaltyWorld
beforeEach(async () => {
  world = await openLoyaltyWorld()
})
afterEach(() => world.close())

const cards = '/api/v1/programs/cards'
const coffeeCard = { name: 'Kaffeekarte', currency: 'stamps', places: 5, reward: 'coffee' }

async function stampsForVisits(more: object = {}): Promise<void> {
  await put(world.owner, '/api/v1/programs/currencies/stamps', { name: 'Stempel', value: '0.2' })
  await put(world.owner, '/api/v1/programs/rules/visit', {
    ...{ name: 'Ein Stempel je Besuch', currency: 'stamps' },
    way: { kind: 'per_visit', points: 1 },
    ...more,
  })
  await put(world.owner, '/api/v1/rewards/coffee', reward())
}

const reward = (price = 5) => ({
  ...{ name: 'Ein Kaffee', currency: 'stamps', price, validFrom: '2026-03-01T00:00:00Z' },
  gives: { kind: 'experience' },
})

async function cardOf(externalId: string) {
  const { customerId } = await world.balance(externalId)
  const reply = await world.till.get(`/api/v1/customers/${customerId}/cards?language=de`)
  expect(reply.status, reply.text).toBe(200)
  return reply.body.items[0]
}

async function visits(externalId: string, days: readonly number[]) {
  const made = []
  for (const day of days) {
    const at = `2026-03-${String(day).padStart(2, '0')}T07:00:00Z`
    world.at(at)
    const purchase = buy(externalId, at)
    await world.record(purchase)
    made.push(purchase)
  }
  return made
}

describe('a stamp card', () => {
  test('fills visit by visit; a full one waits in hand while the next one fills', async () => {
    await stampsForVisits()
    await put(world.owner, `${cards}/coffee`, { ...coffeeCard, words: 'Mit Herz gebrüht.' })
    await visits('anna', [2, 3, 4, 5])
    expect(await cardOf('anna')).toMatchObject({
      ...{ key: 'coffee', name: 'Kaffeekarte', words: 'Mit Herz gebrüht.', places: 5 },
      ...{ filled: 4, full: 0, missing: 1, pending: 0 },
      reward: {
        ...{ key: 'coffee', name: 'Ein Kaffee', price: 5, ready: false },
        reasons: [{ code: 'points_insufficient', message: expect.any(String) }],
      },
    })
    await visits('anna', [6, 9, 10])
    expect(await cardOf('anna')).toMatchObject({
      ...{ filled: 2, full: 1, missing: 3 },
      reward: { ready: true, reasons: [] },
    })
  })

  test('is the balance: what is redeemed, given back or expires leaves it at once', async () => {
    await stampsForVisits({ expiry: { kind: 'after_days', days: 30 } })
    await put(world.owner, `${cards}/coffee`, coffeeCard)
    const bought = await visits('anna', [2, 3, 4, 5, 6, 9, 10])
    const redeemed = await world.till.post('/api/v1/reward-redemptions', {
      ...{ ...anew(), reward: 'coffee', customer: { externalId: 'anna' }, store: 'altstadt' },
    })
    expect(redeemed.status, redeemed.text).toBe(201)
    expect(await cardOf('anna')).toMatchObject({ filled: 2, full: 0, missing: 3 })
    await world.record(giveBack(bought.at(-1)!, '2026-03-10T10:00:00Z', 450, 'anna'))
    expect(await cardOf('anna')).toMatchObject({ filled: 1, full: 0, missing: 4 })
    world.at('2026-05-01T08:00:00Z')
    expect(await cardOf('anna')).toMatchObject({ filled: 0, full: 0, missing: 5 })
  })

  test('shows stamps that come later beside, and not on it', async () => {
    await stampsForVisits({ pendingDays: 14 })
    await put(world.owner, `${cards}/coffee`, coffeeCard)
    await visits('anna', [2, 3])
    expect(await cardOf('anna')).toMatchObject({ filled: 0, missing: 5, pending: 2 })
  })

  test('with other places shows the same stamps, from its day on', async () => {
    await stampsForVisits()
    await put(world.owner, `${cards}/coffee`, coffeeCard)
    await visits('anna', [2, 3, 4, 5])
    const later = { ...coffeeCard, places: 3, validFrom: '2026-03-09T00:00:00Z' }
    const planned = await put(world.owner, `${cards}/coffee`, later)
    expect(planned.state).toBe('planned')
    expect(await put(world.owner, `${cards}/coffee`, later)).toEqual(planned)
    expect(await cardOf('anna')).toMatchObject({ places: 5, filled: 4, full: 0 })
    world.at('2026-03-09T08:00:00Z')
    expect(await cardOf('anna')).toMatchObject({ places: 3, filled: 1, full: 1 })
    expect(await world.points('anna', 'stamps')).toBe(4)
  })

  test('ends with what was planned for it; the stamps stay', async () => {
    await stampsForVisits()
    await put(world.owner, `${cards}/coffee`, coffeeCard)
    await put(world.owner, `${cards}/coffee`, {
      ...{ ...coffeeCard, places: 8, validFrom: '2026-04-01T00:00:00Z' },
    })
    await visits('anna', [2, 3])
    const ended = await world.owner.delete(`${cards}/coffee`)
    expect(ended.body).toMatchObject({ state: 'in_force', content: { status: 'ended' } })
    expect((await world.owner.delete(`${cards}/coffee`)).body).toEqual(ended.body)
    expect(await cardOf('anna')).toBeUndefined()
    expect(await world.points('anna', 'stamps')).toBe(2)
    world.at('2026-04-02T08:00:00Z')
    expect(await cardOf('anna')).toBeUndefined()
    const { items } = (await world.owner.get(cards)).body
    expect(items.map(({ content }: { content: object }) => content)).toEqual([
      expect.objectContaining({ key: 'coffee', status: 'ended' }),
    ])
  })

  test('is listed and read as it is now, and refused with every fault', async () => {
    await stampsForVisits()
    const faulty = await world.owner.put(`${cards}/coffee`, {
      ...{ ...coffeeCard, reward: 'nothing', validFrom: '2026-02-01T00:00:00Z' },
    })
    expect([faulty.status, faulty.body.code]).toEqual([422, 'stamp_card_faulty'])
    expect(faulty.body.errors.map(({ code }: { code: string }) => code)).toEqual([
      'starts_in_past',
      'reward_not_found',
    ])
    const unknown = await world.owner.put(`${cards}/coffee`, { ...coffeeCard, currency: 'moons' })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'point_currency_not_found'])
    expect((await world.owner.get(cards)).body).toEqual({ items: [] })
    expect((await world.owner.get(`${cards}/coffee`)).status).toBe(404)
    expect((await world.owner.delete(`${cards}/coffee`)).body.code).toBe('stamp_card_not_found')
    const said = await put(world.owner, `${cards}/coffee`, coffeeCard)
    expect((await world.owner.get(`${cards}/coffee`)).body).toEqual(said)
    expect((await world.owner.get('/api/v1/programs')).body.stampCards).toEqual([said.content])
  })

  test('that nobody can fill, or whose reward costs something else, is named by the lint', async () => {
    await stampsForVisits()
    await put(world.owner, `${cards}/coffee`, coffeeCard)
    const lint = async (body: object = {}) =>
      (await world.owner.post('/api/v1/programs/lint', body)).body.findings
    expect(await lint()).toEqual([])
    await put(world.owner, '/api/v1/rewards/coffee', reward(6))
    expect(await lint()).toEqual([
      {
        ...{ code: 'card_reward_costs_otherwise', subject: 'coffee' },
        params: { reward: 'Ein Kaffee', price: 6, places: 5 },
      },
    ])
    expect(await lint({ stampCards: [{ key: 'coffee', ...coffeeCard, places: 6 }] })).toEqual([])
    await world.owner.delete('/api/v1/rewards/coffee')
    expect(await lint()).toMatchObject([{ code: 'card_reward_missing', subject: 'coffee' }])
    await visits('anna', [2])
    expect((await cardOf('anna')).reward).toBeNull()
    await world.owner.post('/api/v1/programs/rules/visit/end', {})
    expect(await lint()).toMatchObject([
      { code: 'card_currency_unearned' },
      { code: 'card_reward_missing' },
    ])
  })
})
