import { expect, test } from 'vitest'
import { type EarningRule, earningRule } from '#contract/language/earning-rule.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { pointsOfEachVisit } from './points-of-visits.ts'
import { planOf } from './program.ts'

const rule = (way: object, more: object = {}): EarningRule =>
  earningRule.parse({
    ...{ key: 'rule', name: 'Regel', currency: 'stamps', validFrom: '2026-01-01T00:00:00Z' },
    ...{ way, ...more },
  })

function each(...rules: EarningRule[]) {
  const plan = planOf({
    ...{ zone: zoneNamed('UTC'), taxRates: [], terms: [], tiers: [], giftLadders: [], endings: [] },
    rules: rules.map((one, index) => ({ ...one, key: `rule-${index}`, revision: 1 })),
  })
  return pointsOfEachVisit(plan.inForce(Date.parse('2026-06-01')), 'stamps')
}

const visit = { kind: 'per_visit', points: 2 }
const birthday = { kind: 'per_event', event: 'birthday', points: 5 }
const euro = { kind: 'per_amount', points: '1', perAmount: 100 }

test('where a visit is all that counts, each brings the same', () => {
  expect(each(rule(visit))).toBe(2)
  expect(each(rule(visit), rule(birthday), rule(euro, { currency: 'points' }))).toBe(2)
})

test.each([
  ['there are amounts besides', [rule(visit), rule(euro)]],
  ['there are two ways', [rule(visit), rule(visit)]],
  ['it asks for a basket', [rule(visit, { basketMin: 500 })]],
  ['something multiplies', [rule(visit), rule({ kind: 'multiplier', factor: '2' })]],
  ['no visit brings anything', [rule(birthday)]],
  ['nobody said anything', []],
])('it is not told in visits where %s', (_, rules) => {
  expect(each(...rules)).toBeNull()
})
