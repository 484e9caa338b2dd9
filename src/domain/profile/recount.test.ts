import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setMarginRate } from '#domain/business/margin-rates.ts'
import { updateBusiness } from '#domain/business/update-business.ts'
import { freshWorld, purchase, returned, type World } from '../../../tests/world.ts'
import { beginRecount, type CountedAnew, readRecount, recountWorker } from './recount.ts'
import { verifyProfiles } from './verify.ts'

const hooks = { recount: beginRecount }
const customers = 1_200

let world: World
/** To record them anew for each story would take half of it. */
let begun: string
beforeAll(async () => {
  const first = await freshWorld()
  await first.record(
    Array.from({ length: customers }, (_, at) =>
      purchase('2026-11-10', `guest-${at}`, 1000 + at, { store: 'Altstadt' }),
    ),
  )
  begun = await first.leave()
})
beforeEach(async () => {
  world = await freshWorld(undefined, begun)
})
afterEach(() => world.close())

const step = (follow: CountedAnew = async () => {}) =>
  recountWorker(world.context, follow).work(new AbortController().signal)
const under = () => readRecount(world.context.database)

async function finish() {
  while ((await step()) === 'more');
  expect(await under()).toBeNull()
}

async function differences() {
  return (await verifyProfiles(world.context)).differences
}

async function margins(): Promise<{ customers: number; margin: number }[]> {
  const { rows } = await sql<{ customers: number; margin: number }>`
    select count(*)::int as customers, round(margin / revenue::numeric, 1)::float8 as margin
    from profiles group by 2 order by 2`.execute(world.context.database.kysely)
  return rows
}

test('a new margin counts customers anew, some at a time, and says how far it is', async () => {
  await updateBusiness(world.context, hooks, { defaultMargin: 0.3 })
  expect(await margins()).toEqual([{ customers, margin: 0.6 }])
  await step()
  expect(await under()).toMatchObject({ customers, done: 500 })
  expect(await margins()).toEqual([
    { customers: 500, margin: 0.3 },
    { customers: 700, margin: 0.6 },
  ])
  await finish()
  expect(await margins()).toEqual([{ customers, margin: 0.3 }])
  expect(await differences()).toEqual([])
})

test('what is recorded while it goes on is right in the end', async () => {
  await updateBusiness(world.context, hooks, { defaultMargin: 0.3 })
  await step()
  await world.record([
    ...Array.from({ length: customers }, (_, at) => purchase('2026-11-11', `guest-${at}`, 500)),
    purchase('2026-11-11', 'somebody new', 500),
    purchase('2026-11-11', null, 500, { store: 'Altstadt' }),
  ])
  await finish()
  expect(await margins()).toEqual([{ customers: customers + 1, margin: 0.3 }])
  expect(await differences()).toEqual([])
})

test('many record at once while the terms change and customers are counted', async () => {
  const record = (round: number) =>
    world.record(
      Array.from({ length: 40 }, (_, at) =>
        purchase(`2026-10-${10 + round}`, `guest-${at * 30}`, 700 + round, { store: 'Altstadt' }),
      ),
    )
  await Promise.all([
    ...Array.from({ length: 8 }, (_, round) => record(round)),
    updateBusiness(world.context, hooks, { defaultMargin: 0.3 }).then(() => step()),
    setMarginRate(world.context, hooks, { category: 'cake', validFrom: '2026-01-01', margin: 0.9 }),
  ])
  await finish()
  expect(await margins()).toEqual([{ customers, margin: 0.3 }])
  expect(await differences()).toEqual([])
})

test('a further change begins again', async () => {
  await updateBusiness(world.context, hooks, { defaultMargin: 0.3 })
  await step()
  await updateBusiness(world.context, hooks, { defaultMargin: 0.8 })
  expect(await under()).toMatchObject({ of: 'profit', done: 0 })
  await finish()
  expect(await margins()).toEqual([{ customers, margin: 0.8 }])
  expect(await differences()).toEqual([])
})

describe('after a new time zone', () => {
  /** Eleven in the morning in Berlin is the next day on Kiritimati. */
  const kiritimati = { timeZone: 'Pacific/Kiritimati' }
  const guest = (day: string, amount: number) => purchase(day, null, amount, { store: 'Altstadt' })
  const guests = Array.from({ length: 30 }, (_, at) => guest('2026-11-10', 200 + at))

  /** Whoever reads the terms is slow between the look at them and the lock that keeps them. */
  async function dawdle() {
    const { kysely } = world.context.database
    await sql`alter function try_to_hold_terms(bigint) rename to hold_terms_at_once`.execute(kysely)
    await sql`
      create function try_to_hold_terms(lock bigint) returns xid language plpgsql volatile as $$
      begin
        perform pg_sleep(0.02);
        return hold_terms_at_once(lock);
      end $$`.execute(kysely)
  }

  async function receiptsByDay() {
    const { rows } = await sql<{ day: string; known: number; anonymous: number }>`
      select day::text, sum(known_receipts)::int as known, sum(anonymous_receipts)::int as anonymous
      from store_days group by day having sum(known_receipts + anonymous_receipts) > 0
      order by day`.execute(world.context.database.kysely)
    return rows
  }

  test('days, customers and guests are counted anew, and it says how far it is', async () => {
    await world.record(guests)
    await updateBusiness(world.context, hooks, kiritimati)
    await step()
    expect(await under()).toMatchObject({ of: 'days', customers: customers + 30, done: 500 })
    await finish()
    expect(await receiptsByDay()).toEqual([{ day: '2026-11-11', known: customers, anonymous: 30 }])
    expect(await differences()).toEqual([])
  })

  test('a business that knows guests alone counts them anew', async () => {
    const own = await freshWorld()
    await own.record(guests)
    await updateBusiness(own.context, hooks, kiritimati)
    expect(await readRecount(own.context.database)).toMatchObject({ customers: 30, done: 0 })
    await own.close()
  })

  test('what comes, changes and is given back meanwhile counts once', async () => {
    await world.record(guests)
    const [changed, givenBack, changedLate] = guests
    const again = (one: object, amount: number) => ({ ...one, version: 1, amount })
    const backOf = ({ source, externalId }: { source: string; externalId: string }) => ({
      ...returned('2026-11-12', null, 100),
      purchase: { source, externalId },
    })
    await updateBusiness(world.context, hooks, kiritimati)
    await world.record([again(changed!, 900), backOf(givenBack!), guest('2026-11-12', 50)])
    while ((await under())?.done !== customers) await step()
    await world.record([...Array.from({ length: 5 }, () => guest('2026-11-12', 70))])
    await step()
    expect(await under()).toMatchObject({ done: customers + 30 })
    await world.record([again(changedLate!, 800), backOf(changed!)])
    await finish()
    expect(await differences()).toEqual([])
  })

  test('a second one amid the first ends in the second', async () => {
    await world.record(guests)
    await updateBusiness(world.context, hooks, kiritimati)
    while ((await under())?.done !== customers) await step()
    await step()
    await updateBusiness(world.context, hooks, { timeZone: 'Europe/London' })
    expect(await under()).toMatchObject({ of: 'days', done: 0, customers: customers + 30 })
    await step()
    await updateBusiness(world.context, hooks, { defaultMargin: 0.3 })
    expect(await under()).toMatchObject({ of: 'days', done: 0 })
    await finish()
    expect(await margins()).toEqual([{ customers, margin: 0.3 }])
    expect(await receiptsByDay()).toEqual([{ day: '2026-11-10', known: customers, anonymous: 30 }])
    expect(await differences()).toEqual([])
  })

  test('a step that dies is repeated whole', async () => {
    await world.record(guests)
    await updateBusiness(world.context, hooks, kiritimati)
    await step()
    const dies = step(async () => {
      throw new Error('the power is cut')
    })
    await expect(dies).rejects.toThrow('the power is cut')
    expect(await under()).toMatchObject({ done: 500 })
    await finish()
    expect(await differences()).toEqual([])
  })

  test('many record while everybody is counted', async () => {
    await world.record(guests)
    await dawdle()
    const record = (round: number) =>
      world.record(
        Array.from({ length: 40 }, (_, at) =>
          purchase(`2026-11-${10 + round}`, at % 2 ? `guest-${at * 30}` : null, 700, {
            store: 'Altstadt',
          }),
        ),
      )
    await Promise.all([
      ...Array.from({ length: 8 }, (_, round) => record(round)),
      updateBusiness(world.context, hooks, kiritimati).then(finish),
    ])
    expect(await differences()).toEqual([])
  })
})

test('nobody verifies amid the counting', async () => {
  await updateBusiness(world.context, hooks, { defaultTaxRate: 0.19 })
  await expect(differences()).rejects.toMatchObject({ code: 'recount_running' })
  await finish()
  expect(await differences()).toEqual([])
})
