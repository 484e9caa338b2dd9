import { expect, test } from 'vitest'
import { startDay } from './start-day.ts'

const saturday = new Date('2026-11-21T22:30:00Z')

test('Monday begins at midnight of the business, not of Greenwich', () => {
  expect(startDay('monday', saturday, 'Europe/Berlin')).toEqual({
    date: '2026-11-23',
    validFrom: '2026-11-22T23:00:00.000Z',
  })
})

test('on a Monday the next one is meant', () => {
  const monday = new Date('2026-11-23T09:00:00Z')
  expect(startDay('monday', monday, 'Europe/Berlin').date).toBe('2026-11-30')
})

test('the first of the month is the next one, across the year', () => {
  const december = new Date('2026-12-31T23:30:00Z')
  expect(startDay('month', december, 'UTC').date).toBe('2027-01-01')
  expect(startDay('month', december, 'Europe/Berlin').date).toBe('2027-02-01')
})

test('now is left to the clock of the server', () => {
  expect(startDay('now', saturday, 'Europe/Berlin')).toEqual({
    date: '2026-11-21',
    validFrom: undefined,
  })
})
