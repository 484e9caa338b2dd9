import { expect, test } from 'vitest'
import { before, isoWeekOf, lastDayOf } from './period-words.ts'

test('the first days of a year may lie in the last week of the year before', () => {
  expect(isoWeekOf('2027-01-01')).toEqual({ week: '53', year: '2026' })
  expect(isoWeekOf('2024-12-30')).toEqual({ week: '1', year: '2025' })
  expect(isoWeekOf('2026-11-21')).toEqual({ week: '47', year: '2026' })
})

test('before the first quarter comes the last one of the year before', () => {
  expect(before('quarter', '2026-01-01')).toBe('2025-10-01')
  expect(before('month', '2026-03-01')).toBe('2026-02-01')
})

test('the last day of February is found in a leap year', () => {
  expect(lastDayOf('2024-03-01')).toBe('2024-02-29')
})
