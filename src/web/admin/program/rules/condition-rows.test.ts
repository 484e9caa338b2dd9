import { describe, expect, test } from 'vitest'
import type { Condition } from '#kernel/conditions.ts'
import { amountText, readAmount } from '../../writing/typed-numbers.ts'
import { conditionOf, formOfCondition, newRow } from './condition-rows.ts'

const money = {
  write: (minor: number) => amountText(minor, 'EUR', 'de'),
  read: (text: string) => readAmount(text, 'EUR'),
}
const again = (condition: Condition) =>
  conditionOf(formOfCondition(condition, money), 'event', money)

describe('conditions as rows', () => {
  test('what is written as rows comes back as it was', () => {
    const conditions: Condition[] = [
      { kind: 'compare', field: 'event.amount', operator: 'at_least', value: 1250 },
      { kind: 'compare', field: 'customer.tier', operator: 'is_set' },
      {
        kind: 'all',
        of: [
          { kind: 'compare', field: 'event.weekday', operator: 'one_of', value: [1, 2] },
          { kind: 'compare', field: 'event.time', operator: 'between', value: ['14:00', '16:00'] },
        ],
      },
      {
        kind: 'any',
        of: [
          { kind: 'compare', field: 'customer.hasBirthday', operator: 'equal', value: true },
          {
            kind: 'some',
            in: 'lines',
            of: { kind: 'compare', field: 'line.category', operator: 'equal', value: 'Kaffee' },
          },
        ],
      },
    ]
    expect(conditions.map(again)).toEqual(conditions)
  })

  test('a finer condition is kept as it is', () => {
    const inner: Condition = { kind: 'compare', field: 'event.channel', operator: 'is_set' }
    const fine: Condition = { kind: 'all', of: [{ kind: 'not', of: inner }, inner] }
    expect(formOfCondition(fine, money).kind).toBe('complex')
    expect(again(fine)).toEqual(fine)
  })

  test('a row that is not filled in is no condition', () => {
    const row = newRow('event.amount')
    expect(conditionOf({ kind: 'rows', join: 'all', rows: [row] }, 'event', money)).toBeNull()
    const half = { ...row, operator: 'between' as const, values: ['5'] }
    expect(conditionOf({ kind: 'rows', join: 'all', rows: [half] }, 'event', money)).toBeNull()
  })

  test('without rows there is no condition at all', () => {
    expect(conditionOf(formOfCondition(undefined, money), 'event', money)).toBeUndefined()
  })

  test('of a rule that works by the line, a line is asked directly', () => {
    const row = { ...newRow('line.sku'), values: ['HAFER'] }
    expect(conditionOf({ kind: 'rows', join: 'all', rows: [row] }, 'line', money)).toEqual({
      kind: 'compare',
      field: 'line.sku',
      operator: 'equal',
      value: 'HAFER',
    })
  })
})
