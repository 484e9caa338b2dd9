import { expect, test } from 'vitest'
import { addressOf, chosenFilters, chosenRange, hasFilters } from './address.ts'

test('an address that was sent around means the same question again', () => {
  const address = addressOf({
    every: 'quarter',
    from: '2026-01-01',
    store: ['altstadt', 'markt'],
    tag: 'Stammtisch',
    period: '2026-07-01',
  })
  expect(address.every).toBe('quarter')
  expect(chosenRange(address)).toEqual({ from: '2026-01-01' })
  expect(chosenFilters(address)).toEqual({ store: ['altstadt', 'markt'], tag: ['Stammtisch'] })
  expect(address.period).toBe('2026-07-01')
})

test('what makes no sense in an address is as if it were not there', () => {
  const address = addressOf({ every: 'fortnight', from: '2026-02-30', to: 7, store: { a: 1 } })
  expect(address).toMatchObject({ every: undefined, from: undefined, to: undefined, store: [] })
  expect(hasFilters(address)).toBe(false)
})

test('a store whose code is a number is found by it', () => {
  expect(addressOf({ store: 7 }).store).toEqual(['7'])
})
