import { expect, test } from 'vitest'
import type { Guest } from '../desk.ts'
import { shownOf } from './shown.ts'

const guest: Guest = {
  ...{ customerId: 'cus_1', name: 'Elif Yıldız', birthday: 'today', tier: 'Gold' },
  ...{ privileges: ['Platz am Fenster'], usual: 'Hafer-Cappuccino' },
  points: [{ currency: 'stamps', name: 'Stempel', balance: 20 }],
  cards: [{ name: 'Stempelkarte', places: 10, filled: 0, fullCards: 2, reward: 'Heißgetränk' }],
  redeemable: [{ reward: 'hot', name: 'Heißgetränk', price: 10, currency: 'Stempel', sku: '47' }],
  gifts: [],
}

test('a guest reads their first name, their stamps and what just happened, and no more', () => {
  const said = { tone: 'good' as const, kind: 'redeemed' as const, name: 'Heißgetränk', sku: '47' }
  const shown = shownOf({ view: { kind: 'guest', guest }, said })
  expect(shown).toEqual({
    ...{ kind: 'guest', firstName: 'Elif', points: [] },
    cards: [{ name: 'Stempelkarte', places: 10, filled: 10, reward: 'Heißgetränk' }],
    said: { kind: 'redeemed', name: 'Heißgetränk' },
  })
  expect(JSON.stringify(shown)).not.toMatch(/Yıldız|cus_|Gold|Fenster|Cappuccino|47|today/)
})

test('whoever is only looked for is shown to nobody', () => {
  const hits = { kind: 'hits' as const, hits: [{ customerId: 'cus_1', shown: 'Elif Y.' }] }
  expect(shownOf({ view: hits, said: null })).toEqual({ kind: 'idle' })
  const card = { kind: 'new_card' as const, cardNumber: '4821093756' }
  expect(shownOf({ view: card, said: null })).toEqual({ kind: 'idle' })
})

test('a card without a number is shown to whoever is to take it onto the phone', () => {
  const link = 'https://bonus.example/sign-in#card=4821093755&code=K7QM-3XWP'
  const code = {
    cardNumber: '4821093755',
    code: 'K7QM-3XWP',
    link,
    replaced: false,
    expiresAt: '2026-03-01',
  }
  const fresh = { kind: 'fresh_card' as const, guest, cardNumber: '4821093755', code }
  expect(shownOf({ view: fresh, said: null })).toEqual({
    ...{ kind: 'card', cardNumber: '4821093755', code: 'K7QM-3XWP', link },
  })
  expect(shownOf({ view: { ...fresh, code: null }, said: null })).toEqual({ kind: 'idle' })
})
