import { expect, test } from 'vitest'
import { isTechnicalName, technicalName } from './technical-name.ts'

test('a label becomes a name that programs can write', () => {
  expect(technicalName('Tisch reserviert')).toBe('tisch_reserviert')
  expect(technicalName('Größe (in cm)')).toBe('groesse_in_cm')
  expect(technicalName('Café-Abo')).toBe('cafe_abo')
})

test('a name begins with a letter', () => {
  expect(technicalName('3. Besuch')).toBe('besuch')
  expect(isTechnicalName(technicalName('3. Besuch'))).toBe(true)
})

test('a label without any letter of ours is no name yet', () => {
  expect(technicalName('日本')).toBe('')
  expect(isTechnicalName('')).toBe(false)
})

test('a long label is cut to what the server takes', () => {
  expect(isTechnicalName(technicalName('sehr lang '.repeat(30)))).toBe(true)
})
