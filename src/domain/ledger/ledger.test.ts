import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant, type LedgerWorld, ledgerWorld, request, reversal } from '../../../tests/ledger.ts'
import { bookReplayed } from './book.ts'
import { bookTime } from './book-time.ts'
import { defineCurrency } from './define-currency.ts'
import { explain } from './explain.ts'
import type { Grant } from './facts.ts'
import { redeem } from './redeem.ts'
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

describe('anna', () => {
  test('earns ten points for a coffee and loses them after a year, whoever writes it down', async () => {
    const anna = await world.customer()
    world.at('2026-02-01T10:00:00Z')
    const coffee = grant('anna-1', 10, '2026-02-01T09:00:00Z', {
      expiresAt: Date.parse('2027-02-02T00:00:00Z'),
    })
    const told = await world.tell(anna, { grants: [coffee] })
    expect(told.get(anna)).toMatchObject([{ currency: 'points', balance: 10 }])
    world.at('2027-02-01T23:59:59Z')
    expect(await world.balance(anna)).toBe(10)
    world.at('2027-02-02T00:00:00Z')
    expect(await world.standing(anna)).toMatchObject({ balance: 0, expired: 10 })
    expect(await world.lines(anna)).toHaveLength(1)
    expect(await bookTime(world.context)).toBeGreaterThan(0)
    expect(await bookTime(world.context)).toBe(0)
    expect(await world.standing(anna)).toMatchObject({ balance: 0, expired: 10 })
    const [expiry] = await world.lines(anna)
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
    await world.tell(anna, { grants: [forever, soon, later] })
    await world.spend(anna, 'checkout 1', 15)
    const told = await world.run((tx, now) =>
      explain(tx, { customerId: anna, currency: 'points' }, now),
    )
    expect(told!.balance).toBe(15)
    expect(told!.lots.map(({ key, open }) => [key, open])).toEqual([
      [later.key, 5],
      [forever.key, 10],
    ])
    expect(told!.lots[0]!.from).toMatchObject({
      kind: 'event',
      parts: [{ rule: 'per_euro', revision: 1, points: 10 }],
    })
    for (const lot of told!.lots) {
      const into = (account: string) => (account === 'available' || account === 'pending' ? 1 : 0)
      const sum = lot.movements.reduce(
        (open, { from, to, points }) => open + points * (into(to) - into(from)),
        0,
      )
      expect(sum).toBe(lot.open)
    }
  })

  test('spends the oldest of those that expire together', async () => {
    const anna = await world.customer()
    world.at('2026-03-02T10:00:00Z')
    const expiresAt = Date.parse('2026-05-01')
    const [younger, older] = [
      grant('', 10, '2026-02-03T09:00:00Z', { key: 'a', expiresAt }),
      grant('', 10, '2026-02-02T09:00:00Z', { key: 'b', expiresAt }),
    ]
    await world.tell(anna, { grants: [younger, older] })
    await world.spend(anna, 'checkout 2', 15)
    const [line] = await world.lines(anna)
    expect(line!.movements.map(({ lot, points }) => [lot, points])).toEqual([
      ['b', 10],
      ['a', 5],
    ])
  })

  test('is told no when she wants more than she has, and nothing changes', async () => {
    const anna = await world.customer()
    await expect(world.spend(anna, 'too much', 1)).rejects.toMatchObject({
      code: 'points_insufficient',
    })
    await expect(world.spend(anna, 'nothing', 0)).rejects.toMatchObject({
      code: 'points_not_positive',
    })
    expect(await world.balance(anna)).toBeUndefined()
    expect(await world.lines(anna)).toEqual([])
  })
})

describe('what is told late', () => {
  test('corrects the books per lot: effective then, booked now, and no entry is touched', async () => {
    const bert = await world.customer()
    const at = (day: string) => Date.parse(day)
    world.at('2026-03-10T10:00:00Z')
    const first = grant('bert-1', 10, '2026-03-01T09:00:00Z', { expiresAt: at('2026-12-01') })
    await world.tell(bert, { grants: [first] })
    await world.spend(bert, 'checkout', 10)
    const before = await world.lines(bert)

    world.at('2026-04-15T10:00:00Z')
    const late = grant('bert-2', 8, '2026-03-05T09:00:00Z', { expiresAt: at('2026-06-01') })
    await world.tell(bert, { grants: [late] })
    const after = await world.lines(bert)
    expect(after.slice(-before.length)).toEqual(before)
    expect(await world.balance(bert)).toBe(8)
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
    await world.tell(bert, { grants: [said] })
    const replay = (grants: Grant[]) =>
      world.run((tx, now, terms) =>
        bookReplayed(tx, [{ customerId: bert, grants, reversals: [] }], terms, now),
      )
    await replay([{ ...said, points: 7 }])
    expect(await world.balance(bert)).toBe(7)
    const count = (await world.lines(bert)).length
    await replay([{ ...said, points: 7 }])
    expect(await world.lines(bert)).toHaveLength(count)
    await replay([])
    expect(await world.standing(bert)).toMatchObject({ balance: 0, redeemed: 0, overdrawn: 0 })
    await replay([{ ...said, points: 9 }])
    expect(await world.balance(bert)).toBe(9)
  })
})

describe('a return after the points were spent', () => {
  test('leaves the shortfall with the business where the policy clamps', async () => {
    const carla = await world.customer()
    world.at('2026-05-01T10:00:00Z')
    const coffee = grant('carla-1', 10, '2026-05-01T09:00:00Z')
    await world.tell(carla, { grants: [coffee] })
    await world.spend(carla, 'checkout', 6)
    world.at('2026-05-02T10:00:00Z')
    await world.tell(carla, {
      reversals: [reversal('carla-r', coffee, 10, '2026-05-02T09:00:00Z')],
    })
    expect(await world.standing(carla)).toMatchObject({ balance: 0, overdrawn: 6, owed: 0 })
    world.at('2026-05-03T10:00:00Z')
    await world.tell(carla, { grants: [grant('carla-2', 5, '2026-05-03T09:00:00Z')] })
    expect(await world.standing(carla)).toMatchObject({ balance: 5, overdrawn: 6 })
  })

  test('is paid back by later points where the customer owes', async () => {
    const carla = await world.customer()
    world.at('2026-05-01T10:00:00Z')
    const stars = { currency: 'stars' }
    const coffee = grant('carla-3', 10, '2026-05-01T09:00:00Z', stars)
    await world.tell(carla, { grants: [coffee] })
    const spending = { ...request(carla, 'checkout'), ...stars, points: 6 }
    await world.run((tx, now) => redeem(tx, { ...spending, for: 'donate' }, now))
    world.at('2026-05-02T10:00:00Z')
    const back = { ...reversal('carla-s', coffee, 10, '2026-05-02T09:00:00Z'), ...stars }
    await world.tell(carla, { reversals: [back] })
    expect(await world.standing(carla, 'stars')).toMatchObject({ balance: -6, owed: 6 })
    world.at('2026-05-03T10:00:00Z')
    await world.tell(carla, { grants: [grant('carla-4', 10, '2026-05-03T09:00:00Z', stars)] })
    expect(await world.standing(carla, 'stars')).toMatchObject({
      balance: 4,
      owed: 0,
      overdrawn: 0,
    })
  })

  test('is paid by points that came after it, also where it is told after them', async () => {
    const carla = await world.customer()
    world.at('2026-06-01T10:00:00Z')
    const stars = { currency: 'stars' }
    const coffee = grant('carla-5', 10, '2026-06-01T09:00:00Z', stars)
    await world.tell(carla, { grants: [coffee] })
    const spending = { ...request(carla, 'in june'), ...stars, points: 6 }
    await world.run((tx, now) => redeem(tx, { ...spending, for: 'redeem' }, now))
    world.at('2026-06-03T10:00:00Z')
    await world.tell(carla, { grants: [grant('carla-6', 8, '2026-06-03T09:00:00Z', stars)] })
    const back = { ...reversal('carla-t', coffee, 10, '2026-06-02T09:00:00Z'), ...stars }
    await world.tell(carla, { reversals: [back] })
    expect(await world.standing(carla, 'stars')).toMatchObject({ balance: 2, owed: 0 })
  })
})
