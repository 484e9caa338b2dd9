import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant, type LedgerWorld, ledgerWorld } from '../../../tests/ledger.ts'
import { bookReplayed } from './book.ts'
import type { Grant } from './facts.ts'
import { verifyLedger } from './verify.ts'

let world: LedgerWorld
beforeAll(async () => {
  world = await ledgerWorld()
})
afterAll(async () => {
  expect((await verifyLedger(world.context)).differences).toEqual([])
  await world.close()
})

describe('the books', () => {
  test.each(['ledger_entries', 'ledger_acts'])('%s can only be added to', async (table) => {
    const statements = [
      `delete from ${table}`,
      `truncate ${table}`,
      `update ${table} set store_number = 1`,
    ]
    for (const statement of statements) {
      await expect(world.database.pool.query(statement)).rejects.toThrow('append-only')
    }
  })

  test('are read in pages, each going on where the one before ended', async () => {
    const hans = await world.customer()
    world.at('2026-09-01T10:00:00Z')
    for (let number = 0; number < 5; number++) {
      await world.tell(hans, { grants: [grant(`hans-${number}`, 1, '2026-08-30T09:00:00Z')] })
    }
    const all = await world.lines(hans)
    const first = await world.lines(hans, null, 2)
    const second = await world.lines(hans, first.at(-1)!.position, 3)
    expect([...first, ...second]).toEqual(all)
    expect(all.map(({ balanceAfter }) => balanceAfter)).toEqual([5, 4, 3, 2, 1])
  })

  test('of a month say for each store what was issued, and close with what customers have', async () => {
    const kim = await world.customer()
    world.at('2026-10-30T10:00:00Z')
    const at = (store: number) => ({ store, currency: 'points' })
    await world.tell(kim, { grants: [grant('kim-1', 30, '2026-10-29T09:00:00Z', at(4))] })
    world.at('2026-11-02T10:00:00Z')
    await world.tell(kim, { grants: [grant('kim-2', 12, '2026-11-01T09:00:00Z', at(5))] })
    await world.spend(kim, 'in another store', 33)
    const { rows } = await sql<{ month: number; issuer: number; account: string; points: number }>`
      select month, issuer_number as issuer, account, sum(sides.points)::bigint as points
      from ledger_months, lateral (values (from_account, -ledger_months.points), (to_account, ledger_months.points))
        as sides(account, points)
      where issuer_number in (4, 5)
      group by month, issuer_number, account order by month, issuer_number, account`.execute(
      world.database.kysely,
    )
    const [october, november] = [56 * 12 + 9, 56 * 12 + 10]
    expect(rows).toEqual([
      { month: october, issuer: 4, account: 'available', points: 30 },
      { month: october, issuer: 4, account: 'issued', points: -30 },
      { month: november, issuer: 4, account: 'available', points: -30 },
      { month: november, issuer: 4, account: 'redeemed', points: 30 },
      { month: november, issuer: 5, account: 'available', points: 9 },
      { month: november, issuer: 5, account: 'issued', points: -12 },
      { month: november, issuer: 5, account: 'redeemed', points: 3 },
    ])
  })

  test('follow a customer into another and back', async () => {
    const [ida, jan] = [await world.customer(), await world.customer()]
    world.at('2026-09-02T10:00:00Z')
    const [one, two] = [
      grant('ida-1', 10, '2026-09-01T09:00:00Z'),
      grant('jan-1', 20, '2026-09-01T09:00:00Z'),
    ]
    await world.tell(ida, { grants: [one] })
    await world.tell(jan, { grants: [two] })
    const point = (to: string | null) =>
      sql`update customers set merged_into = ${to} where customer_id = ${jan}`.execute(
        world.database.kysely,
      )
    const replay = (customerId: string, grants: Grant[]) =>
      world.run((tx, now, terms) =>
        bookReplayed(tx, [{ customerId, grants, reversals: [] }], terms, now),
      )
    await point(ida)
    await replay(ida, [one, two])
    expect([await world.balance(ida), await world.balance(jan)]).toEqual([30, 30])
    const spent = await world.spend(jan, 'as one', 3)
    expect(await world.balance(ida)).toBe(27)
    // Under whichever of the two it is asked again, it is the same act.
    expect(await world.spend(ida, 'as one', 3)).toEqual(spent)
    expect(await world.balance(ida)).toBe(27)
    expect((await verifyLedger(world.context)).differences).toEqual([])
    await point(null)
    await replay(ida, [one])
    await replay(jan, [two])
    expect([await world.balance(ida), await world.balance(jan)]).toEqual([10, 17])
  })

  test('that say something else than the accounts are noticed', async () => {
    const karl = await world.customer()
    world.at('2026-09-03T10:00:00Z')
    await world.tell(karl, { grants: [grant('karl-1', 10, '2026-09-01T09:00:00Z')] })
    const row = `where customer_id = '${karl}'`
    await world.database.pool.query(
      `update ledger_accounts set state = jsonb_set(state::jsonb, '{sums,available}', '11') ${row}`,
    )
    await world.database.pool.query(
      'update ledger_months set points = points + 1 where issuer_number = 1',
    )
    const { differences } = await verifyLedger(world.context)
    expect(new Set(differences.map(({ table }) => table))).toEqual(
      new Set(['ledger_accounts', 'ledger_months']),
    )
    await world.database.pool.query(
      `update ledger_accounts set state = jsonb_set(state::jsonb, '{sums,available}', '10') ${row}`,
    )
    await world.database.pool.query(
      'update ledger_months set points = points - 1 where issuer_number = 1',
    )
  })
})
