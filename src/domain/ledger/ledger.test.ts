import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant, type LedgerWorld, ledgerWorld, request, reversal } from '../../../tests/ledger.ts'
import { bookAdditions, bookReplayed } from './book.ts'
import { bookTime } from './book-time.ts'
import { cancelAct } from './cancel-act.ts'
import { defineCurrency } from './define-currency.ts'
import { explain } from './explain.ts'
import { extendExpiry } from './extend-expiry.ts'
import type { Facts, Grant } from './facts.ts'
import { grantByHand } from './grant-by-hand.ts'
import { capture, hold, release } from './hold.ts'
import { readStandings } from './read-standings.ts'
import { redeem } from './redeem.ts'
import { redeemOffline } from './redeem-offline.ts'
import { readStatement } from './statement.ts'
import { transfer } from './transfer.ts'
import { verifyLedger } from './verify.ts'

let world: LedgerWorld
beforeAll(async () => {
  world = await ledgerWorld()
  await world.run((tx, now) =>
    defineCurrency(
      tx,
      {
        ...{ currency: 'stars', name: 'Sterne', validFrom: new Date('2020-01-01T00:00:00Z') },
        ...{ value: '0.5', returns: 'owe', overdraftMax: 0 },
      },
      now,
    ),
  )
})
afterAll(async () => {
  expect((await verifyLedger(world.context)).differences).toEqual([])
  await world.close()
})

const tell = (customerId: string, facts: Partial<Facts>) =>
  world.run((tx, now, terms) =>
    bookAdditions(tx, [{ customerId, grants: [], reversals: [], ...facts }], terms, now),
  )
const spend = (customerId: string, identity: string, points: number) =>
  world.run((tx, now) =>
    redeem(tx, { ...request(customerId, identity), points, for: 'redeem' }, now),
  )
const standing = async (customerId: string, currency = 'points') => {
  const all = await world.run((tx, now) => readStandings(tx, customerId, now))
  return all.find((one) => one.currency === currency)
}
const balance = async (customerId: string) => (await standing(customerId))?.balance
const lines = (customerId: string, after: number | null = null, limit = 100) =>
  world.run((tx) =>
    readStatement(tx, {
      ...{ customerId, currency: 'points', after, limit },
      ...{ from: new Date('2020-01-01'), to: new Date('2030-01-01') },
    }),
  )

describe('anna', () => {
  test('earns ten points for a coffee and loses them after a year, whoever writes it down', async () => {
    const anna = await world.customer()
    world.at('2026-02-01T10:00:00Z')
    const coffee = grant('anna-1', 10, '2026-02-01T09:00:00Z', {
      expiresAt: Date.parse('2027-02-02T00:00:00Z'),
    })
    const told = await tell(anna, { grants: [coffee] })
    expect(told.get(anna)).toMatchObject([{ currency: 'points', balance: 10 }])
    world.at('2027-02-01T23:59:59Z')
    expect(await balance(anna)).toBe(10)
    world.at('2027-02-02T00:00:00Z')
    expect(await standing(anna)).toMatchObject({ balance: 0, expired: 10 })
    expect(await lines(anna)).toHaveLength(1)
    expect(await bookTime(world.context)).toBeGreaterThan(0)
    expect(await bookTime(world.context)).toBe(0)
    expect(await standing(anna)).toMatchObject({ balance: 0, expired: 10 })
    const [expiry] = await lines(anna)
    expect(expiry).toMatchObject({ kind: 'clock', balanceBefore: 10, balanceAfter: 0 })
    expect(expiry!.effectiveAt).toEqual(new Date('2027-02-02T00:00:00Z'))
  })

  test('spends the points that expire first', async () => {
    const anna = await world.customer()
    world.at('2026-03-01T10:00:00Z')
    const [forever, soon, later] = [
      grant('anna-2', 10, '2026-02-01T09:00:00Z'),
      grant('anna-3', 10, '2026-02-03T09:00:00Z', { expiresAt: Date.parse('2026-04-01') }),
      grant('anna-4', 10, '2026-02-02T09:00:00Z', { expiresAt: Date.parse('2026-05-01') }),
    ]
    await tell(anna, { grants: [forever, soon, later] })
    await spend(anna, 'checkout 1', 15)
    const told = await world.run((tx, now) =>
      explain(tx, { customerId: anna, currency: 'points' }, now),
    )
    expect(told!.balance).toBe(15)
    expect(told!.lots.map(({ key, open }) => [key, open])).toEqual([
      [later.key, 5],
      [forever.key, 10],
    ])
    expect(told!.lots[0]!.from).toMatchObject({ kind: 'rule', rule: 'per_euro', revision: 1 })
    for (const lot of told!.lots) {
      const into = (account: string) => (account === 'available' || account === 'pending' ? 1 : 0)
      const sum = lot.movements.reduce(
        (open, { from, to, points }) => open + points * (into(to) - into(from)),
        0,
      )
      expect(sum).toBe(lot.open)
    }
  })

  test('is told no when she wants more than she has, and nothing changes', async () => {
    const anna = await world.customer()
    await expect(spend(anna, 'too much', 1)).rejects.toMatchObject({ code: 'points_insufficient' })
    await expect(spend(anna, 'nothing', 0)).rejects.toMatchObject({ code: 'points_not_positive' })
    expect(await balance(anna)).toBeUndefined()
    expect(await lines(anna)).toEqual([])
  })
})

describe('what is told late', () => {
  test('corrects the books per lot: effective then, booked now, and no entry is touched', async () => {
    const bert = await world.customer()
    const at = (day: string) => Date.parse(day)
    world.at('2026-03-10T10:00:00Z')
    const first = grant('bert-1', 10, '2026-03-01T09:00:00Z', { expiresAt: at('2026-12-01') })
    await tell(bert, { grants: [first] })
    await spend(bert, 'checkout', 10)
    const before = await lines(bert)

    world.at('2026-04-15T10:00:00Z')
    const late = grant('bert-2', 8, '2026-03-05T09:00:00Z', { expiresAt: at('2026-06-01') })
    await tell(bert, { grants: [late] })
    const after = await lines(bert)
    expect(after.slice(-before.length)).toEqual(before)
    expect(await balance(bert)).toBe(8)
    const corrected = after.filter(({ correction }) => correction)
    expect(corrected).toHaveLength(1)
    // The redemption took the sooner expiry, as it would have, had it been known.
    expect(corrected[0]!.movements).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ lot: late.key, from: 'available', to: 'redeemed', points: 8 }),
        expect.objectContaining({ lot: first.key, from: 'redeemed', to: 'available', points: 8 }),
      ]),
    )
    expect(corrected[0]!.effectiveAt).toEqual(new Date('2026-03-10T10:00:00Z'))
    expect(corrected[0]!.bookedAt).toEqual(new Date('2026-04-15T10:00:00Z'))
  })

  test('and said anew with other points replaces what was said', async () => {
    const bert = await world.customer()
    world.at('2026-04-16T10:00:00Z')
    const said = grant('bert-3', 10, '2026-04-01T09:00:00Z')
    await tell(bert, { grants: [said] })
    const replay = (grants: Grant[]) =>
      world.run((tx, now, terms) =>
        bookReplayed(tx, [{ customerId: bert, grants, reversals: [] }], terms, now),
      )
    await replay([{ ...said, points: 7 }])
    expect(await balance(bert)).toBe(7)
    const count = (await lines(bert)).length
    await replay([{ ...said, points: 7 }])
    expect(await lines(bert)).toHaveLength(count)
    await replay([])
    expect(await standing(bert)).toMatchObject({ balance: 0, redeemed: 0, overdrawn: 0 })
    await replay([{ ...said, points: 9 }])
    expect(await balance(bert)).toBe(9)
  })
})

describe('a return after the points were spent', () => {
  test('leaves the shortfall with the business where the policy clamps', async () => {
    const carla = await world.customer()
    world.at('2026-05-01T10:00:00Z')
    const coffee = grant('carla-1', 10, '2026-05-01T09:00:00Z')
    await tell(carla, { grants: [coffee] })
    await spend(carla, 'checkout', 6)
    world.at('2026-05-02T10:00:00Z')
    await tell(carla, { reversals: [reversal('carla-r', coffee, 10, '2026-05-02T09:00:00Z')] })
    expect(await standing(carla)).toMatchObject({ balance: 0, overdrawn: 6, owed: 0 })
    world.at('2026-05-03T10:00:00Z')
    await tell(carla, { grants: [grant('carla-2', 5, '2026-05-03T09:00:00Z')] })
    expect(await standing(carla)).toMatchObject({ balance: 5, overdrawn: 6 })
  })

  test('is paid back by later points where the customer owes', async () => {
    const carla = await world.customer()
    world.at('2026-05-01T10:00:00Z')
    const stars = { currency: 'stars' }
    const coffee = grant('carla-3', 10, '2026-05-01T09:00:00Z', stars)
    await tell(carla, { grants: [coffee] })
    const spending = { ...request(carla, 'checkout'), ...stars, points: 6 }
    await world.run((tx, now) => redeem(tx, { ...spending, for: 'donate' }, now))
    world.at('2026-05-02T10:00:00Z')
    const back = { ...reversal('carla-s', coffee, 10, '2026-05-02T09:00:00Z'), ...stars }
    await tell(carla, { reversals: [back] })
    expect(await standing(carla, 'stars')).toMatchObject({ balance: -6, owed: 6 })
    world.at('2026-05-03T10:00:00Z')
    await tell(carla, { grants: [grant('carla-4', 10, '2026-05-03T09:00:00Z', stars)] })
    expect(await standing(carla, 'stars')).toMatchObject({ balance: 4, owed: 0, overdrawn: 0 })
  })
})

describe('points held for a checkout', () => {
  test('are captured in part, and the rest is free again', async () => {
    const dora = await world.customer()
    world.at('2026-06-01T10:00:00Z')
    await tell(dora, { grants: [grant('dora-1', 10, '2026-06-01T09:00:00Z')] })
    const held = await world.run((tx, now) =>
      hold(tx, { ...request(dora, 'cart 1'), points: 8, minutes: 30 }, now),
    )
    expect(held.standing).toMatchObject({ balance: 2, held: 8 })
    await expect(spend(dora, 'meanwhile', 3)).rejects.toMatchObject({ code: 'points_insufficient' })
    const captured = await world.run((tx, now) =>
      capture(
        tx,
        { ...request(dora, 'paid 1'), hold: held.actId, points: 5, rest: 'released' },
        now,
      ),
    )
    expect(captured.standing).toMatchObject({ balance: 5, held: 0, redeemed: 5 })
    await expect(
      world.run((tx, now) => release(tx, { ...request(dora, 'gone'), hold: held.actId }, now)),
    ).rejects.toMatchObject({ code: 'point_hold_not_found' })
  })

  test('come back by the clock, and expire if their time has passed', async () => {
    const dora = await world.customer()
    world.at('2026-06-01T10:00:00Z')
    const expiresAt = Date.parse('2026-06-01T10:10:00Z')
    const facts = {
      grants: [
        grant('dora-2', 4, '2026-06-01T09:00:00Z', { expiresAt }),
        grant('dora-3', 6, '2026-06-01T09:00:00Z'),
      ],
    }
    await tell(dora, facts)
    await world.run((tx, now) =>
      hold(tx, { ...request(dora, 'cart 2'), points: 7, minutes: 30 }, now),
    )
    world.at('2026-06-01T10:29:59Z')
    expect(await standing(dora)).toMatchObject({ balance: 3, held: 7, expired: 0 })
    world.at('2026-06-01T10:30:00Z')
    expect(await standing(dora)).toMatchObject({ balance: 6, held: 0, expired: 4 })
  })

  test('are given back when asked', async () => {
    const dora = await world.customer()
    world.at('2026-06-02T10:00:00Z')
    await tell(dora, { grants: [grant('dora-4', 4, '2026-06-01T09:00:00Z')] })
    const held = await world.run((tx, now) =>
      hold(tx, { ...request(dora, 'cart 3'), points: 4, minutes: 30 }, now),
    )
    const freed = await world.run((tx, now) =>
      release(tx, { ...request(dora, 'left 3'), hold: held.actId }, now),
    )
    expect(freed.standing).toMatchObject({ balance: 4, held: 0 })
  })
})

describe('a person of staff', () => {
  test('gives points by hand with a reason, and takes them back', async () => {
    const emil = await world.customer()
    world.at('2026-07-01T10:00:00Z')
    const given = await world.run((tx, now) =>
      grantByHand(
        tx,
        {
          ...request(emil, 'sorry'),
          ...{ as: 'goodwill', points: 20, availableAt: null, expiresAt: null },
          reason: { key: 'goodwill.waited_long', params: { minutes: 40 } },
          note: 'Emil waited at the counter',
        },
        now,
      ),
    )
    expect(given.standing.balance).toBe(20)
    const [line] = await lines(emil)
    expect(line!.reason).toEqual({ key: 'goodwill.waited_long', params: { minutes: 40 } })
    const { rows } = await sql<{ books: string }>`
      select concat(ledger_entries.*, ledger_acts.*) as books
      from ledger_entries join ledger_acts using (customer_id)
      where customer_id = ${emil}`.execute(world.database.kysely)
    expect(rows[0]!.books).not.toContain('Emil')
    const undo = { ...request(emil, ''), act: given.actId, allowed: 'soon' as const }
    const undone = await world.run((tx, now) => cancelAct(tx, undo, now))
    expect(undone.standing.balance).toBe(0)
    expect(await world.run((tx, now) => cancelAct(tx, undo, now))).toEqual(undone)
  })

  test('undoes a redemption for ten minutes, later only who answers for it', async () => {
    const emil = await world.customer()
    world.at('2026-07-02T10:00:00Z')
    const expiresAt = Date.parse('2026-08-01')
    await tell(emil, { grants: [grant('emil-1', 9, '2026-07-01T09:00:00Z', { expiresAt })] })
    const spent = await spend(emil, 'wrong guest', 9)
    world.at('2026-07-02T10:10:01Z')
    const undo = { ...request(emil, ''), act: spent.actId }
    await expect(
      world.run((tx, now) => cancelAct(tx, { ...undo, allowed: 'soon' }, now)),
    ).rejects.toMatchObject({ code: 'cancellation_too_late' })
    const undone = await world.run((tx, now) =>
      cancelAct(tx, { ...undo, allowed: 'any_time' }, now),
    )
    expect(undone.standing).toMatchObject({ balance: 9, redeemed: 0 })
    world.at('2026-08-01T00:00:00Z')
    expect(await standing(emil)).toMatchObject({ balance: 0, expired: 9 })
  })

  test('lets open points keep longer after a closure', async () => {
    const emil = await world.customer()
    world.at('2026-07-03T10:00:00Z')
    const expiresAt = Date.parse('2026-08-01')
    await tell(emil, { grants: [grant('emil-2', 9, '2026-07-01T09:00:00Z', { expiresAt })] })
    await world.run((tx, now) =>
      extendExpiry(tx, { ...request(emil, 'closed'), until: new Date('2026-09-01') }, now),
    )
    world.at('2026-08-31T00:00:00Z')
    expect(await balance(emil)).toBe(9)
    world.at('2026-09-01T00:00:00Z')
    expect(await balance(emil)).toBe(0)
  })

  test('moves a booking to the right customer, with its expiry', async () => {
    const [emil, fritz] = [await world.customer(), await world.customer()]
    world.at('2026-07-04T10:00:00Z')
    const expiresAt = Date.parse('2026-08-01')
    await tell(emil, { grants: [grant('emil-3', 9, '2026-07-01T09:00:00Z', { expiresAt })] })
    const move = { ...request(emil, 'wrong card'), toCustomerId: fritz, points: 5 }
    const moved = await world.run((tx, now) => transfer(tx, move, now))
    expect(await world.run((tx, now) => transfer(tx, move, now))).toEqual(moved)
    expect([await balance(emil), await balance(fritz)]).toEqual([4, 5])
    world.at('2026-08-01T00:00:00Z')
    expect([await balance(emil), await balance(fritz)]).toEqual([0, 0])
  })
})

describe('a device that was offline', () => {
  test('books what it gave away when it did, and what was not there as a loss', async () => {
    const gina = await world.customer()
    world.at('2026-08-02T10:00:00Z')
    const expiresAt = Date.parse('2026-08-02')
    await tell(gina, { grants: [grant('gina-1', 5, '2026-07-01T09:00:00Z', { expiresAt })] })
    expect(await standing(gina)).toMatchObject({ balance: 0, expired: 5 })
    const redeemed = await world.run((tx, now) =>
      redeemOffline(
        tx,
        {
          ...request(gina, 'device 7 no 12'),
          ...{ points: 8, redeemedAt: new Date('2026-08-01T20:00:00Z') },
        },
        now,
      ),
    )
    expect(redeemed.standing).toMatchObject({ balance: 0, expired: 0, redeemed: 8, offlineLoss: 3 })
  })
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
      await tell(hans, { grants: [grant(`hans-${number}`, 1, '2026-08-30T09:00:00Z')] })
    }
    const all = await lines(hans)
    const first = await lines(hans, null, 2)
    const second = await lines(hans, first.at(-1)!.position, 3)
    expect([...first, ...second]).toEqual(all)
    expect(all.map(({ balanceAfter }) => balanceAfter)).toEqual([5, 4, 3, 2, 1])
  })

  test('follow a customer into another and back', async () => {
    const [ida, jan] = [await world.customer(), await world.customer()]
    world.at('2026-09-02T10:00:00Z')
    const [one, two] = [
      grant('ida-1', 10, '2026-09-01T09:00:00Z'),
      grant('jan-1', 20, '2026-09-01T09:00:00Z'),
    ]
    await tell(ida, { grants: [one] })
    await tell(jan, { grants: [two] })
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
    expect([await balance(ida), await balance(jan)]).toEqual([30, 30])
    await spend(jan, 'as one', 3)
    expect(await balance(ida)).toBe(27)
    expect((await verifyLedger(world.context)).differences).toEqual([])
    await point(null)
    await replay(ida, [one])
    await replay(jan, [two])
    expect([await balance(ida), await balance(jan)]).toEqual([10, 17])
  })

  test('that say something else than the accounts are noticed', async () => {
    const karl = await world.customer()
    world.at('2026-09-03T10:00:00Z')
    await tell(karl, { grants: [grant('karl-1', 10, '2026-09-01T09:00:00Z')] })
    const row = `where customer_id = '${karl}'`
    await world.database.pool.query(
      `update ledger_accounts set state = jsonb_set(state, '{sums,available}', '11') ${row}`,
    )
    await world.database.pool.query(
      'update ledger_months set points = points + 1 where issuer_number = 1',
    )
    const { differences } = await verifyLedger(world.context)
    expect(new Set(differences.map(({ table }) => table))).toEqual(
      new Set(['ledger_accounts', 'ledger_months']),
    )
    await world.database.pool.query(
      `update ledger_accounts set state = jsonb_set(state, '{sums,available}', '10') ${row}`,
    )
    await world.database.pool.query(
      'update ledger_months set points = points - 1 where issuer_number = 1',
    )
  })
})
