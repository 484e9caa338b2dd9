import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addCustomers } from '#domain/customers/add-customers.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { buy, type LoyaltyWorld, openLoyaltyWorld, put, starsForVisits } from '../loyalty.ts'

let world: LoyaltyWorld
beforeEach(async () => {
  world = await openLoyaltyWorld('2026-02-20T08:00:00Z')
})
afterEach(() => world.close())

const cakeRule = '/api/v1/programs/rules/cake'
const cake = {
  ...{ name: 'Zum Geburtstag', currency: 'stars' },
  way: { kind: 'per_event', event: 'birthday', points: 5 },
}

async function starsForBirthdays() {
  await starsForVisits(world.owner)
  await put(world.owner, cakeRule, cake)
  await work()
}

/** Somebody new whose birthday was told at an instant of the story. */
async function born(externalId: string, birthday: string, toldAt: string): Promise<string> {
  const identities = [{ kind: 'external_id', value: externalId }]
  const reply = await world.owner.post('/api/v1/customers', { identities, birthday })
  expect(reply.status, reply.text).toBe(201)
  await noteLatestAt(toldAt)
  return reply.body.id
}

async function move(id: string, birthday: string | null, toldAt: string) {
  const reply = await world.owner.patch(`/api/v1/customers/${id}`, { birthday })
  expect(reply.status, reply.text).toBe(200)
  await noteLatestAt(toldAt)
}

/** Persons are noted by the database's clock, which is not the story's. */
async function noteLatestAt(toldAt: string) {
  await sql`
    update person_revisions set from_at = ${toldAt}
    where from_at = (select max(from_at) from person_revisions)`.execute(
    world.server.house.context.database.kysely,
  )
}

async function work() {
  const worker = world.server.house.workers.find(({ name }) => name === 'birthdays')!
  const { signal } = new AbortController()
  while ((await worker.work(signal)) === 'more');
}

/** Lets the worker run on each day, as a server that is never off. */
async function live(from: string, to: string) {
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    world.at(`${dateText(day)}T08:00:00Z`)
    await work()
  }
}

async function birthdays(): Promise<{ at: string; externalId: string }[]> {
  const { rows } = await sql<{ at: Date; external_id: string }>`
    select occurred_at as at, external_id from events where type = 'birthday'
    order by occurred_at, external_id`.execute(world.server.house.context.database.kysely)
  return rows.map(({ at, external_id }) => ({ at: at.toISOString(), externalId: external_id }))
}

const long = '2026-01-02T08:00:00Z'

describe('a birthday', () => {
  test('brings its points as the day begins where the business is, and once', async () => {
    await starsForBirthdays()
    const anna = await born('anna', '1984-03-10', long)
    await born('bert', '--07-01', long)
    world.at('2026-03-09T22:59:00Z')
    await work()
    expect(await birthdays()).toEqual([])
    world.at('2026-03-09T23:00:30Z')
    await Promise.all([work(), work()])
    await work()
    expect(await world.points('anna')).toBe(5)
    await live('2026-03-10', '2026-03-12')
    expect(await birthdays()).toEqual([
      { at: '2026-03-09T23:00:00.000Z', externalId: `birthday 2026 ${anna}` },
    ])
    expect([await world.points('anna'), await world.points('bert')]).toEqual([5, 0])
  })

  test('said late is the same as said in time, also among what happened since', async () => {
    await starsForBirthdays()
    await born('anna', '--03-10', long)
    world.at('2026-03-12T08:00:00Z')
    await world.record(buy('anna', '2026-03-10T07:00:00Z'))
    await world.record(buy('anna', '2026-03-12T07:00:00Z'))
    world.at('2026-03-20T08:00:00Z')
    await work()
    expect(await world.points('anna')).toBe(7)
    const { customerId } = await world.balance('anna')
    const { items } = (
      await world.owner.get(`/api/v1/customers/${customerId}/statement?currency=stars`)
    ).body
    expect(items).toContainEqual(
      expect.objectContaining({ points: 5, effectiveAt: '2026-03-09T23:00:00.000Z' }),
    )
  })

  test('comes again in the next year', async () => {
    await starsForBirthdays()
    await born('anna', '--03-10', long)
    await live('2026-03-09', '2026-03-11')
    world.at('2027-03-05T08:00:00Z')
    await work()
    await live('2027-03-09', '2027-03-11')
    expect(await world.points('anna')).toBe(10)
  })

  test('on 29 February is kept on the 28th in common years, or on 1 March where that is said', async () => {
    await starsForBirthdays()
    await born('anna', '1984-02-29', long)
    await live('2026-02-27', '2026-03-02')
    expect((await birthdays()).map(({ at }) => at)).toEqual(['2026-02-27T23:00:00.000Z'])
    await put(world.owner, '/api/v1/programs/terms', { leapBirthday: '03-01' })
    await live('2027-02-27', '2027-03-02')
    expect((await birthdays()).at(-1)?.at).toBe('2027-02-28T23:00:00.000Z')
    await live('2028-02-27', '2028-03-02')
    expect((await birthdays()).at(-1)?.at).toBe('2028-02-28T23:00:00.000Z')
    expect(await world.points('anna')).toBe(15)
  })

  test('told on the day still counts; told after it, it waits for the next year', async () => {
    await starsForBirthdays()
    await live('2026-03-09', '2026-03-10')
    await born('anna', '--03-10', '2026-03-10T12:00:00Z')
    world.at('2026-03-10T12:01:00Z')
    await work()
    world.at('2026-03-11T08:00:00Z')
    await born('bert', '--03-10', '2026-03-11T07:00:00Z')
    await work()
    expect([await world.points('anna'), await world.points('bert')]).toEqual([5, 0])
  })

  test('moved to collect it twice brings nothing more this year, run in time or late', async () => {
    await starsForBirthdays()
    const anna = await born('anna', '--03-10', long)
    const bert = await born('bert', '--03-10', long)
    await live('2026-03-09', '2026-03-11')
    await move(anna, '--03-15', '2026-03-12T08:00:00Z')
    await live('2026-03-14', '2026-03-16')
    await move(bert, '--03-20', '2026-03-17T08:00:00Z')
    await move(bert, null, '2026-03-21T08:00:00Z')
    world.at('2026-03-25T08:00:00Z')
    await work()
    expect([await world.points('anna'), await world.points('bert')]).toEqual([5, 5])
    expect(await birthdays()).toHaveLength(2)
  })

  test('moved to a day that is over waits for the next year', async () => {
    await starsForBirthdays()
    const anna = await born('anna', '--03-10', long)
    await move(anna, '--03-05', '2026-03-07T08:00:00Z')
    await live('2026-03-01', '2026-03-12')
    expect(await birthdays()).toEqual([])
  })

  test('is not said where no rule gives for it, nor for the days before there was one', async () => {
    await starsForVisits(world.owner)
    await born('anna', '--03-10', long)
    await born('bert', '--03-11', long)
    await live('2026-03-09', '2026-03-10')
    world.at('2026-03-10T09:00:00Z')
    await put(world.owner, cakeRule, cake)
    await live('2026-03-10', '2026-03-12')
    expect([await world.points('anna'), await world.points('bert')]).toEqual([0, 5])
    await world.owner.post(`${cakeRule}/end`, {})
    await live('2027-03-09', '2027-03-12')
    expect(await birthdays()).toHaveLength(1)
  })

  test('is nobody’s visit: a guest of long ago earns by it and was last seen when they came', async () => {
    await starsForVisits(world.owner)
    await put(world.owner, cakeRule, cake)
    await born('anna', '--03-10', long)
    await born('bert', '--03-10', long)
    await world.record(buy('anna', '2025-11-03T08:00:00Z'))
    await live('2026-03-09', '2026-03-10')
    expect([await world.points('anna'), await world.points('bert')]).toEqual([5, 5])
    await world.record(buy('anna', '2025-11-04T08:00:00Z'))
    await world.record(buy('bert', '2025-12-01T08:00:00Z'))
    const { items } = (await world.owner.get('/api/v1/customers?limit=10')).body
    expect(items.map(({ lastSeenAt }: { lastSeenAt: string }) => lastSeenAt)).toEqual([
      '2025-12-01T08:00:00.000Z',
      '2025-11-04T08:00:00.000Z',
    ])
    const { differences } = await verifyProfiles(world.server.house.context)
    expect(differences).toEqual([])
  })

  test('is said of nobody who died, but of who only wants no contact', async () => {
    await starsForBirthdays()
    const dead = await born('ada', '--02-21', '2026-02-20T08:00:00Z')
    const quiet = await born('ben', '--02-21', '2026-02-20T08:00:00Z')
    await put(world.owner, `/api/v1/customers/${dead}/contact-block`, { reason: 'died' })
    await put(world.owner, `/api/v1/customers/${quiet}/contact-block`, { reason: 'no_contact' })
    await live('2026-02-20', '2026-02-22')
    expect((await birthdays()).map(({ externalId }) => externalId)).toEqual([
      `birthday 2026 ${quiet}`,
    ])
  })

  test('of many on one day is said for each of them, in portions', async () => {
    await starsForBirthdays()
    const { context } = world.server.house
    await addCustomers(
      context,
      Array.from({ length: 620 }, (_, number) => ({
        identities: [{ kind: 'external_id' as const, value: `guest-${number}` }],
        birthday: '--03-10',
        tags: [],
      })),
    )
    await sql`update person_revisions set from_at = ${long}`.execute(context.database.kysely)
    await live('2026-03-09', '2026-03-10')
    expect(await birthdays()).toHaveLength(620)
    expect(await world.points('guest-619')).toBe(5)
  })
})
