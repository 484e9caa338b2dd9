import { expect, test } from 'vitest'
import { dayNumber } from '#kernel/calendar.ts'
import { isClosedOn, type Opening, openByHour, overlaps } from './open-minutes.ts'

const span = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes })
const bar: Opening = {
  hours: [span(1, '11:30', '14:00'), span(1, '18:00', '24:00'), span(6, '20:00', '02:00')],
  closures: [{ from: '2026-12-24', until: '2026-12-28', name: 'Betriebsferien' }],
}
const monday = dayNumber('2026-11-23')
const openHours = (opening: Opening, day: number) =>
  Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    openByHour(opening)(day * 24 + hour),
  )

test('an hour is open where the store is open in a part of it', () => {
  expect(openHours(bar, monday)).toEqual([11, 12, 13, 18, 19, 20, 21, 22, 23])
  expect(openHours(bar, monday + 1)).toEqual([])
})

test('what begins in the evening lasts beyond midnight', () => {
  expect(openHours(bar, monday + 5)).toEqual([20, 21, 22, 23])
  expect(openHours(bar, monday + 6)).toEqual([0, 1])
})

test('a closure holds whatever the hours say, until its last day', () => {
  expect(openHours(bar, dayNumber('2026-12-26'))).toEqual([])
  expect(isClosedOn(bar, dayNumber('2026-12-28'))).toBe(true)
  expect(isClosedOn(bar, dayNumber('2027-01-04'))).toBe(false)
})

test('where nobody said any hours only closures close', () => {
  const unsaid = { ...bar, hours: null }
  expect(openHours(unsaid, monday + 1)).toHaveLength(24)
  expect(isClosedOn(unsaid, dayNumber('2026-12-24'))).toBe(true)
  expect(isClosedOn(undefined, monday)).toBe(false)
})

test.each([
  ['none', [], false],
  ['one after the other', [span(1, '08:00', '12:00'), span(1, '12:00', '18:00')], false],
  ['one within the other', [span(1, '08:00', '18:00'), span(1, '12:00', '13:00')], true],
  ['a night into the next morning', [span(6, '20:00', '04:00'), span(7, '03:00', '09:00')], true],
  ['a night into the next week', [span(7, '20:00', '04:00'), span(1, '03:00', '09:00')], true],
  ['day and night', [1, 2, 3, 4, 5, 6, 7].map((day) => span(day, '00:00', '24:00')), false],
  ['more than a day', [span(1, '08:00', '08:00'), span(2, '07:00', '09:00')], true],
])('spans of a week that overlap are told: %s', (_, hours, expected) => {
  expect(overlaps(hours)).toBe(expected)
})
