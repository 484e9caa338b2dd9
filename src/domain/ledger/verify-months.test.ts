import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grant, type LedgerWorld, ledgerWorld } from '../../../tests/ledger.ts'
import { verifyLedger } from './verify.ts'

let world: LedgerWorld
let hans: string
beforeAll(async () => {
  world = await ledgerWorld()
  hans = await world.customer()
})
afterAll(() => world.close())

const zone = (name: string) =>
  sql`update business set time_zone = ${name}`.execute(world.database.kysely)
const differences = async () =>
  (await verifyLedger(world.context)).differences.map(({ key }) => key.split(' ')[0])

let number = 0
async function earns(points: number, at: string) {
  world.at(at)
  await world.tell(hans, { grants: [grant(`months-${++number}`, points, at)] })
}

/** Points booked in one month, told as if they had been in another. */
async function move(points: number, from: string, to: string) {
  for (const [month, more] of [
    [monthOf(from), -points],
    [monthOf(to), points],
  ]) {
    await sql`
      insert into ledger_months as known
      select ${month}::integer, currency, store_number, issuer_number, from_account, to_account, 99, ${more}::bigint
      from ledger_months where month = ${monthOf('2026-01')} and shard <> 99
      on conflict (month, currency, store_number, issuer_number, from_account, to_account, shard)
      do update set points = known.points + excluded.points`.execute(world.database.kysely)
  }
}

const monthOf = (text: string) => {
  const [year, month] = text.split('-').map(Number)
  return (year! - 1970) * 12 + month! - 1
}

test('what was booked on the last evening of a month stays in it, whatever the time zone is by now', async () => {
  await earns(10, '2026-01-10T09:00:00Z')
  await earns(4, '2026-01-31T22:30:00Z')
  await zone('Pacific/Kiritimati')
  expect(await differences()).toEqual([])
  await earns(3, '2026-02-28T23:30:00Z')
  await zone('America/Los_Angeles')
  expect(await differences()).toEqual([])
  await zone('Europe/Berlin')
  expect(await differences()).toEqual([])
})

test('more than was booked so late, or in another month altogether, is noticed', async () => {
  await move(4, '2026-01', '2026-02')
  expect(await differences()).toEqual([])
  await move(1, '2026-01', '2026-02')
  expect(await differences()).toEqual(['672', '673'])
  await move(5, '2026-02', '2026-01')
  expect(await differences()).toEqual([])
  await move(4, '2026-01', '2025-12')
  expect(await differences()).toEqual(['671', '672'])
  await move(4, '2025-12', '2026-01')
  await move(4, '2026-01', '2026-04')
  expect(await differences()).toContain('675')
})
