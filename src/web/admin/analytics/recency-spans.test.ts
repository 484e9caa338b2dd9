import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frequencySpans, recencySpans } from './recency-spans.ts'

const parts = (...leasts: number[]) =>
  leasts.map((daysMin, place) => ({ key: String(place), daysMin }))

const told = (...leasts: number[]) => {
  const { unit, spans } = recencySpans(parts(...leasts))
  return [unit, ...spans.map(({ from, to }) => `${from ?? ''}-${to ?? ''}`)]
}

test('three years of a café are told in weeks, since its regulars part after two of them', () => {
  expect(told(0, 14, 106, 422, 821)).toEqual(['weeks', '-2', '2-15', '15-60', '60-117', '117-'])
})

test('bounds far apart are told in months', () => {
  expect(told(3, 62, 180, 365)).toEqual(['months', '-2', '2-6', '6-12', '12-'])
})

test('bounds of a few days are told in days, exactly', () => {
  expect(told(0, 1, 3, 10)).toEqual(['days', '-1', '1-3', '3-10', '10-'])
})

test('who all were here last on one day stand in one span without bounds', () => {
  expect(told(5)).toEqual(['months', '-'])
})

test('each span begins where the one before ends, in one unit, whatever the customers do', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(4_000), { minLength: 1, maxLength: 5 }), (days) => {
      const { spans } = recencySpans(parts(...days.toSorted((a, b) => a - b)))
      const bounds = spans.slice(1).map(({ from }) => from)
      expect(spans.slice(0, -1).map(({ to }) => to)).toEqual(bounds)
      expect(bounds.every((bound, place) => bound! > (bounds[place - 1] ?? 0))).toBe(true)
    }),
  )
})

test('a number of days nobody reached belongs to the part below it', () => {
  const froms = [1, 2, 5, 28].map((from) => ({ key: String(from), from }))
  expect(frequencySpans(froms).map(({ from, to }) => [from, to])).toEqual([
    [1, 1],
    [2, 4],
    [5, 27],
    [28, null],
  ])
})
