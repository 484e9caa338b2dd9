import { expect, test } from 'vitest'
import { amountText, readAmount, readCount } from './typed-numbers.ts'

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
