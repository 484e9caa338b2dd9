import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bareCardNumber,
  cardLink,
  cardNumberDigits,
  drawCardNumber,
  formOfCardNumber,
  groupedCardNumber,
  numberInCardLink,
  withCheckDigits,
} from './card-number.ts'

const numbers = fc
  .integer({ min: 10_000_000, max: 99_999_999 })
  .map((drawn) => withCheckDigits(drawn))

/** A number that begins with 0 is nobody's card of ours. */
const expected = (typed: string, number: string) =>
  typed === number ? 'own' : typed.startsWith('0') ? 'foreign' : 'mistyped'

test('the check digits are those of ISO 7064 MOD 97-10', () => {
  // The example of the standard's own description: 794 is given the check digits 44.
  expect(withCheckDigits(794)).toBe('79444')
  expect(withCheckDigits(48_210_937)).toBe('4821093710')
})

test('a number is ten digits that people read in groups', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      expect(number).toHaveLength(cardNumberDigits)
      expect(formOfCardNumber(number)).toBe('own')
      expect(groupedCardNumber(number)).toMatch(/^\d{4} \d{4} \d{2}$/)
      expect(bareCardNumber(groupedCardNumber(number))).toBe(number)
    }),
  )
})

test('one wrong digit is always found', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      for (let place = 0; place < number.length; place++) {
        for (let digit = 0; digit <= 9; digit++) {
          const wrong = `${number.slice(0, place)}${digit}${number.slice(place + 1)}`
          expect(formOfCardNumber(wrong)).toBe(expected(wrong, number))
        }
      }
    }),
  )
})

test('two digits that changed places are always found, neighbors or not', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      for (let one = 0; one < number.length; one++) {
        for (let other = one + 1; other < number.length; other++) {
          const digits = [...number]
          ;[digits[one], digits[other]] = [digits[other]!, digits[one]!]
          const swapped = digits.join('')
          expect(formOfCardNumber(swapped)).toBe(expected(swapped, number))
        }
      }
    }),
  )
})

/** What a German keyboard makes of the signs an American one has in these places. */
const german: Record<string, string> = {
  ...{ ':': 'Ö', '/': '-', '#': '§', '-': 'ß', _: '?', y: 'z', z: 'y', Y: 'Z', Z: 'Y' },
}
const typedGerman = (text: string) => [...text].map((sign) => german[sign] ?? sign).join('')

test('a printed link is the card it names, also by a scanner of another keyboard', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), numbers, (address, number) => {
      const link = cardLink(new URL(address).origin, number)
      for (const scanned of [link, typedGerman(link), `${link.toUpperCase()}\r`]) {
        expect(numberInCardLink(scanned)).toBe(number)
        expect(bareCardNumber(scanned)).toBe(number)
      }
    }),
    { numRuns: 25 },
  )
  expect(typedGerman(cardLink('https://card.example', '4821093710'))).toBe(
    'httpsÖ--card.example-§cardß4821093710',
  )
})

test('an address that ends in other digits is no card, nor is a foreign number that ends like ours', () => {
  for (const other of [
    'https://card.example/#card-4821093711',
    'https://card.example/#card-14821093710',
    'https://card.example/4821093710/',
    'CARD-4821093710',
    '4821093710',
  ]) {
    expect(numberInCardLink(other)).toBeNull()
  }
  expect(bareCardNumber('CARD-4821093710')).toBe('CARD-4821093710')
})

test('what is of another form is left as it is', () => {
  for (const foreign of [
    'CARD-4711',
    '48210937',
    '2900000000017',
    '4821 0937 5',
    '0170123456',
    '',
  ]) {
    expect(formOfCardNumber(foreign)).toBe('foreign')
    expect(bareCardNumber(foreign)).toBe(foreign)
    expect(groupedCardNumber(foreign)).toBe(foreign)
  }
})

test('the first and the last number that can be drawn are whole', () => {
  expect(drawCardNumber((from) => from)).toMatch(/^10000000\d\d$/)
  expect(drawCardNumber((_, to) => to - 1)).toMatch(/^99999999\d\d$/)
})
