import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buy,
  giveBack,
  type LoyaltyWorld,
  openLoyaltyWorld,
  put,
  starRule,
  starsForVisits,
} from '../loyalty.ts'

const launch = '2026-03-01T08:00:00Z'
const today = '2026-05-30T20:00:00Z'

/** What happened in the ninety days up to today: three regulars, a stranger, a return. */
function spring(): object[] {
  const events: object[] = []
  for (const [guest, everyDays, amount] of [
    ['anna', 3, 450],
    ['bert', 7, 820],
    ['carla', 30, 5000],
  ] as const) {
    for (let day = 1; day < 88; day += everyDays) {
      const at = new Date(Date.UTC(2026, 2, 2 + day, 9))
      events.push(buy(guest, at.toISOString(), amount))
    }
  }
  const cake = buy('anna', '2026-04-04T14:00:00Z', 3000)
  events.push(cake, giveBack(cake, '2026-04-10T10:00:00Z', 1000, 'anna'))
  return events
}

const events = spring()
const perEuro = {
  name: 'Ein Stern je Euro',
  currency: 'stars',
  way: { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] },
}

async function lived(): Promise<LoyaltyWorld> {
  const world = await openLoyaltyWorld(launch)
  await starsForVisits(world.owner)
  world.at(today)
  const { body, text } = await world.shop.post('/api/v1/events', { events })
  expect(body.accepted, text).toBe(events.length)
  return world
}

async function previewed(world: LoyaltyWorld, change: object, days = 90) {
  const reply = await world.owner.post('/api/v1/programs/previews', { change, days })
  expect(reply.status, reply.text).toBe(200)
  expect(reply.body).toMatchObject({ status: 'done', share: 1 })
  return reply.body.result
}

const sumOf = (stars: Record<string, number>) =>
  Object.values(stars).reduce((all, one) => all + one, 0)

const guests = ['anna', 'bert', 'carla'] as const
async function starsOf(world: LoyaltyWorld): Promise<Record<string, number>> {
  return Object.fromEntries(
    await Promise.all(guests.map(async (guest) => [guest, await world.points(guest)])),
  )
}

describe('the preview of a rule', () => {
  let world: LoyaltyWorld
  beforeAll(async () => {
    world = await lived()
  })
  afterAll(() => world.close())

  test('equals what the rule then really grants when the same days are recorded under it', async () => {
    const change = { kind: 'rule', content: { key: 'euro', ...perEuro } }
    const preview = await previewed(world, change)
    const other = await openLoyaltyWorld(launch)
    await starsForVisits(other.owner)
    await put(other.owner, '/api/v1/programs/rules/euro', perEuro)
    other.at(today)
    await other.shop.post('/api/v1/events', { events })
    const [before, after] = [await starsOf(world), await starsOf(other)]
    expect(preview.points).toEqual([
      {
        currency: 'stars',
        before: sumOf(before),
        after: sumOf(after),
        cost: {
          before: { amount: sumOf(before) * 30, currency: 'EUR' },
          after: { amount: sumOf(after) * 30, currency: 'EUR' },
        },
      },
    ])
    expect(preview.customers).toEqual({ gain: 3, lose: 0, same: 0 })
    const ids = new Map(
      await Promise.all(
        guests.map(async (guest) => [(await world.balance(guest)).customerId, guest] as const),
      ),
    )
    expect(preview.examples).toHaveLength(3)
    for (const { customerId, points } of preview.examples) {
      const guest = ids.get(customerId)!
      const [told] = points
      expect(told).toEqual({ currency: 'stars', before: before[guest], after: after[guest] })
    }
    await other.close()
  })

  test('tells it by week, and weeks add up to the whole', async () => {
    const change = { kind: 'rule', content: { key: 'euro', ...perEuro } }
    const { weeks, points, start, end } = await previewed(world, change)
    expect([start, end]).toEqual(['2026-02-25', '2026-05-27'])
    expect(weeks).toHaveLength(13)
    const sums = { before: 0, after: 0 }
    for (const week of weeks) {
      for (const one of week.points) {
        sums.before += one.before
        sums.after += one.after
      }
    }
    expect(points[0]).toMatchObject(sums)
  })

  test('of a dearer way says who loses, and of an end what is saved', async () => {
    const rare = starRule({
      key: 'visit',
      when: {
        kind: 'compare',
        field: 'event.amount',
        operator: 'at_least',
        value: 800,
      },
    })
    const worse = await previewed(world, { kind: 'rule', content: rare })
    expect(worse.customers).toEqual({ gain: 0, lose: 1, same: 2 })
    expect(worse.examples[0]).toMatchObject({ why: 'loses_most' })
    const ended = await previewed(world, { kind: 'rule_end', key: 'visit' })
    expect(ended.points[0].after).toBe(0)
    expect(ended.customers.lose).toBe(3)
  })

  test('of tiers says who would hold them, and of a ladder which gifts would be due', async () => {
    const levels = [{ key: 'silver', name: 'Silber', threshold: 12 }]
    const tiers = await previewed(world, { kind: 'tiers', content: { levels } })
    expect(tiers.tiers).toEqual([
      { level: null, before: 3, after: 1 },
      { level: 'silver', before: 0, after: 2 },
    ])
    expect(tiers.customers).toEqual({ gain: 2, lose: 0, same: 1 })
    const ladder = {
      key: 'gifts',
      name: 'Geschenke',
      rounds: [{ steps: [{ count: 10, articles: ['mug'] }] }],
    }
    const gifts = await previewed(world, { kind: 'gift_ladder', content: ladder })
    expect(gifts.gifts).toEqual([{ ladder: 'gifts', before: 0, after: 4 }])
  })

  test('changes nothing, and names dead ends and faults of the change', async () => {
    const never = starRule({
      key: 'moon',
      when: {
        kind: 'compare',
        field: 'event.store',
        operator: 'equal',
        value: 'moon',
      },
    })
    const { findings } = await previewed(world, { kind: 'rule', content: never })
    expect(findings).toEqual([{ code: 'rule_never_matches', subject: 'moon', params: {} }])
    expect((await world.owner.get('/api/v1/programs/revisions')).body.items).toHaveLength(1)
    const refused = await world.owner.post('/api/v1/programs/previews', {
      change: { kind: 'rule', content: { key: 'euro', ...perEuro, currency: 'moons' } },
    })
    expect([refused.status, refused.body.code]).toEqual([422, 'point_currency_not_found'])
    const unknown = { change: { kind: 'rule_end', key: 'nothing' } }
    const missing = await world.owner.post('/api/v1/programs/previews', unknown)
    expect([missing.status, missing.body.code]).toEqual([404, 'earning_rule_not_found'])
  })

  test('can be read again until the program is started anew, by whoever may define it', async () => {
    const change = { kind: 'rule_end', key: 'visit' }
    const { body } = await world.owner.post('/api/v1/programs/previews', { change })
    const path = `/api/v1/programs/previews/${body.id}`
    expect((await world.owner.get(path)).body).toEqual(body)
    expect((await world.owner.delete(path)).body.status).toBe('done')
    expect((await world.till.get(path)).status).toBe(403)
    const nothing = await world.owner.get(
      '/api/v1/programs/simulations/run_00000000000000000000000000',
    )
    expect([nothing.status, nothing.body.code]).toEqual([404, 'simulation_not_found'])
  })

  test('names its guests to those who may see them', async () => {
    const { customerId } = await world.balance('carla')
    await world.owner.patch(`/api/v1/customers/${customerId}`, { name: 'Carla Seidel' })
    const change = { kind: 'rule', content: { key: 'euro', ...perEuro } }
    const names = (result: { examples: { name: string | null }[] }) =>
      result.examples.map(({ name }) => name)
    expect(names(await previewed(world, change))).toContain('Carla Seidel')
    const program = await world.server.program('program:write')
    const { body } = await program.post('/api/v1/programs/previews', { change })
    expect(names(body.result)).toEqual([null, null, null])
  })
})

describe('what if', () => {
  let world: LoyaltyWorld
  beforeAll(async () => {
    world = await openLoyaltyWorld(today)
    await world.shop.post('/api/v1/events', { events })
  })
  afterAll(() => world.close())

  const draft = {
    currencies: [{ currency: 'stars', value: '0.30' }],
    rules: [starRule({ key: 'visit', expiry: { kind: 'after_days', days: 60 } })],
    tiers: { levels: [{ key: 'silver', name: 'Silber', threshold: 12 }] },
    giftLadders: [
      { key: 'gifts', name: 'Geschenke', rounds: [{ steps: [{ count: 10, articles: ['mug'] }] }] },
    ],
  }
  const simulated = async (more: object) => {
    const reply = await world.owner.post('/api/v1/programs/simulations', {
      ...{ program: draft, days: 90 },
      ...more,
    })
    expect(reply.status, reply.text).toBe(200)
    return reply.body.result
  }

  test('a whole program is tried on the history before there is one', async () => {
    const result = await simulated({ firstReward: { currency: 'stars', price: 10 } })
    const visits = events.filter((one) => 'type' in one && one.type === 'purchase').length
    expect(result).toMatchObject({
      ...{ start: '2026-02-25', end: '2026-05-27', customers: 3, earning: 3 },
      points: [{ currency: 'stars', given: visits }],
      cost: { amount: visits * 30, currency: 'EUR' },
      tiers: [
        { level: null, customers: 1 },
        { level: 'silver', customers: 2 },
      ],
      gifts: [{ ladder: 'gifts', steps: 4, customers: 2 }],
      findings: [],
    })
    const [stars] = result.points
    expect(stars.given).toBe(stars.open + stars.expired)
    expect(stars.expired).toBeGreaterThan(0)
    expect(result.liability).toEqual({ amount: stars.open * 30, currency: 'EUR' })
    expect(result.costShare).toBeCloseTo(result.cost.amount / result.revenue.amount, 10)
    expect(result.revenue.amount).toBe(revenueOf(events))
  })

  test('it says in how many weeks the first reward is reached, and who never gets there', async () => {
    const { firstReward, examples } = await simulated({
      firstReward: { currency: 'stars', price: 10 },
    })
    // Anna comes every three days, Bert once a week: his oldest star is 63 days old at the tenth.
    expect(firstReward).toEqual({
      reached: 1,
      weeks: { quarter: 3.9, median: 3.9, threeQuarters: 3.9 },
      never: [
        { timesThere: '1', customers: 0 },
        { timesThere: '2-4', customers: 1 },
        { timesThere: '5+', customers: 1 },
      ],
    })
    expect(examples.map(({ why }: { why: string }) => why)).toContain('never_gets_there')
  })

  test('looks back from the last known day, however long ago that is', async () => {
    const then = await simulated({})
    world.at('2036-05-30T20:00:00Z')
    const later = await simulated({})
    world.at(today)
    expect([later.start, later.end, later.cost]).toEqual([then.start, then.end, then.cost])
    expect(later.cost.amount).toBeGreaterThan(0)
  })

  test('launched for real on the same days, it grants what was simulated', async () => {
    const { points } = await simulated({})
    const real = await openLoyaltyWorld('2026-02-28T23:00:00Z')
    await starsForVisits(real.owner, { expiry: { kind: 'after_days', days: 60 } })
    real.at('2026-05-26T21:59:59Z')
    await real.shop.post('/api/v1/events', { events })
    const stars = await starsOf(real)
    expect(sumOf(stars)).toBe(points[0].open)
    await real.close()
  })

  test('birthdays count where a rule gives for them, of those who had been there before', async () => {
    const { customerId } = await world.balance('anna')
    await world.owner.patch(`/api/v1/customers/${customerId}`, { birthday: '1984-05-20' })
    const cake = {
      ...{ key: 'cake', name: 'Kuchen', currency: 'stars' },
      way: { kind: 'per_event', event: 'birthday', points: 7 },
    }
    const [without, given] = [
      await simulated({}),
      await simulated({ program: { ...draft, rules: [...draft.rules, cake] } }),
    ]
    expect([without.birthdays, given.birthdays]).toEqual([null, 1])
    expect(given.points[0].given).toBe(without.points[0].given + 7)
  })

  test('a draft is checked like what is said', async () => {
    const moons = { ...draft, rules: [starRule({ key: 'visit', currency: 'moons' })] }
    const refused = await world.owner.post('/api/v1/programs/simulations', { program: moons })
    expect([refused.status, refused.body.code]).toEqual([422, 'point_currency_not_found'])
    const strange = { program: draft, firstReward: { currency: 'moons', price: 1 } }
    const other = await world.owner.post('/api/v1/programs/simulations', strange)
    expect(other.body.errors[0].pointer).toBe('/firstReward/currency')
  })
})

test('dead ends are named by code, of what is in force and of what is about to be said', async () => {
  const world = await lived()
  const lint = async (body: object) =>
    (await world.owner.post('/api/v1/programs/lint', body)).body.findings
  expect(await lint({})).toEqual([])
  const levels = [{ key: 'gold', name: 'Gold', threshold: 5000 }]
  const change = { kind: 'tiers', content: { levels } }
  expect(await lint({ change })).toEqual([
    {
      code: 'tier_unreachable',
      subject: 'gold',
      params: { threshold: 5000, most: expect.any(Number) },
    },
  ])
  const reward = {
    ...{ key: 'trip', name: 'Reise', currency: 'moons', price: 10 },
    ...{ gives: { kind: 'experience' }, validFrom: '2026-01-01T00:00:00Z' },
  }
  expect(await lint({ rewards: [reward] })).toEqual([
    { code: 'reward_currency_unearned', subject: 'trip', params: { currency: 'moons' } },
  ])
  await put(world.owner, '/api/v1/rewards/drink', {
    ...{ name: 'Heißgetränk', currency: 'stars', price: 900_000 },
    ...{ gives: { kind: 'experience' }, validFrom: '2026-01-01T00:00:00Z' },
  })
  expect(await lint({})).toEqual([
    expect.objectContaining({ code: 'reward_too_dear', subject: 'drink' }),
  ])
  await put(world.owner, '/api/v1/gift-articles/mug', { name: 'Tasse', cost: 300 })
  const rounds = [
    {
      steps: [
        { count: 10, articles: ['mug'] },
        { count: 20, articles: ['bag'] },
      ],
    },
  ]
  const ladder = { key: 'gifts', name: 'Geschenke', rounds }
  expect(await lint({ rewards: [], change: { kind: 'gift_ladder', content: ladder } })).toEqual([
    { code: 'gift_articles_missing', subject: 'gifts', params: { round: 1, count: 10 } },
    { code: 'gift_articles_missing', subject: 'gifts', params: { round: 1, count: 20 } },
  ])
  await world.close()
})

/** Net of returns, in minor units. */
const revenueOf = (all: readonly object[]) =>
  (all as { type: string; amount: number }[]).reduce(
    (sum, { type, amount }) => sum + (type === 'return' ? -amount : amount),
    0,
  )
