import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BookAccount, bookAccounts } from '../book-account.ts'
import { addPoints, isOpen, pointsOfMonth } from './points-of-month.ts'
import { bookMonth, emptyPool, expectedOf, type MonthTerms, shareText, valued } from './pool.ts'

const terms: MonthTerms = {
  value: '0.01',
  redemptionRate: '0.97',
  goodsShare: '1',
  costRate: '0.4',
}
const flow = (from: BookAccount, to: BookAccount, points: number) => ({ from, to, points })

describe('the points of a month', () => {
  test('add up from opening to closing, whatever moved', () => {
    const account = fc.constantFrom(...bookAccounts)
    const points = fc.integer({ min: 1, max: 1000 })
    const flows = fc.array(fc.record({ from: account, to: account, points }), { maxLength: 30 })
    fc.assert(
      fc.property(fc.nat(10_000), flows, (opening, moved) => {
        const month = pointsOfMonth(opening, moved)
        const into = moved.filter(({ from, to }) => !isOpen(from) && isOpen(to))
        const out = moved.filter(({ from, to }) => isOpen(from) && !isOpen(to))
        const sum = (all: typeof moved) => all.reduce((total, one) => total + one.points, 0)
        expect(month.closing).toBe(opening + sum(into) - sum(out))
      }),
    )
  })

  test('say apart what was issued and taken back, and net what was given back', () => {
    const month = pointsOfMonth(100, [
      ...[flow('issued', 'pending', 50), flow('pending', 'available', 50)],
      ...[flow('goodwill', 'available', 5), flow('available', 'issued', 20)],
      ...[flow('available', 'redeemed', 30), flow('held', 'redeemed', 10)],
      ...[flow('redeemed', 'available', 15), flow('available', 'expired', 8)],
      ...[flow('available', 'donated', 2), flow('available', 'owed', 3)],
      ...[flow('owed', 'redeemed', 99), flow('transferred', 'available', 1)],
    ])
    expect(month).toEqual({
      ...{ opening: 100, issued: 55, reversed: 20, redeemed: 25, donated: 2, expired: 8 },
      ...{ other: -2, closing: 98 },
    })
    expect(addPoints(month, month).closing).toBe(196)
  })
})

describe('a pool of points', () => {
  test('earns as the worked example does, month by month', () => {
    // 10,000 points with 9,000.00 allocated to them.
    const year1 = bookMonth(
      ...([emptyPool, '1', pointsOfMonth(0, [flow('issued', 'available', 10_000)])] as const),
      ...([{ ...terms, value: '0.9', redemptionRate: '1' }, 'EUR'] as const),
    )
    expect(year1.pool.allocated).toBe(900_000)
    const rate = { ...terms, value: '0.9' }
    const spent = [flow('available', 'redeemed', 4_500)]
    const year2 = bookMonth(year1.pool, '1', pointsOfMonth(10_000, spent), rate, 'EUR')
    expect(year2.revenue).toEqual({
      ...{ opening: 900_000, allocated: 0, closing: 482_474 },
      // 4,175.26 in all, of which the redeemed points' own price is 4,050.00.
      ...{ redeemed: 405_000, breakage: 12_526 },
    })
    const more = [flow('available', 'redeemed', 4_000)]
    const year3 = bookMonth(
      ...([year2.pool, '0.97', pointsOfMonth(5_500, more)] as const),
      ...([{ ...rate, redemptionRate: '0.99' }, 'EUR'] as const),
    )
    expect(year3.revenue.redeemed + year3.revenue.breakage).toBe(772_727 - 417_526)
    expect(year3.expected).toBe(1_400)
  })

  test('expects of the open points what is neither gone nor ever to be redeemed', () => {
    expect(expectedOf({ ...emptyPool, issued: 10_000, open: 5_500 }, '0.97')).toBe(5_200)
    expect(expectedOf({ ...emptyPool, issued: 10_000, open: 5_000, expired: 300 }, '0.97')).toBe(
      5_000,
    )
    expect(expectedOf({ ...emptyPool, issued: 10_000, open: 200 }, '0.5')).toBe(0)
    expect(expectedOf(emptyPool, '0.5')).toBe(0)
  })

  test('at cost is what the redemptions would cost us', () => {
    const month = pointsOfMonth(0, [flow('issued', 'available', 10_000)])
    const booked = bookMonth(emptyPool, '1', month, terms, 'EUR')
    expect([booked.expected, booked.fairValue, booked.provision]).toEqual([9_700, 9_700, 3_880])
    const unsaid = bookMonth(emptyPool, '1', month, { ...terms, costRate: null }, 'EUR')
    expect(unsaid.provision).toBe(unsaid.fairValue)
  })

  test('parts the price with the goods', () => {
    const month = pointsOfMonth(0, [flow('issued', 'available', 10_000)])
    const goodsShare = shareText(100_000, 109_700)
    const booked = bookMonth(emptyPool, '1', month, { ...terms, value: '1', goodsShare }, 'EUR')
    expect(booked.revenue.allocated).toBe(884_230)
    expect([shareText(0, 5), shareText(5, 0), shareText(5, 5), shareText(1, 3)]).toEqual([
      ...['1', '1', '1', '0.333333'],
    ])
  })

  test('rounds a reversal like its origin, in every currency', () => {
    expect(valued(-5, '0.001', 'EUR')).toBe(-1)
    expect(valued(5, '0.001', 'EUR')).toBe(1)
    expect(valued(5, '2', 'JPY')).toBe(10)
    expect(valued(5, '0.001', 'BHD')).toBe(5)
  })

  test('is closed by the same sums by which the next month opens, whatever happens', () => {
    const rate = fc
      .integer({ min: 1, max: 1_000_000 })
      .map((millionths) => shareText(millionths, 1_000_000))
    const happening = fc.record({
      ...{ issued: fc.nat(500), reversed: fc.nat(50), redeemed: fc.nat(400), expired: fc.nat(100) },
      rate,
    })
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 12 }), (months) => {
        let [pool, last, closing, points] = [emptyPool, '1', 0, 0]
        for (const one of months) {
          const moved = pointsOfMonth(points, [
            ...[flow('issued', 'available', one.issued), flow('available', 'issued', one.reversed)],
            ...[flow('available', 'redeemed', one.redeemed)],
            ...[flow('available', 'expired', one.expired)],
          ])
          const booked = bookMonth(pool, last, moved, { ...terms, redemptionRate: one.rate }, 'EUR')
          const { revenue } = booked
          expect(revenue.opening).toBe(closing)
          expect(revenue.closing).toBe(
            revenue.opening + revenue.allocated - revenue.redeemed - revenue.breakage,
          )
          ;[pool, last, closing, points] = [booked.pool, one.rate, revenue.closing, moved.closing]
        }
      }),
    )
  })
})
