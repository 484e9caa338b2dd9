import { expect, test } from 'vitest'
import {
  amountText,
  creationOf,
  draftOf,
  faultOf,
  newDraft,
  readAmount,
  readCount,
} from './draft.ts'

test('an amount is read as people write it, in both languages', () => {
  const amounts = ['5', '5,5', '5,50 €', '5.50', '1.250', '1.250,00', '1,250.00', '€ 12', ',5']
  expect(amounts.map((text) => readAmount(text, 'EUR'))).toEqual([
    500, 550, 550, 550, 125_000, 125_000, 125_000, 1200, 50,
  ])
  expect(['', 'viel', '1,2,3', '-5'].map((text) => readAmount(text, 'EUR'))).toEqual([
    null,
    null,
    null,
    null,
  ])
  expect(readAmount('500', 'JPY')).toBe(500)
})

test('what a field shows is read as the same amount again', () => {
  for (const minor of [1, 99, 100, 1250, 123_456_789]) {
    expect(readAmount(amountText(minor, 'EUR', 'de'), 'EUR')).toBe(minor)
    expect(readAmount(amountText(minor, 'EUR', 'en'), 'EUR')).toBe(minor)
  }
})

test('a count is a whole number from the least on', () => {
  expect(['3', ' 12 ', '0', '1,5', 'drei'].map((text) => readCount(text, 1))).toEqual([
    3,
    12,
    null,
    null,
    null,
  ])
  expect(readCount('0', 0)).toBe(0)
})

test('a draft says what is missing, and sends a code only where one was chosen', () => {
  const draft = newDraft()
  expect(faultOf(draft)).toBe('name')
  const named = { ...draft, content: { ...draft.content, name: 'Herbst' } }
  expect(faultOf(named)).toBeNull()
  const reversed = { ...named.content, validFrom: '2026-12-02', validUntil: '2026-12-01' }
  expect(faultOf({ ...named, content: reversed })).toBe('days')
  expect(creationOf(named).codes).toEqual({ kind: 'shared' })
  expect(creationOf({ ...named, codes: { ...named.codes, code: 'HERBST' } }).codes).toEqual({
    kind: 'shared',
    code: 'HERBST',
  })
})

test('a voucher becomes a draft of itself', () => {
  const money = { amount: 0, currency: 'EUR' }
  const { content } = newDraft()
  const draft = draftOf({
    id: 'vou_x',
    status: 'active',
    codeKind: 'single',
    code: null,
    revision: 1,
    content,
    use: { codes: 24, issued: 0, redeemed: 0, onHold: 0, discount: money, cost: money },
    createdAt: '2026-11-21T12:00:00Z',
  })
  expect(draft).toEqual({ content, codes: { kind: 'single', code: '', count: 24 } })
})
