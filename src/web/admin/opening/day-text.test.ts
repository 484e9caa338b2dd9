import { expect, test } from 'vitest'
import { dayText, parseDay } from './day-text.ts'

test.each([
  ['9-18', '9:00–18:00'],
  ['8:30 bis 12 Uhr und 14–18.15 Uhr', '8:30–12:00, 14:00–18:15'],
  ['17 to 1', '17:00–1:00'],
  ['0-24', '0:00–24:00'],
  ['', ''],
])('a day is read as people write it: %s', (written, shown) => {
  const spans = parseDay(written)
  expect(dayText(spans!)).toBe(shown)
  expect(parseDay(shown)).toEqual(spans)
})

test.each(['morgens', '9', '9-25', '24-3', '9:75-12', '8-9, 10-11, 12-13'])(
  'what nobody can tell is not guessed: %s',
  (written) => {
    expect(parseDay(written)).toBeNull()
  },
)
