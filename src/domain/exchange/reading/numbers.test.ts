import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalMarkOf, looksLikeNumber, parseScaled } from './numbers.ts'

const german: [string, number][] = [
  ['1.234,56', 123456],
  ['1234,5', 123450],
  ['12,-', 1200],
  ['12,--', 1200],
  ['12,–', 1200],
  ['0,5', 50],
  [',5', 50],
  ['-12,50', -1250],
  ['12,50-', -1250],
  ['−12,50', -1250],
  ['(12,50)', -1250],
  ['12,50 €', 1250],
  ['€ 12,50', 1250],
  ['-12,50 EUR', -1250],
  ['EUR12,50', 1250],
  ['(1.000,00 €)', -100000],
  ['1 234,56', 123456],
  ['1\u00a0234,56', 123456],
  ["1'234,56", 123456],
  ['+7', 700],
  ['0', 0],
  ['-0', 0],
  ['1.234.567,891', 123456789],
  ['12,345', 1235],
  ['-12,345', -1235],
  ['0,005', 1],
  ['0,0049', 0],
]
const english: [string, number][] = [
  ['1,234.56', 123456],
  ['1234.5', 123450],
  ['12.-', 1200],
  ['12.', 1200],
  ['.5', 50],
  ['$1,000', 100000],
  ['-$5.25', -525],
  ['$-5.25', -525],
  ['5.25 USD', 525],
  ['1.005', 101],
  ['2.675', 268],
]
const none = [
  '',
  '-',
  ',',
  '.',
  '€',
  'abc',
  '12a',
  '1,2,3',
  '1.23.4',
  '1e5',
  '--5',
  '(-5)',
  'EUR',
  '12,5x',
  '٣',
]

describe('numbers as people write them', () => {
  it.each(german)('reads %s the German way', (text, cents) => {
    expect(parseScaled(text, 'comma', 2)).toBe(cents)
  })
  it.each(english)('reads %s the English way', (text, cents) => {
    expect(parseScaled(text, 'point', 2)).toBe(cents)
  })
  it.each(none)('finds no number in "%s"', (text) => {
    expect(looksLikeNumber(text)).toBe(false)
  })

  it('never takes a decimal mark for a thousands separator', () => {
    expect(parseScaled('1.23', 'comma', 2)).toBeUndefined()
    expect(parseScaled('1,23', 'point', 2)).toBeUndefined()
    expect(parseScaled('0.500', 'comma', 2)).toBeUndefined()
  })

  it('refuses what a number cannot hold exactly', () => {
    expect(parseScaled('90071992547409.91', 'point', 2)).toBe(9007199254740991)
    expect(parseScaled('90071992547409.92', 'point', 2)).toBeUndefined()
  })

  it('reads back every amount it is written, in both notations', () => {
    const amount = fc.integer({ min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(amount, fc.constantFrom('de-DE', 'en-US', 'de-CH'), (cents, locale) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100)
        expect(parseScaled(text, locale === 'de-DE' ? 'comma' : 'point', 2)).toBe(
          cents === 0 ? 0 : cents,
        )
      }),
    )
  })
})

describe('the decimal mark of a column', () => {
  it('is told by one clear number among unclear ones', () => {
    expect(decimalMarkOf(['1.234', '17', '2,5'])).toEqual({
      mark: 'comma',
      mixed: false,
      ambiguous: false,
    })
  })
  it('is not told by whole numbers, and 1.234 is unclear', () => {
    expect(decimalMarkOf(['1', '200'])).toEqual({ mark: null, mixed: false, ambiguous: false })
    expect(decimalMarkOf(['1', '1.234'])).toEqual({ mark: null, mixed: false, ambiguous: true })
  })
  it('is that of most where a column holds both', () => {
    expect(decimalMarkOf(['1.5', '1.25', '2,5'])).toMatchObject({ mark: 'point', mixed: true })
  })
})
