import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { grant, type LedgerWorld, ledgerWorld } from '../../../tests/ledger.ts'
import { closuresWorker } from './keep-over-closures.ts'
import { verifyLedger } from './verify.ts'

let world: LedgerWorld
let programEnd: Date | null = null
beforeAll(async () => {
  world = await ledgerWorld()
  await sql`update business set time_zone = 'Europe/Berlin'`.execute(world.database.kysely)
  await closed('altstadt', '2026-08-01', '2026-08-14')
  await closed('hafen', '2026-07-20', '2026-08-14')
})
afterAll(async () => {
  expect((await verifyLedger(world.context)).differences).toEqual([])
  await world.close()
})

async function closed(code: string, from: string, until: string) {
  const closures = JSON.stringify([{ from, until, name: 'Betriebsferien' }])
  await sql`
    insert into stores (store_id, code, name, created_at, closures)
    values (${newId()}, ${code}, ${code}, now(), ${closures}::jsonb)`.execute(world.database.kysely)
}

/** Somebody with points whose last day in Berlin is the one before. */
async function withPointsUntil(date: string) {
  const customer = await world.customer()
  const expiresAt = Date.parse(`${date}T00:00:00+02:00`)
  const earned = grant(`for ${customer}`, 10, '2026-02-01T09:00:00Z', { expiresAt })
  await world.tell(customer, { grants: [earned] })
  return customer
}

async function extensionsOf(...customers: string[]) {
  const acts = customers.map(async (customer) => {
    const { rows } = await sql`
      select from ledger_acts where customer_id = ${customer} and kind = 'extend'`.execute(
      world.database.kysely,
    )
    return rows.length
  })
  return await Promise.all(acts)
}

async function work() {
  const worker = closuresWorker(world.context, async () => programEnd)
  while ((await worker.work(new AbortController().signal)) === 'more');
}

test('what would expire while every store is closed, or soon after, keeps as long once they open', async () => {
  world.at('2026-07-25T10:00:00Z')
  const [before, within, after, later] = [
    await withPointsUntil('2026-08-01'),
    await withPointsUntil('2026-08-04'),
    await withPointsUntil('2026-08-20'),
    await withPointsUntil('2026-09-05'),
  ]
  await work()
  await work()
  expect(await extensionsOf(before, within, after, later)).toEqual([0, 1, 1, 0])
  const balances = async () =>
    await Promise.all([before, within, after, later].map((customer) => world.balance(customer)))
  world.at('2026-08-20T10:00:00Z')
  expect(await balances()).toEqual([0, 10, 10, 10])
  world.at('2026-08-28T21:59:59Z')
  expect(await balances()).toEqual([0, 10, 10, 10])
  world.at('2026-08-28T22:00:00Z')
  expect(await balances()).toEqual([0, 0, 0, 10])
})

test('nothing keeps beyond the program itself', async () => {
  world.at('2026-07-25T10:00:00Z')
  programEnd = new Date('2026-08-12T00:00:00+02:00')
  const [within, atItsEnd] = [
    await withPointsUntil('2026-08-04'),
    await withPointsUntil('2026-08-12'),
  ]
  await work()
  await work()
  expect(await extensionsOf(within, atItsEnd)).toEqual([1, 0])
  world.at('2026-08-11T21:59:59Z')
  expect([await world.balance(within), await world.balance(atItsEnd)]).toEqual([10, 10])
  world.at('2026-08-11T22:00:00Z')
  expect([await world.balance(within), await world.balance(atItsEnd)]).toEqual([0, 0])
  programEnd = null
})

test('a closure that is far away, or of one store alone, extends nothing yet', async () => {
  world.at('2026-07-10T10:00:00Z')
  const customer = await withPointsUntil('2026-08-04')
  const ofOneStore = await withPointsUntil('2026-07-22')
  await work()
  expect(await extensionsOf(customer)).toEqual([0])
  world.at('2026-07-21T22:00:00Z')
  await work()
  expect(await world.balance(ofOneStore)).toBe(0)
})
