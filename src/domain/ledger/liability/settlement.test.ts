import { expect, test } from 'vitest'
import type { MonthFlow } from '../months.ts'
import { balanceStores, settleStores } from './settlement.ts'

const flow = (more: Partial<MonthFlow>): MonthFlow => ({
  ...{ month: 680, currency: 'points', store: 2, issuer: 1, points: 100 },
  ...{ from: 'available', to: 'redeemed' },
  ...more,
})

const settle = (...flows: MonthFlow[]) => settleStores(flows, () => '0.01', 'EUR')

test('the store that issued the points owes the one that redeemed them', () => {
  const dues = settle(flow({}), flow({ from: 'held', points: 50 }))
  expect(dues).toEqual([
    { month: 680, currency: 'points', issuer: 1, redeemer: 2, points: 150, amount: 150 },
  ])
  expect(balanceStores(dues)).toEqual([
    { store: 1, gets: 0, owes: 150 },
    { store: 2, gets: 150, owes: 0 },
  ])
})

test('nobody owes themselves, and what was given back is owed no more', () => {
  expect(settle(flow({ store: 1 }))).toEqual([])
  expect(settle(flow({}), flow({ from: 'redeemed', to: 'available' }))).toEqual([])
  const back = flow({ from: 'redeemed', to: 'available', points: 130 })
  expect(settle(flow({}), back)).toMatchObject([{ points: -30, amount: -30 }])
})

test('points that no store issued any more, or that only moved, are no matter of stores', () => {
  expect(settle(flow({ to: 'expired' }), flow({ from: 'owed' }), flow({ to: 'donated' }))).toEqual(
    [],
  )
})

test('each month stands by itself, at its own value', () => {
  const flows = [flow({ month: 681 }), flow({}), flow({ issuer: 0 })]
  const dues = settleStores(flows, (_, month) => (month === 680 ? '0.01' : '0.02'), 'EUR')
  expect(dues.map(({ month, issuer, amount }) => [month, issuer, amount])).toEqual([
    [680, 0, 100],
    [680, 1, 100],
    [681, 1, 200],
  ])
})
