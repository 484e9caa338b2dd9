import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setMarginRate } from '#domain/business/margin-rates.ts'
import { updateBusiness } from '#domain/business/update-business.ts'
import { freshWorld, purchase, type World } from '../../../tests/world.ts'
import { rebuildAllProfiles } from './rebuild.ts'
import { beginRecount, readRecount, recountWorker } from './recount.ts'
import { verifyProfiles } from './verify.ts'

const hooks = { recount: rebuildAllProfiles, recountLater: beginRecount }
const customers = 1_200

let world: World
beforeEach(async () => {
  world = await freshWorld()
  await world.record(
    Array.from({ length: customers }, (_, at) =>
      purchase('2026-11-10', `guest-${at}`, 1000 + at, { store: 'Altstadt' }),
    ),
  )
})
afterEach(() => world.close())

const step = () => recountWorker(world.context).work(new AbortController().signal)
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
    updateBusiness(world.context, hooks, { defaultMargin: 0.3 }).then(step),
    setMarginRate(world.context, hooks, { category: 'cake', validFrom: '2026-01-01', margin: 0.9 }),
  ])
  await finish()
  expect(await margins()).toEqual([{ customers, margin: 0.3 }])
  expect(await differences()).toEqual([])
})

test('a further change begins again, a new time zone counts everything at once', async () => {
  await updateBusiness(world.context, hooks, { defaultMargin: 0.3 })
  await step()
  await updateBusiness(world.context, hooks, { defaultMargin: 0.8 })
  expect(await under()).toMatchObject({ done: 0 })
  await step()
  await updateBusiness(world.context, hooks, { timeZone: 'Asia/Tokyo' })
  expect(await under()).toBeNull()
  expect(await margins()).toEqual([{ customers, margin: 0.8 }])
  expect(await differences()).toEqual([])
})

test('nobody verifies amid the counting', async () => {
  await updateBusiness(world.context, hooks, { defaultTaxRate: 0.19 })
  await expect(differences()).rejects.toMatchObject({ code: 'recount_running' })
  await finish()
  expect(await differences()).toEqual([])
})
