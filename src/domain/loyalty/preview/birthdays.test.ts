import { expect, test } from 'vitest'
import { dateText } from '#kernel/calendar.ts'
import { berlin, factAt, programOf, purchaseAt, ruleOf } from '../../../../tests/program-lives.ts'
import { planOf } from '../program.ts'
import type { ProgramFact } from '../program-fact.ts'
import { countsBirthdays, withBirthdays } from './birthdays.ts'
import { windowOf } from './window.ts'

const cake = { key: 'cake', way: { kind: 'per_event', event: 'birthday', points: 5 } }
const plan = planOf(programOf({ rules: [ruleOf(cake)] }))
const without = planOf(programOf({}))
const now = new Date('2026-03-20T08:00:00Z')
const window = windowOf(365, now, berlin, null)
const people = (birthday: string | null) => [{ fromMillis: 0, tags: [], attributes: {}, birthday }]

/** The days on which birthdays stand in a life that began years ago unless it says otherwise. */
function daysFor(
  birthday: string | null,
  { facts = [purchaseAt('2024-01-10T09:00', 300)] as ProgramFact[], before = without } = {},
) {
  const life = withBirthdays({ facts, people: people(birthday) }, { plan, window, before })
  return life.facts
    .filter(({ type }) => type === 'birthday')
    .map(({ atMillis }) => dateText(berlin.dayOf(new Date(atMillis))))
}

test('a birthday in these days is imagined, one outside of them is not', () => {
  expect(daysFor('1984-03-10')).toEqual(['2026-03-10'])
  expect(daysFor('--07-01')).toEqual(['2025-07-01'])
  expect(daysFor('--03-20')).toEqual(['2025-03-20', '2026-03-20'])
  expect(daysFor(null)).toEqual([])
})

test('29 February is kept on the day the program says', () => {
  expect(daysFor('2000-02-29')).toEqual(['2026-02-28'])
})

test('who had not been there before is not known on that day', () => {
  expect(daysFor('--03-10', { facts: [purchaseAt('2026-03-12T09:00', 300)] })).toEqual([])
  expect(daysFor('--03-10', { facts: [] })).toEqual([])
})

test('what was said stays the only one of its year', () => {
  const said = factAt('2025-06-30T00:00', { type: 'birthday' })
  const facts = [purchaseAt('2024-01-10T09:00', 300), said]
  expect(daysFor('--07-01', { facts })).toEqual(['2025-06-30'])
})

test('where the program in force gave, what it said counts alone', () => {
  expect(daysFor('--07-01', { before: plan })).toEqual([])
})

test('no program without such a rule counts birthdays', () => {
  expect([plan, without].map((one) => countsBirthdays({ plan: one, window }))).toEqual([
    true,
    false,
  ])
})
