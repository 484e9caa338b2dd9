import { expect, test } from 'vitest'
import { ladderOf, programOf, ruleOf } from '../../../tests/program-lives.ts'
import { asksAmount } from './asks-amount.ts'
import { type Program, planOf } from './program.ts'

const visit = { kind: 'per_visit', points: 1 }
const birthday = { kind: 'per_event', event: 'birthday', points: 5 }
const euro = { kind: 'per_amount', points: '1', perAmount: 100 }

function asks(rules: readonly object[], giftLadders: Program['giftLadders'] = []): boolean {
  const named = rules.map((one, index) => ruleOf({ key: `rule_${index}`, ...one }))
  return asksAmount(planOf(programOf({ rules: named, giftLadders })).inForce(Date.UTC(2026, 5, 1)))
}

test('a stamp for each visit asks for none, nor does a birthday', () => {
  expect(asks([{ way: visit }])).toBe(false)
  expect(asks([{ way: visit }, { way: birthday }])).toBe(false)
})

test.each([
  ['amounts count besides', [{ way: visit }, { way: euro }]],
  ['a visit asks for a basket', [{ way: visit, basketMin: 500 }]],
  ['purchases alone count', [{ way: { kind: 'per_purchase', points: 1 } }]],
  ['nothing is collected at the counter', [{ way: birthday }]],
  ['nobody said anything', []],
])('it is asked for where %s', (_, rules) => {
  expect(asks(rules)).toBe(true)
})

test('it is asked for where gifts wait at counts of purchases', () => {
  const gifts = ladderOf({ key: 'gifts', rounds: [{ steps: [{ count: 5, articles: ['cake'] }] }] })
  expect(asks([{ way: visit }], [gifts])).toBe(true)
})
