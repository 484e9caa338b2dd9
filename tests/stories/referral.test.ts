import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { create, purchase, record } from '../customers.ts'
import { anew, openRewardsWorld, type RewardsWorld, ruleOf } from '../rewards.ts'
import { statuses, times } from '../vouchers.ts'

const start = '2026-06-01T08:00:00Z'

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld(start)
  const terms = {
    ...{ validFrom: start, currency: 'points', referrerPoints: 200, recruitPoints: 100 },
    ...{ amountMin: 1000, returnDays: 14, perYearMax: 3 },
  }
  const reply = await world.owner.post('/api/v1/referral-terms', terms)
  expect(reply.status, reply.text).toBe(201)
})
beforeEach(() => world.at('2026-06-02T08:00:00Z'))
afterAll(() => world.server.close())

async function codeOf(customerId: string, traits: object = {}): Promise<string> {
  const reply = await world.shop.post(`/api/v1/customers/${customerId}/referral-code`, { traits })
  expect(reply.status, reply.text).toBe(200)
  return reply.body.code
}

const recruit = (code: string, externalId: string, more: object = {}) =>
  world.shop.post('/api/v1/referrals', {
    ...{ ...anew(), code, recruit: { externalId }, followedAt: '2026-06-02T08:00:00Z' },
    ...more,
  })

/** On a day that has come by then. */
async function buys(externalId: string, day: string, amount = 1500, more: object = {}) {
  world.at(`${day}T20:00:00Z`)
  await record(
    world.shop,
    purchase(externalId, 'altstadt', `${day}T09:00:00Z`, { amount, ...more }),
  )
}

const stateOf = async (id: string) => {
  const { items } = (await world.owner.get('/api/v1/referrals?limit=100')).body
  return items.find((one: { id: string }) => one.id === id)
}

const suspicious = async () => (await world.owner.get('/api/v1/referrals/suspicious')).body.items

describe('a friend brought along', () => {
  test('is told by name to those who may see both, and as nobody to the others', async () => {
    const { server, owner } = world
    const dora = await create(owner, {
      name: 'Dora',
      identities: [{ kind: 'external_id', value: 'dora' }],
    })
    await world.customer('emil')
    const { id } = (await recruit(await codeOf(dora.id), 'emil')).body
    expect(await stateOf(id)).toMatchObject({
      referrer: { customerId: dora.id, name: 'Dora' },
      recruit: { name: null, shown: 'emil' },
    })
    const accountant = await server.person('accountant')
    const seen = (await accountant.get('/api/v1/referrals')).body.items[0]
    expect(seen).toMatchObject({ id, referrer: null, recruit: null })
  })

  test('brings both their points when the first purchase is past its return time, and once', async () => {
    const anna = await world.customer('anna')
    const code = await codeOf(anna)
    expect(await codeOf(anna)).toBe(code)
    const bo = await world.customer('bo')
    const { id } = (await recruit(code.toLowerCase(), 'bo')).body
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', waitsFor: 'purchase' })
    await buys('bo', '2026-06-05')
    world.at('2026-06-10T08:00:00Z')
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({
      ...{ state: 'waiting', waitsFor: 'return_time' },
      waitsUntil: '2026-06-19T22:00:00.000Z',
    })
    world.at('2026-06-20T08:00:00Z')
    await world.work('referrals')
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({ state: 'paid', referrerPoints: 200 })
    expect([await world.balance(anna), await world.balance(bo)]).toEqual([200, 100])
  })

  test('brings nothing when the purchase goes back, until there is one that stays', async () => {
    const cleo = await world.customer('cleo')
    const dan = await world.customer('dan')
    const { id } = (await recruit(await codeOf(cleo), 'dan')).body
    await buys('dan', '2026-06-03', 1500, { externalId: 'dan-first' })
    await record(world.shop, {
      ...{
        type: 'return',
        source: 'till',
        externalId: 'dan-back',
        customer: { externalId: 'dan' },
      },
      ...{ occurredAt: '2026-06-03T15:00:00Z', amount: 1500 },
      purchase: { source: 'till', externalId: 'dan-first' },
    })
    world.at('2026-06-25T08:00:00Z')
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', waitsFor: 'purchase' })
    await buys('dan', '2026-06-24', 999)
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({ waitsFor: 'purchase' })
    await buys('dan', '2026-06-25', 1000)
    world.at('2026-07-20T08:00:00Z')
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({ state: 'paid' })
    expect([await world.balance(cleo), await world.balance(dan)]).toEqual([200, 100])
  })

  test('who never buys anything is too late in the end', async () => {
    const { id } = await (async () => {
      const code = await codeOf(await world.customer('eve'))
      await world.customer('finn')
      return (await recruit(code, 'finn')).body
    })()
    world.at('2026-09-15T08:00:00Z')
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({ state: 'refused', reasons: ['referral_too_late'] })
  })
})

describe('nobody is brought', () => {
  test('by themselves, whatever they write their address like', async () => {
    const identities = [{ kind: 'email', value: 'Gina.Gross@gmail.com' }]
    const gina = await create(world.owner, {
      identities: [...identities, { kind: 'phone', value: '+49 170 5550001' }],
    })
    const code = await codeOf(gina.id, { address: 'Hauptstraße 5, 12345 Berlin', device: 'D-1' })
    expect((await recruit(code, 'gina', { recruit: { id: gina.id } })).body.reasons).toEqual([
      'referral_of_oneself',
    ])
    await create(world.owner, {
      identities: [
        { kind: 'external_id', value: 'gina3' },
        { kind: 'email', value: 'ginagross+free@googlemail.com' },
      ],
    })
    const traits = { address: 'hauptstr. 5 12345 berlin', device: 'd 1' }
    const reply = await recruit(code, 'gina3', { traits })
    expect(reply.body).toMatchObject({
      state: 'refused',
      reasons: ['referral_same_email', 'referral_same_address', 'referral_same_device'],
    })
  })

  test('who was a customer before, even if that is told late', async () => {
    const code = await codeOf(await world.customer('hugo'))
    world.at('2026-06-03T08:00:00Z')
    await world.customer('old')
    const late = await recruit(code, 'old', { followedAt: '2026-06-03T08:00:00Z' })
    expect(late.body.state).toBe('waiting')
    await buys('old', '2025-12-24')
    await buys('old', '2026-06-03')
    world.at('2026-07-20T08:00:00Z')
    await world.work('referrals')
    expect(await stateOf(late.body.id)).toMatchObject({
      reasons: ['referral_existing_customer'],
    })
  })

  test('twice, by nobody’s code, in the future, or before it was worth anything', async () => {
    const code = await codeOf(await world.customer('ines'))
    await world.customer('jo')
    expect((await recruit(code, 'jo')).status).toBe(201)
    const codes = [
      (await recruit(code, 'jo')).body.code,
      (await recruit('NO-SUCH-CODE', 'jo')).body.code,
      (await recruit(code, 'jo', { followedAt: '2027-01-01T00:00:00Z' })).body.code,
      (await recruit(code, 'jo', { followedAt: '2026-01-01T00:00:00Z' })).body.code,
      (await recruit(code, 'whoever')).body.code,
    ]
    expect(codes).toEqual([
      'referral_recorded_already',
      'referral_code_unknown',
      'referral_followed_in_future',
      'referral_not_offered',
      'customer_not_found',
    ])
  })

  test('by a link followed so long ago that whoever came since would pass as new', async () => {
    const code = await codeOf(await world.customer('nora'))
    await world.customer('otto')
    world.at('2027-06-02T08:00:00Z')
    expect((await recruit(code, 'otto')).body.code).toBe('referral_followed_too_long_ago')
    const lately = await recruit(code, 'otto', { followedAt: '2027-06-01T08:00:00Z' })
    expect(lately.body).toMatchObject({
      ...{ state: 'refused', reasons: ['referral_existing_customer'] },
    })
  })

  test('who has been a customer for weeks when it is told, however early the link is dated', async () => {
    const code = await codeOf(await world.customer('pia'))
    await world.customer('quin')
    await buys('quin', '2026-06-20')
    world.at('2026-06-28T08:00:00Z')
    // Before the recruit was known, within the days of the terms: no clerk looked at a calendar.
    const dated = { followedAt: '2026-06-02T07:59:00Z' }
    const { id } = (await recruit(code, 'quin', dated)).body
    expect(await stateOf(id)).toMatchObject({
      ...{ state: 'refused', reasons: ['referral_told_too_late'] },
    })
    world.at('2026-08-01T08:00:00Z')
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({ state: 'refused' })
  })

  test('but whoever is told of within a week of signing up, by a link followed long before', async () => {
    const code = await codeOf(await world.customer('rosa'))
    world.at('2026-07-20T08:00:00Z')
    await world.customer('sven')
    world.at('2026-07-27T08:00:00Z')
    const { id } = (await recruit(code, 'sven', { followedAt: '2026-06-10T08:00:00Z' })).body
    // Known late: a purchase before we were told of the link, after it was followed.
    await record(world.shop, purchase('sven', 'altstadt', '2026-07-01T09:00:00Z', { amount: 1500 }))
    world.at('2026-08-20T08:00:00Z')
    await world.work('referrals')
    expect(await stateOf(id)).toMatchObject({ state: 'paid' })
  })

  test('more often than once, though a hundred say so at the same moment', async () => {
    const code = await codeOf(await world.customer('kai'))
    await world.customer('lou')
    const said = anew()
    const same = await times(50, () => recruit(code, 'lou', said))
    expect(new Set(same.map(({ text }) => text)).size).toBe(1)
    await world.customer('mo')
    expect(statuses(await times(50, () => recruit(code, 'mo')))).toEqual({
      ...{ done: 1, '409 referral_recorded_already': 49 },
    })
  })
})

describe('a farm of fake friends', () => {
  test('is paid up to the cap of a year at most, and stands on the list', async () => {
    const boss = await world.customer('boss')
    const code = await codeOf(boss)
    const names = Array.from({ length: 8 }, (_, index) => `fake-${index}`)
    for (const name of names) {
      await world.customer(name)
      expect((await recruit(code, name)).body.state).toBe('waiting')
      await buys(name, '2026-06-03')
    }
    world.at('2026-06-30T08:00:00Z')
    await world.work('referrals')
    expect(await world.balance(boss)).toBe(600)
    const found = (await suspicious()).find(
      (one: { customerId: string }) => one.customerId === boss,
    )
    expect(found).toMatchObject({ recruits: 8, paid: 3, points: 600 })
    expect(found.signs).toContain('many_in_a_day')
  })

  test('on one device is paid for the first account alone', async () => {
    const boss = await world.customer('lazy-boss')
    const code = await codeOf(boss)
    const answers = []
    for (let index = 0; index < 6; index++) {
      const name = `lazy-${index}`
      await world.customer(name)
      answers.push(await recruit(code, name, { traits: { device: 'one and the same' } }))
      await buys(name, '2026-06-03')
    }
    expect(answers.map(({ body }) => body.reasons)).toEqual([
      [],
      ...Array.from({ length: 5 }, () => ['referral_same_device']),
    ])
    world.at('2026-06-30T08:00:00Z')
    await world.work('referrals')
    expect(await world.balance(boss)).toBe(200)
    const [first] = await suspicious()
    expect(first).toMatchObject({
      ...{ customerId: boss, recruits: 6, refused: 5, paid: 1 },
      signs: ['often_refused', 'recruits_alike', 'many_in_a_day'],
    })
  })

  test('of flatmates who are real friends is none', async () => {
    const code = await codeOf(await world.customer('warm'))
    const address = { address: 'Am Ufer 3, Berlin' }
    for (const name of ['flat-1', 'flat-2']) {
      await world.customer(name)
      expect((await recruit(code, name, { traits: address })).body.state).toBe('waiting')
    }
  })
})

test('the terms are said ahead, by those who may, and kept by what was followed before', async () => {
  world.at('2026-06-10T08:00:00Z')
  const terms = {
    validFrom: '2026-06-09T00:00:00Z',
    currency: 'points',
    referrerPoints: 1,
    recruitPoints: 1,
  }
  const past = await world.owner.post('/api/v1/referral-terms', terms)
  expect([past.status, past.body.code]).toEqual([422, 'referral_terms_in_the_past'])
  const other = await world.owner.post('/api/v1/referral-terms', {
    ...terms,
    ...{ validFrom: '2026-07-01T00:00:00Z', currency: 'stars' },
  })
  expect(other.body.code).toBe('point_currency_not_found')
  const analyst = await world.server.person('analyst')
  expect((await analyst.post('/api/v1/referral-terms', terms)).status).toBe(403)
  expect((await analyst.get('/api/v1/referral-terms')).body.items).toHaveLength(1)
  expect((await analyst.get('/api/v1/referrals/suspicious')).status).toBe(200)
  expect((await world.till.get('/api/v1/referrals')).status).toBe(403)
})

test('a friend brought along stands in the log, where a rule gives points for it as well', async () => {
  const way = { kind: 'per_event', event: 'referral', points: 7 }
  await world.say(ruleOf({ key: 'thanks', way }))
  const zoe = await world.customer('zoe')
  await world.customer('yan')
  const { id } = (await recruit(await codeOf(zoe), 'yan')).body
  await buys('yan', '2026-06-03')
  world.at('2026-06-30T08:00:00Z')
  await world.work('referrals')
  expect(await stateOf(id)).toMatchObject({ state: 'paid' })
  expect(await world.balance(zoe)).toBe(207)
  const { items } = (await world.owner.get(`/api/v1/customers/${zoe}/timeline`)).body
  expect(items).toMatchObject([{ type: 'referral' }])
  expect((await verifyProgram(world.server.house.context)).differences).toEqual([])
})
