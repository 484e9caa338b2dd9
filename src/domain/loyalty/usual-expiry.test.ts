import { expect, test } from 'vitest'
import { berlin, programOf, ruleOf } from '../../../tests/program-lives.ts'
import { planOf } from './program.ts'
import { usualExpiry } from './usual-expiry.ts'

const way = { kind: 'per_visit', points: 1 }
const at = Date.parse('2026-03-01T09:00:00Z')
const startOf = (day: string) =>
  berlin.startOf(berlin.dayOf(new Date(`${day}T12:00:00Z`))).getTime()
const end = (...rules: object[]) =>
  usualExpiry(planOf(programOf({ rules: rules.map((rule) => ruleOf({ ...rule })) })), 'points', at)

test('what is given by hand ends as what is earned, by the kindest rule', () => {
  const year = { key: 'visit', way, expiry: { kind: 'after_months', months: 12 } }
  const month = { key: 'euro', way, expiry: { kind: 'after_days', days: 30 } }
  expect(end(year, month)).toBe(startOf('2027-03-02'))
  expect(end(month)).toBe(startOf('2026-04-01'))
  expect(end(month, { key: 'ever', way, expiry: { kind: 'never' } })).toBeNull()
  expect(end(year, { key: 'other', way, currency: 'stars' })).toBe(startOf('2027-03-02'))
})

test('where no rule gives any it does not end', () => {
  expect(end()).toBeNull()
  expect(usualExpiry(null, 'points', at)).toBeNull()
})
