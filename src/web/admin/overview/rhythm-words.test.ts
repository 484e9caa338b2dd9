import { expect, test } from 'vitest'
import { rhythmOf, spanOf } from './rhythm-words.ts'

test('who comes every three and a half days comes twice a week', () => {
  expect(rhythmOf(3.5)).toEqual({ unit: 'timesAWeek', count: 2 })
  expect(rhythmOf(1)).toEqual({ unit: 'daily', count: 1 })
  expect(rhythmOf(2)).toEqual({ unit: 'timesAWeek', count: 4 })
})

test('who comes every week, fortnight or month is said to', () => {
  expect(rhythmOf(7)).toEqual({ unit: 'everyWeeks', count: 1 })
  expect(rhythmOf(13)).toEqual({ unit: 'everyWeeks', count: 2 })
  expect(rhythmOf(31)).toEqual({ unit: 'everyMonths', count: 1 })
})

test('nine days are no week, and forty-five no month', () => {
  expect(rhythmOf(5)).toEqual({ unit: 'everyDays', count: 5 })
  expect(rhythmOf(9.5)).toEqual({ unit: 'everyDays', count: 10 })
  expect(rhythmOf(45)).toEqual({ unit: 'everyWeeks', count: 6 })
})

test('an absence is said in the largest unit that still tells it', () => {
  expect(spanOf(9)).toEqual({ unit: 'days', count: 9 })
  expect(spanOf(21)).toEqual({ unit: 'weeks', count: 3 })
  expect(spanOf(92)).toEqual({ unit: 'months', count: 3 })
})
