import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { readCard } from '#domain/portal/read-card.ts'
import { internalId } from '#kernel/ids.ts'
import {
  anew,
  openRewardsWorld,
  put,
  type RewardsWorld,
  redeem,
  ruleOf,
  tiersOf,
} from '../rewards.ts'

let world: RewardsWorld
let anna: string
let bert: string
beforeAll(async () => {
  world = await openRewardsWorld('2026-11-21T12:00:00Z')
  await world.say(ruleOf({}))
  await world.say(
    tiersOf({ basis: 'visits', levels: [{ key: 'gold', name: 'Gold', threshold: 1 }] }),
  )
  await put(world.owner, '/api/v1/rewards/coffee', {
    ...{ name: 'Kaffee', currency: 'points', price: 10, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'experience' },
  })
  anna = await world.customer('anna', 25)
  bert = await world.customer('bert')
})
afterAll(async () => {
  const { context } = world.server.house
  for (const verify of [verifyLedger, verifyProgram]) {
    expect((await verify(context)).differences).toEqual([])
  }
  await world.server.close()
})

const path = '/api/v1/programs/ending'
const days = { collectUntil: '2026-12-31', redeemUntil: '2027-03-31' }
const work = () => world.work('end points with the program')

let bought = 0
async function buys(externalId: string, euros: number, occurredAt: string) {
  const said = { type: 'purchase', source: 'till', externalId: `p${++bought}`, occurredAt }
  const events = [{ ...said, customer: { externalId }, amount: euros * 100 }]
  const { body } = await world.shop.post('/api/v1/events', { events })
  expect(body.accepted).toBe(1)
}

async function seenByGuest(customerId: string) {
  const { context, within } = world.server.house
  const rim = { context, within, planFor: keptPlan(), secret: 'unused' }
  const card = await readCard(rim, internalId('cus', customerId)!, 'de')
  return { ending: card.ending, tier: card.tier }
}

describe('the days', () => {
  test('are fair, or refused with a reason', async () => {
    const refused = async (wish: object) => (await world.owner.put(path, wish)).body.code
    expect(await refused({ ...days, collectUntil: '2026-11-20' })).toBe('program_ending_in_past')
    expect(await refused({ ...days, redeemUntil: '2026-12-30' })).toBe('program_ending_reversed')
    expect(await refused({ collectUntil: '2026-11-21', redeemUntil: '2026-12-20' })).toBe(
      'program_ending_too_soon',
    )
    expect((await world.owner.delete(path)).body.code).toBe('program_ending_not_found')
    expect((await seenByGuest(anna)).ending).toBeNull()
  })

  test('can be said, changed and withdrawn before the last one, and who has what is told', async () => {
    const open = async () => (await world.owner.get('/api/v1/programs/open-points')).body.currencies
    expect(await open()).toEqual([
      {
        ...{ currency: 'points', name: 'Punkte', customers: 1, points: 25 },
        worth: { amount: 25, currency: 'EUR' },
      },
    ])
    const other = { collectUntil: '2026-11-30', redeemUntil: '2026-12-31' }
    expect((await world.owner.put(path, other)).status).toBe(200)
    expect((await world.owner.delete(path)).body.content).toMatchObject({ status: 'ended' })
    expect((await world.owner.get('/api/v1/programs')).body.ending).toBeNull()
    expect((await world.till.get(`/api/v1/pos/guests/${anna}`)).body).not.toHaveProperty('ending')
    expect((await world.owner.put(path, days)).body).toMatchObject({
      kind: 'ending',
      content: days,
    })
    expect((await world.owner.get('/api/v1/programs')).body.ending).toMatchObject(days)
    expect((await world.till.get(`/api/v1/pos/guests/${anna}`)).body.ending).toEqual(days)
    expect(await seenByGuest(anna)).toEqual({
      ...{ ending: { ...days, stage: 'collecting' }, tier: null },
    })
  })
})

describe('a program that ends', () => {
  test('brings points until the end of the last day to collect, and not a second longer', async () => {
    world.at('2027-01-01T12:00:00Z')
    await buys('bert', 7, '2026-12-31T23:59:59+01:00')
    expect(await world.balance(bert)).toBe(7)
    await buys('bert', 5, '2027-01-01T00:00:00+01:00')
    expect(await world.balance(bert)).toBe(7)
    expect(await seenByGuest(bert)).toMatchObject({ ending: { stage: 'redeeming' }, tier: 'Gold' })
  })

  test('offers nothing for friends any more', async () => {
    const terms = { currency: 'points', referrerPoints: 20, recruitPoints: 10 }
    const validFrom = '2027-01-01T12:00:00Z'
    await world.owner.post('/api/v1/referral-terms', { ...terms, validFrom })
    const { code } = (await world.shop.post(`/api/v1/customers/${anna}/referral-code`, {})).body
    await world.customer('dora')
    const brought = { ...anew(), code, recruit: { externalId: 'dora' }, followedAt: validFrom }
    const reply = await world.shop.post('/api/v1/referrals', brought)
    expect([reply.status, reply.body.code]).toEqual([409, 'referral_not_offered'])
  })

  test('is not put off by doors that are closed on its last day, hour by hour', async () => {
    for (const { id } of (await world.owner.get('/api/v1/stores')).body.items) {
      const closures = [{ from: '2027-03-29', until: '2027-04-03', name: 'Ostern' }]
      await world.owner.patch(`/api/v1/stores/${id}/opening-hours`, { closures })
    }
    for (const hour of ['09', '10', '11']) {
      world.at(`2027-03-31T${hour}:00:00Z`)
      await world.work('keep points over closures')
      await work()
    }
    const { rows } = await sql<{ kind: string; acts: number }>`
      select kind, count(*)::integer as acts from ledger_acts where kind in ('end', 'extend')
      group by 1`.execute(world.server.house.context.database.kysely)
    expect(rows).toEqual([{ kind: 'end', acts: 2 }])
  })

  test('lets redeem to the end of the last day; what is open then ends with it', async () => {
    await work()
    world.at('2027-03-31T12:00:00Z')
    await work()
    await work()
    expect(await world.balance(anna)).toBe(25)
    world.at('2027-03-31T21:59:59Z')
    const last = await redeem(world.shop, anna, 'coffee', anew())
    expect(last.status, last.text).toBe(201)
    expect((await world.owner.put(path, days)).body.code).toBe('program_ending_under_way')
    expect((await world.owner.delete(path)).body.code).toBe('program_ending_under_way')
    world.at('2027-03-31T22:00:00Z')
    expect([await world.balance(anna), await world.balance(bert)]).toEqual([0, 0])
    const late = await redeem(world.shop, anna, 'coffee', anew())
    expect([late.status, late.body.code]).toEqual([409, 'program_ended'])
    expect(late.body.detail).toBe('Das Programm ist beendet.')
    expect(await seenByGuest(bert)).toMatchObject({ ending: { stage: 'over' }, tier: null })
    await world.work('book time')
    expect((await world.owner.get('/api/v1/programs/open-points')).body.currencies).toEqual([])
  })

  test('ends what was earned in time and came late', async () => {
    world.at('2027-04-02T12:00:00Z')
    await buys('bert', 3, '2026-12-30T12:00:00+01:00')
    expect(await world.balance(bert)).toBe(0)
    // Somebody of whom the end was never told.
    const carl = await world.customer('carl')
    await buys('carl', 3, '2026-12-30T12:00:00+01:00')
    expect(await world.balance(carl)).toBe(0)
    await work()
    world.at('2027-04-02T12:00:02Z')
    expect(await world.balance(carl)).toBe(0)
  })

  test('can begin anew, from zero', async () => {
    expect((await world.owner.delete(path)).status).toBe(200)
    await buys('bert', 4, '2027-04-02T12:00:02Z')
    expect(await world.balance(bert)).toBe(4)
    const { items } = (await world.owner.get(`/api/v1/programs/revisions?kind=ending`)).body
    expect(items.map(({ content }: { content: object }) => content)).toMatchObject([
      ...[{ status: 'ended' }, { status: 'active' }, { status: 'ended' }, { status: 'active' }],
    ])
  })

  test('may give more time to redeem when collecting is over, never less', async () => {
    const until = async (redeemUntil: string, collectUntil = '2027-04-10') =>
      (await world.owner.put(path, { collectUntil, redeemUntil })).body
    await until('2027-05-10')
    world.at('2027-04-20T12:00:00Z')
    expect((await until('2027-05-09')).code).toBe('program_ending_too_soon')
    expect((await until('2027-06-30', '2027-04-11')).code).toBe('program_ending_in_past')
    expect((await until('2027-05-15')).content).toMatchObject({ redeemUntil: '2027-05-15' })
    expect((await until('2027-05-14')).code).toBe('program_ending_too_soon')
  })
})
