import { describe, expect, test } from 'vitest'
import { type Condition, type Facts, type Operator, questionOf, type Value } from './conditions.ts'

const facts = (values: Record<string, Value>, lines: Record<string, Value>[] = []): Facts => ({
  valueOf: (field) => values[field],
  partsOf: (name) => (name === 'lines' ? lines.map((line) => facts(line)) : []),
})

const answer = (operator: Operator, value: Value | undefined, known?: Value) =>
  questionOf(
    value === undefined
      ? { kind: 'compare', field: 'it', operator }
      : { kind: 'compare', field: 'it', operator, value },
  )(facts(known === undefined ? {} : { it: known }))

describe('a comparison', () => {
  const answers: [Operator, Value | undefined, Value | undefined, boolean][] = [
    ['equal', 'web', 'web', true],
    ['equal', 'web', 'till', false],
    ['not_equal', 'web', 'till', true],
    ['less', 5, 4, true],
    ['less', 5, 5, false],
    ['at_most', 5, 5, true],
    ['greater', 5, 5, false],
    ['at_least', 5, 5, true],
    ['at_least', '2026-01-31', '2026-02-01', true],
    ['at_least', 5, '7', false],
    ['between', [1, 5], 5, true],
    ['between', [1, 5], 6, false],
    ['between', ['22:00', '02:00'], '23:30', true],
    ['between', ['22:00', '02:00'], '01:59', true],
    ['between', ['22:00', '02:00'], '12:00', false],
    ['one_of', ['a', 'b'], 'b', true],
    ['one_of', ['a', 'b'], ['c', 'a'], true],
    ['none_of', ['a', 'b'], 'c', true],
    ['none_of', ['a', 'b'], ['c', 'a'], false],
    ['contains', 'vip', ['new', 'vip'], true],
    ['contains', 'Latte', 'Oat Latte large', true],
    ['begins_with', 'Oat', 'Oat Latte', true],
    ['is_set', undefined, 'x', true],
    ['is_set', undefined, [], false],
    ['is_not_set', undefined, [], true],
  ]
  test.each(answers)('%s %j of %j is %s', (operator, value, known, expected) => {
    expect(answer(operator, value, known)).toBe(expected)
  })

  test('with a value that is not known is false, also where it asks for a difference', () => {
    for (const operator of ['equal', 'not_equal', 'less', 'between', 'none_of'] as const) {
      expect(answer(operator, operator === 'between' ? [1, 2] : 1)).toBe(false)
    }
    expect(answer('is_not_set', undefined)).toBe(true)
  })
})

describe('conditions together', () => {
  const atLeast = (field: string, value: number): Condition => ({
    kind: 'compare',
    field,
    operator: 'at_least',
    value,
  })
  const ask = (condition: Condition, values: Record<string, Value>) =>
    questionOf(condition)(facts(values))

  test('all, any and not mean what they say', () => {
    const both: Condition = { kind: 'all', of: [atLeast('a', 1), atLeast('b', 1)] }
    const either: Condition = { kind: 'any', of: [atLeast('a', 1), atLeast('b', 1)] }
    expect([ask(both, { a: 1, b: 1 }), ask(both, { a: 1, b: 0 })]).toEqual([true, false])
    expect([ask(either, { a: 0, b: 1 }), ask(either, { a: 0, b: 0 })]).toEqual([true, false])
    expect([
      ask({ kind: 'not', of: both }, {}),
      ask({ kind: 'not', of: either }, { a: 1 }),
    ]).toEqual([true, false])
  })

  test('one line has to fulfill the whole of it, not several lines together', () => {
    const question = questionOf({
      kind: 'some',
      in: 'lines',
      of: { kind: 'all', of: [atLeast('quantity', 2), atLeast('amount', 500)] },
    })
    expect(
      question(
        facts({}, [
          { quantity: 2, amount: 300 },
          { quantity: 1, amount: 500 },
        ]),
      ),
    ).toBe(false)
    expect(question(facts({}, [{ quantity: 2, amount: 500 }]))).toBe(true)
  })
})
