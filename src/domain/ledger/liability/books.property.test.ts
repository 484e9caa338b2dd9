import fc from 'fast-check'
import { expect, test } from 'vitest'
import { live, lives } from '../../../../tests/ledger-life.ts'
import { type IssuerFlow, keepBooks } from './keep-books.ts'
import { type MonthTerms, shareText } from './pool.ts'
import type { TermsOfMonth } from './terms-of-month.ts'

const daysPerMonth = 20

const rates = fc.array(
  fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => decimal(millionths)),
  { minLength: 1, maxLength: 8 },
)
const decimal = (millionths: number) => (millionths === 0 ? '0' : shareText(millionths, 1_000_000))

test('the monthly books of any life add up, close as they open, and end like the account', () => {
  fc.assert(
    fc.property(lives, rates, (life, rate) => {
      const kept = live(life, 'runs')
      const flows = kept.books.map(
        ({ at, issuer, from, to, points }): IssuerFlow => ({
          ...{ month: Math.floor(at / daysPerMonth), currency: 'points', issuer, from, to, points },
        }),
      )
      const [books] = keepBooks({
        ...{ flows, until: Math.floor(kept.now / daysPerMonth), money: 'EUR' },
        termsOf: (_, month) => termsAt(rate[month % rate.length]!),
      })
      const { sums } = kept.state
      const open = (sums.available ?? 0) + (sums.pending ?? 0) + (sums.held ?? 0)
      expect(books?.months.at(-1)?.points.closing ?? 0).toBe(open)
      let before = { points: 0, money: 0 }
      for (const { points, revenue, stores } of books?.months ?? []) {
        expect([points.opening, revenue.opening]).toEqual([before.points, before.money])
        expect(revenue.closing).toBe(
          revenue.opening + revenue.allocated - revenue.redeemed - revenue.breakage,
        )
        // A hold beyond the balance is of no lot: its ends may count for two stores.
        for (const one of stores.values()) {
          expect(one.expected).toBeLessThanOrEqual(Math.max(0, one.points.closing))
        }
        const byStore = [...stores.values()].reduce((sum, one) => sum + one.revenue.closing, 0)
        expect(byStore).toBe(revenue.closing)
        before = { points: points.closing, money: revenue.closing }
      }
    }),
    { numRuns: 300 },
  )
})

function termsAt(redemptionRate: string): TermsOfMonth {
  const terms: MonthTerms = { value: '0.37', redemptionRate, goodsShare: '0.93', costRate: '0.4' }
  return { ...terms, basis: 'said', low: null, high: null, closed: false }
}
