import { expect, test } from 'vitest'
import { aroundNumber } from './around-number.ts'

test('a field within a sentence keeps what its number counts', () => {
  expect(aroundNumber('365 Tage', '365')).toEqual({ before: '', after: ' Tage' })
  expect(aroundNumber('12,50 €', '12,50')).toEqual({ before: '', after: ' €' })
  expect(aroundNumber('€12.50', '12.50')).toEqual({ before: '€', after: '' })
  expect(aroundNumber('bis zu 4-mal im Monat', '4')).toEqual({
    before: 'bis zu ',
    after: '-mal im Monat',
  })
  expect(aroundNumber('ab 1.200 Besuchen', '1200')).toEqual({ before: 'ab ', after: ' Besuchen' })
})

test('a word without its number has nothing around it', () => {
  expect(aroundNumber('einmal', '1')).toBeNull()
  expect(aroundNumber('ohne Grenze', '')).toBeNull()
  expect(aroundNumber('3 Jahre', '36')).toBeNull()
})
