import { describe, expect, test } from 'vitest'
import type { Attribute } from '#contract/endpoints/attributes.ts'
import { addedIdentities, changeOf, creationOf, draftOf, emptyDraft } from './person-draft.ts'

const definitions = [
  { name: 'milk', label: 'Milch', type: 'choice' as const, choices: ['Hafer', 'Kuh'] },
  { name: 'cups', label: 'Becher', type: 'number' as const, choices: [] },
  { name: 'own_cup', label: 'Eigener Becher', type: 'boolean' as const, choices: [] },
].map(
  (definition, index): Attribute => ({
    ...definition,
    ...{ required: false, personal: true, place: index + 1, archived: false },
  }),
)
const anna = draftOf({
  id: 'cus_1',
  name: 'Anna Lorenz',
  language: 'de',
  birthday: '--11-21',
  identities: [
    { kind: 'email', value: 'anna@example.org' },
    { kind: 'card_number', value: '4711' },
  ],
  attributes: { milk: 'Hafer', cups: 2 },
  tags: [],
  createdAt: '2026-01-01T00:00:00Z',
})

describe('changing a customer', () => {
  test('sends nothing that stayed', () => {
    expect(changeOf(anna, anna, definitions)).toEqual({ addIdentities: [], removeIdentities: [] })
  })

  test('a corrected address is one taken away and one given', () => {
    const [email, card] = anna.identities
    const draft = { ...anna, identities: [{ ...email!, value: ' anna@lorenz.example ' }, card!] }
    expect(changeOf(draft, anna, definitions)).toEqual({
      addIdentities: [{ kind: 'email', value: 'anna@lorenz.example' }],
      removeIdentities: [{ kind: 'email', value: 'anna@example.org' }],
    })
    expect(addedIdentities(draft, anna).map(({ key }) => key)).toEqual([email!.key])
  })

  test('an emptied field takes its value away, and numbers are read with a comma', () => {
    const attributes = { milk: '', cups: '2,5', own_cup: 'true' }
    const draft = { ...anna, name: ' ', birthday: '', language: '', attributes }
    expect(changeOf(draft, anna, definitions)).toMatchObject({
      name: null,
      birthday: null,
      language: null,
      attributes: { milk: null, cups: 2.5, own_cup: true },
    })
  })
})

test('creating sends what was filled in', () => {
  const draft = {
    ...emptyDraft,
    name: 'Bea',
    birthday: '1.7.',
    identities: emptyDraft.identities.map((one) =>
      one.kind === 'phone' ? { ...one, value: '0171 2345' } : one,
    ),
  }
  expect(creationOf(draft, definitions)).toEqual({
    name: 'Bea',
    birthday: '--07-01',
    identities: [{ kind: 'phone', value: '0171 2345' }],
    attributes: {},
  })
})
