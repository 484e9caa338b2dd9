import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  buy,
  type LoyaltyWorld,
  openLoyaltyWorld,
  put,
  starRule,
  starsForVisits,
} from '../loyalty.ts'
import { letWork } from '../server.ts'

let world: LoyaltyWorld
beforeEach(async () => {
  world = await openLoyaltyWorld()
})
afterEach(() => world.close())

const rule = '/api/v1/programs/rules/visit'
const revisions = async () =>
  (await world.owner.get('/api/v1/programs/revisions')).body.items.length

describe('a rule', () => {
  test('is said once, however often it is sent, with and without a time', async () => {
    await starsForVisits(world.owner)
    const first = await put(world.owner, rule, starRule())
    world.at('2026-03-02T08:00:00Z')
    expect(await put(world.owner, rule, starRule())).toEqual(first)
    const later = { ...starRule({ name: 'Später' }), validFrom: '2026-03-05T00:00:00Z' }
    const planned = await put(world.owner, rule, later)
    world.at('2026-03-06T08:00:00Z')
    expect(await put(world.owner, rule, later)).toEqual({ ...planned, state: 'in_force' })
    expect(await revisions()).toBe(2)
  })

  test('begins now or later, not before', async () => {
    await put(world.owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.3' })
    const past = { ...starRule(), validFrom: '2026-02-28T00:00:00Z' }
    const refused = await world.owner.put(rule, past)
    expect([refused.status, refused.body.code]).toEqual([422, 'earning_rule_faulty'])
    expect(refused.body.errors).toEqual([expect.objectContaining({ code: 'starts_in_past' })])
    const tiers = { levels: [], validFrom: '2026-02-28T00:00:00Z' }
    const other = await world.owner.put('/api/v1/programs/tiers', tiers)
    expect([other.status, other.body.code]).toEqual([422, 'starts_in_past'])
    expect(await revisions()).toBe(0)
  })

  test('is refused with every fault, each at its place', async () => {
    await put(world.owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.3' })
    const refused = await world.owner.put(rule, {
      ...starRule({ way: { kind: 'multiplier', factor: '0.5' } }),
      when: { kind: 'compare', field: 'event.moon', operator: 'equal', value: 'full' },
      pendingDays: 30,
      expiry: { kind: 'after_days', days: 20 },
    })
    expect(
      refused.body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code]),
    ).toEqual([
      ['/way/factor', 'lowers'],
      ['/expiry', 'expires_while_pending'],
      ['/when/field', 'unknown_field'],
    ])
    const moons = await world.owner.put(rule, starRule({ currency: 'moons' }))
    expect([moons.status, moons.body.code]).toEqual([422, 'point_currency_not_found'])
    expect(await revisions()).toBe(0)
  })

  test('stays with its currency', async () => {
    await starsForVisits(world.owner)
    await put(world.owner, '/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.01' })
    const changed = await world.owner.put(rule, starRule({ currency: 'points' }))
    expect(changed.body.errors[0].code).toBe('currency_changed')
  })

  test('ends with what was planned for it; what it gave stays', async () => {
    await starsForVisits(world.owner)
    await world.record(buy('anna', '2026-03-01T08:00:00Z'))
    const later = { ...starRule({ name: 'Später' }), validFrom: '2026-03-20T00:00:00Z' }
    await put(world.owner, rule, later)
    world.at('2026-03-05T08:00:00Z')
    const ended = await world.owner.post(`${rule}/end`, {})
    expect(ended.body).toMatchObject({ state: 'in_force', content: { status: 'ended' } })
    expect((await world.owner.post(`${rule}/end`)).body).toEqual(ended.body)
    world.at('2026-03-25T08:00:00Z')
    await world.record(buy('anna', '2026-03-25T07:00:00Z'))
    expect(await world.points('anna')).toBe(1)
    expect((await world.owner.get('/api/v1/programs')).body).toMatchObject({
      rules: [],
      planned: [],
    })
    const unknown = await world.owner.post('/api/v1/programs/rules/nothing/end', {})
    expect([unknown.status, unknown.body.code]).toEqual([404, 'earning_rule_not_found'])
  })

  test('also judges an event that was told before it, but happens after it began', async () => {
    await starsForVisits(world.owner)
    await world.record(buy('anna', '2026-03-01T12:00:00Z'))
    await put(world.owner, rule, starRule({ way: { kind: 'per_visit', points: 5 } }))
    expect(await world.points('anna')).toBe(5)
    const ended = await world.owner.post(`${rule}/end`, {})
    expect(ended.status).toBe(200)
    expect(await world.points('anna')).toBe(0)
  })
})

test('a rule said amid the intake judges all that happens from its instant on, whoever was first', async () => {
  await put(world.owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.3' })
  const guests = Array.from({ length: 40 }, (_, number) => `guest-${number}`)
  const buying = guests.map((guest) =>
    world.shop.post('/api/v1/events', { events: [buy(guest, '2026-03-01T08:00:00Z')] }),
  )
  await put(world.owner, rule, starRule())
  for (const answer of await Promise.all(buying)) expect(answer.body.accepted).toBe(1)
  const stars = await Promise.all(guests.map((guest) => world.points(guest)))
  expect(new Set(stars)).toEqual(new Set([1]))
})

test('where nothing was said yet, there is a program in which nothing is earned', async () => {
  const { body } = await world.owner.get('/api/v1/programs')
  expect(body).toMatchObject({
    ...{ currencies: [], rules: [], tiers: null, giftLadders: [], planned: [] },
    terms: { visitMinutes: 60 },
  })
  await world.record(buy('anna', '2026-03-01T07:00:00Z'))
  expect(await world.balance('anna')).toMatchObject({ points: [], tier: null, giftLadders: [] })
})

test('tiers of a program that begins later count what was before, as its ladder says', async () => {
  for (const visit of ['2026-02-20', '2026-02-22', '2026-02-24']) {
    await world.record(buy('anna', `${visit}T07:00:00Z`))
  }
  const levels = [{ key: 'silver', name: 'Silber', threshold: 3 }]
  await put(world.owner, '/api/v1/programs/tiers', { levels })
  expect((await world.balance('anna')).tier).toMatchObject({ count: 3, level: { key: 'silver' } })
  // Nobody is counted anew for it: what is looked at is not kept.
  world.at('2026-03-02T08:00:00Z')
  await world.record(buy('anna', '2026-03-02T07:00:00Z'))
  expect((await world.balance('anna')).tier).toMatchObject({ count: 4, level: { key: 'silver' } })
  await put(world.owner, '/api/v1/programs/tiers', { levels: [] })
  expect((await world.balance('anna')).tier).toBeNull()
})

test('the program is defined by owner and marketing, in all stores or not at all', async () => {
  await starsForVisits(world.owner)
  const marketing = await world.server.person('marketing')
  await put(marketing, rule, starRule({ name: 'Anders' }))
  const some = await world.server.person('marketing', [world.stores.altstadt!])
  const limited = await some.put(rule, starRule())
  expect([limited.status, limited.body.code]).toEqual([403, 'caller_limited_to_stores'])
  for (const role of ['store_manager', 'service', 'analyst', 'accountant'] as const) {
    const person = await world.server.person(role)
    expect((await person.get('/api/v1/programs')).status).toBe(200)
    expect((await person.put(rule, starRule())).status).toBe(403)
  }
  expect((await world.till.get('/api/v1/programs')).status).toBe(403)
  const reader = await world.server.program('program:read')
  expect((await reader.get('/api/v1/programs')).status).toBe(200)
  expect((await reader.put(rule, starRule())).status).toBe(403)
  const writer = await world.server.program('program:write')
  await put(writer, rule, starRule({ name: 'Vom Programm' }))
})

test('terms, tiers and gift ladders are said in the same way, and revisions come in pages', async () => {
  await put(world.owner, '/api/v1/programs/terms', { visitMinutes: 90 })
  const levels = [{ key: 'silver', name: 'Silber', threshold: 3 }]
  await put(world.owner, '/api/v1/programs/tiers', { levels })
  const rounds = [{ steps: [{ count: 3, articles: ['mug'] }] }]
  const ladder = '/api/v1/programs/gift-ladders/gifts'
  await put(world.owner, ladder, { name: 'Geschenke', rounds })
  const program = (await world.owner.get('/api/v1/programs')).body
  expect(program).toMatchObject({
    terms: { visitMinutes: 90, leapBirthday: '02-28' },
    tiers: { basis: 'visits', graceDays: 30, levels: [{ key: 'silver' }] },
    giftLadders: [{ key: 'gifts', rounds }],
  })
  const bad = {
    name: 'Geschenke',
    rounds,
    when: { kind: 'compare', field: 'line.sku', operator: 'equal', value: 'x' },
  }
  const refused = await world.owner.put(ladder, bad)
  expect([refused.body.code, refused.body.errors[0].code]).toEqual([
    'gift_ladder_faulty',
    'misplaced_field',
  ])
  expect((await world.owner.post(`${ladder}/end`, {})).body.content.status).toBe('ended')
  const first = (await world.owner.get('/api/v1/programs/revisions?limit=3')).body
  const kinds = first.items.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(['gift_ladder', 'gift_ladder', 'tiers'])
  const path = `/api/v1/programs/revisions?limit=3&cursor=${first.nextCursor}`
  const second = (await world.owner.get(path)).body
  expect(second.items.map(({ kind }: { kind: string }) => kind)).toEqual(['terms'])
  expect(second.nextCursor).toBeNull()
})

test('another time zone judges everybody anew, and the books say what differs', async () => {
  const { server, owner, record, at, points } = world
  await put(owner, '/api/v1/programs/currencies/stars', { name: 'Sterne', value: '0.3' })
  const way = { kind: 'per_amount', points: '1', perAmount: 100 }
  await put(owner, rule, { ...starRule({ way }), caps: { perDay: 5 } })
  at('2026-03-03T08:00:00Z')
  // One day in Berlin, two in Auckland.
  await record(buy('anna', '2026-03-02T10:00:00Z', 800))
  await record(buy('anna', '2026-03-02T12:00:00Z', 800))
  expect(await points('anna')).toBe(5)
  const changed = await owner.patch('/api/v1/business', { timeZone: 'Pacific/Auckland' })
  expect(changed.status).toBe(200)
  await letWork(server, 'recount')
  expect(await points('anna')).toBe(10)
})
