import { describe, expect, test } from 'vitest'
import { factAt, programOf, purchaseAt, returnAt, ruleOf } from '../../../tests/program-lives.ts'
import { lotKey } from './grant.ts'
import { type Program, planOf } from './program.ts'
import type { ProgramFact } from './program-fact.ts'
import { replayProgram } from './run-program.ts'

const perEuro = { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] }

const decide = (parts: Partial<Program>, facts: ProgramFact[]) =>
  replayProgram(facts, [], planOf(programOf(parts)))

describe('a return', () => {
  const rules = [ruleOf({ key: 'base', way: { ...perEuro, points: '1.5' } })]
  const basket = () =>
    purchaseAt('2026-05-04T09:00', 1001, { lines: [{ amount: 333 }, { amount: 668 }] })

  test('takes what the purchase brought, not what it would bring today', () => {
    const later = [
      ...rules,
      ruleOf({ key: 'base', way: perEuro, validFrom: '2026-05-10T00:00:00Z' }, 2),
    ]
    const purchase = basket()
    const { reversals } = decide({ rules: later }, [
      purchase,
      returnAt('2026-05-20T09:00', purchase, 1001),
    ])
    expect(reversals).toMatchObject([
      {
        of: lotKey(purchase, {
          currency: 'points',
          availableAt: purchase.atMillis,
          expiresAt: null,
        }),
        points: 15,
      },
    ])
  })

  test('beyond the purchase takes no more, and a second one nothing', () => {
    const purchase = basket()
    const facts = [
      purchase,
      returnAt('2026-05-20T09:00', purchase, 5000),
      returnAt('2026-05-21T09:00', purchase, 500),
    ]
    expect(decide({ rules }, facts).reversals.map(({ points }) => points)).toEqual([15])
  })

  test('told of before its purchase acts with the purchase', () => {
    const purchase = basket()
    const { reversals, state } = decide({ rules }, [
      purchase,
      returnAt('2026-05-01T09:00', purchase, 1001),
    ])
    expect(reversals).toMatchObject([{ points: 15, at: purchase.atMillis }])
    expect(state.openReturns).toEqual([])
  })

  test('that names no purchase lowers revenue and takes no points', () => {
    const facts = [basket(), factAt('2026-05-20T09:00', { type: 'return', amount: 1001 })]
    expect(decide({ rules }, facts)).toMatchObject({
      reversals: [],
      state: { revenue: 0, purchases: 1 },
    })
  })

  test('of a free coffee takes its stamp', () => {
    const free = purchaseAt('2026-05-04T09:00', 0)
    const facts = [free, returnAt('2026-05-04T10:00', free, 0)]
    const stamp = [ruleOf({ key: 'stamp', way: { kind: 'per_purchase', points: 1 } })]
    expect(decide({ rules: stamp }, facts)).toMatchObject({
      reversals: [{ points: 1 }],
      state: { purchases: 0, purchaseDays: 0, visits: 0, lastPurchaseDay: 20_577 },
    })
  })
})
