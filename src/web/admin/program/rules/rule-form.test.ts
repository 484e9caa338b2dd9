import { describe, expect, test } from 'vitest'
import { earningRule } from '#contract/language/earning-rule.ts'
import { amountText, readAmount } from '../../writing/typed-numbers.ts'
import type { RuleContent } from '../program.ts'
import { contentOfForm, formOf } from './rule-form.ts'

const writing = {
  language: 'de' as const,
  write: (minor: number) => amountText(minor, 'EUR', 'de'),
  read: (text: string) => readAmount(text, 'EUR'),
}

const read = (way: object, more: object = {}): RuleContent => {
  const whole = {
    key: 'k',
    name: 'Regel',
    validFrom: '2026-01-01T00:00:00Z',
    currency: 'stars',
    way,
  }
  const {
    key: _,
    status: __,
    validFrom: ___,
    ...content
  } = earningRule.parse({ ...whole, ...more })
  return content
}

const plain = read({ kind: 'per_visit', points: 1 })
const withForm = (change: object) =>
  contentOfForm({ ...formOf(plain, writing), ...change }, writing)

describe('a rule as a form', () => {
  test('every way of the contract comes back as it was', () => {
    const category = { kind: 'compare', field: 'line.category', operator: 'equal', value: 'Kuchen' }
    const rules = [
      plain,
      read({ kind: 'per_purchase', points: 2 }, { basketMin: 1250, caps: { perDay: 4 } }),
      read({
        kind: 'per_amount',
        points: '0.5',
        perAmount: 150,
        lines: category,
        includes: ['tax'],
      }),
      read({ kind: 'per_article', points: '3', tierPoints: { gold: '4.5' } }, { pendingDays: 14 }),
      read({ kind: 'per_event', event: 'custom', name: 'table_reserved', points: 5 }),
      read({ kind: 'multiplier', factor: '1.5', rules: ['euro'], together: 'always' }),
      read({ kind: 'per_visit', points: 1 }, { expiry: { kind: 'end_of_year', years: 0 } }),
      read({ kind: 'per_visit', points: 1 }, { expiry: { kind: 'after_days', days: 90 } }),
    ]
    for (const rule of rules) {
      expect(contentOfForm(formOf(rule, writing), writing)).toEqual({ value: rule })
    }
  })

  test('what does not fit is said by its place', () => {
    expect(withForm({ name: ' ' })).toEqual({ fault: 'name' })
    expect(withForm({ points: '1,5' })).toEqual({ fault: 'whole' })
    expect(withForm({ points: '' })).toEqual({ fault: 'whole' })
    expect(withForm({ kind: 'per_amount', perAmount: 'viel' })).toEqual({ fault: 'amount' })
    expect(withForm({ kind: 'per_amount', points: '0' })).toEqual({ fault: 'points' })
    expect(withForm({ kind: 'per_event', event: 'custom' })).toEqual({ fault: 'eventName' })
    expect(withForm({ caps: { ...formOf(plain, writing).caps, perDay: '0' } })).toEqual({
      fault: 'limit',
    })
  })
})
