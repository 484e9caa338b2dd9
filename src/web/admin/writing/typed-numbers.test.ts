import { expect, test } from 'vitest'
import { amountText, decimalText, readAmount, readCount, readDecimal } from './typed-numbers.ts'

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

test('a count may be written with thousands and with what it counts', () => {
  const texts = ['1.000', '1,000', '1 000', '12 Tage', '2-mal', 'ab 50 Stempel', '365 days']
  expect(texts.map((text) => readCount(text, 1))).toEqual([1000, 1000, 1000, 12, 2, 50, 365])
  const wrong = ['-5', '−5', '1.5', '1,50', '3 von 4', '12.34.567', '']
  expect(wrong.map((text) => readCount(text, 1))).toEqual(wrong.map(() => null))
})

test('decimals are read in both notations', () => {
  const texts = ['1,5', '1.5', '7,5 %', '2x', '2-mal', '0,25 Punkte', '10', '1.250']
  expect(texts.map(readDecimal)).toEqual([1.5, 1.5, 7.5, 2, 2, 0.25, 10, 1250])
  expect(['-1', 'viel', '1,2,3', '1e3', ''].map(readDecimal)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
  expect([decimalText(7.5, 'de'), decimalText(7.5, 'en')]).toEqual(['7,5', '7.5'])
})
