import { expect, test } from 'vitest'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { commonClosures, lastDateAfter } from './common-closures.ts'

const closed = (from: string, until: string) => ({ from, until, name: 'zu' })
const told = (...ofStores: ReturnType<typeof closed>[][]) =>
  commonClosures(ofStores).map(({ from, until }) => [dateText(from), dateText(until)])
const span = (from: string, until: string) => ({ from: dayNumber(from), until: dayNumber(until) })

test('nobody can come on the days on which every store is closed', () => {
  const [altstadt, hafen] = [closed('2026-08-01', '2026-08-14'), closed('2026-08-10', '2026-08-20')]
  expect(told([altstadt], [hafen])).toEqual([['2026-08-10', '2026-08-14']])
  expect(told([altstadt], [])).toEqual([])
  expect(told([altstadt])).toEqual([['2026-08-01', '2026-08-14']])
  expect(told()).toEqual([])
})

test('closing days that touch or overlap are one closure', () => {
  const days = [
    closed('2026-12-27', '2027-01-06'),
    closed('2026-12-24', '2026-12-26'),
    closed('2026-12-25', '2026-12-25'),
    closed('2026-10-03', '2026-10-03'),
  ]
  expect(told(days)).toEqual([
    ['2026-10-03', '2026-10-03'],
    ['2026-12-24', '2027-01-06'],
  ])
})

test.each([
  ['the day before', '2026-07-31', '2026-07-31'],
  ['the first day', '2026-08-01', '2026-08-28'],
  ['the last day', '2026-08-14', '2026-08-28'],
  ['soon after', '2026-08-20', '2026-08-28'],
  ['when it has had its days', '2026-08-28', '2026-08-28'],
  ['later', '2026-09-05', '2026-09-05'],
])('what ends %s keeps as many open days as the closure took', (_, lastDay, kept) => {
  expect(lastDateAfter([span('2026-08-01', '2026-08-14')], lastDay)).toBe(kept)
})

test('a second closure soon after carries on what the first one kept', () => {
  const twice = [span('2026-08-01', '2026-08-14'), span('2026-08-27', '2026-08-29')]
  expect(lastDateAfter(twice, '2026-08-05')).toBe('2026-09-01')
})
