import { expect, test } from 'vitest'
import { drawCode } from '#domain/customers/cards/draw-code.ts'
import { drawCardNumber } from '#kernel/card-number.ts'
import { proposalWords } from '#locales/proposal-words.ts'
import { inLanguage } from '#locales/proposed-names.ts'
import { printCardSheet, qrOfCard } from './card-sheet.ts'
import type { Look } from './look.ts'
import { printMatter } from './matter.ts'
import { headlineOf, rulesOf } from './print-words.ts'

const look: Look = {
  isSelfMade: true,
  ...{ name: 'Café Morgenrot', language: 'de', nameLanguage: 'de' },
  ...{ currency: 'EUR', accent: '#8a3b1e', logo: null },
  offer: {
    ...{ places: 10, full: 'ein Heißgetränk', first: { places: 3, name: 'ein Keks' } },
    stamp: { kind: 'per_amount', amount: 2000 },
  },
}
const long = 'Bäckerei, Konditorei und Kaffeehaus Öztürk-Schneider'.repeat(3)
const pagesIn = (file: { content: unknown }) =>
  (file.content as Buffer).toString('latin1').match(/\/Type \/Page\b/g)?.length

const cardsOf = (count: number) =>
  Array.from({ length: count }, () => ({
    cardNumber: drawCardNumber((from) => from + 4_821_093),
    state: 'new' as const,
  }))
const batchOf = (count: number) => ({
  ...{ id: '', size: count, note: '', madeAt: new Date(), new: count, cards: cardsOf(count) },
})

test('cards lie ten a sheet, also those of a house with a long name', async () => {
  expect(pagesIn(await printCardSheet(batchOf(24), look, { part: 1, publicOrigin: null }))).toBe(3)
  expect(
    pagesIn(
      await printCardSheet(
        batchOf(10),
        { ...look, name: long },
        { part: 1, publicOrigin: 'https://bonus.example' },
      ),
    ),
  ).toBe(1)
})

test('what is put up keeps to its page, whatever stands on it', async () => {
  const lengthy = { ...look, name: long, offer: { ...look.offer!, full: long.slice(0, 100) } }
  for (const kind of ['table_card', 'poster', 'staff_slip', 'receipt_slip'] as const) {
    for (const one of [look, lengthy, { ...look, offer: null }]) {
      expect(pagesIn(await printMatter(kind, one, 'https://bonus.example')), kind).toBe(1)
    }
  }
})

test('paper says what the program says, in both languages', () => {
  expect(headlineOf(look)).toBe('10 Stempel:\nein Heißgetränk.')
  expect(rulesOf(look)).toBe(
    'Für je 20,00\u00a0€ ein Stempel.\nOder schon für 3 Stempel: ein Keks.',
  )
  expect(rulesOf({ ...look, language: 'en' })).toMatch(/^One stamp for every €20\.00\./)
  expect(rulesOf({ ...look, offer: null })).toBe('')
})

test('what was proposed is said in the language of the paper, what was typed as it was typed', () => {
  expect(inLanguage('ein Heißgetränk', 'en', 'EUR')).toBe('a hot drink')
  expect(inLanguage('a hot drink', 'de', 'EUR')).toBe('ein Heißgetränk')
  expect(inLanguage(proposalWords('de', 'EUR').amountOff(5), 'en', 'EUR')).toBe('€5 off')
  expect(inLanguage('Stempelkarte', 'en', 'EUR')).toBe('Stamp card')
  for (const typed of ['ein Heißgetränk Ihrer Wahl', '5 Brezeln', 'constructor']) {
    expect(inLanguage(typed, 'en', 'EUR')).toBe(typed)
  }
})

test('the code of a card opens the page of the guests where that has a lasting address', () => {
  const cardNumber = '4821093710'
  expect(qrOfCard({ cardNumber, publicOrigin: null })).toBe(cardNumber)
  expect(qrOfCard({ cardNumber, publicOrigin: 'https://bonus.example' })).toBe(
    'https://bonus.example/#card-4821093710',
  )
})

test('bars are stretched by the one attribute the sheet adds', () => {
  expect(drawCode('4821093710', 'bar')).toMatch(/^<svg /)
})
