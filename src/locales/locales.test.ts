import { describe, expect, test } from 'vitest'
import { textsWithAddressForm, withAddressForm } from './address-form.ts'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import { changeWords, chooseLanguage, startTranslator } from './index.ts'
import { type Texts, textsWithNoun, withNoun } from './noun.ts'

function leaves(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const here = path ? `${path}.${key}` : key
    return typeof text === 'string' ? [[here, text] satisfies [string, string]] : leaves(text, here)
  })
}

const german = leaves(de)
const english = new Map(leaves(en))

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*([^},\s]+)/g)].map((match) => match[1]))].sort()

describe('both languages say everything', () => {
  test('English has exactly the keys German has', () => {
    expect(german.length).toBeGreaterThan(50)
    expect([...english.keys()].sort()).toEqual(german.map(([key]) => key).sort())
  })

  test('a text and its translation take the same values', () => {
    const different = german.filter(
      ([key, text]) => `${placeholders(text)}` !== `${placeholders(english.get(key) ?? '')}`,
    )
    expect(different).toEqual([])
  })

  test('no text is empty', () => {
    const empty = [...german, ...english].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })

  test('every plural has one and other', () => {
    const keys = new Set(german.map(([key]) => key))
    const alone = [...keys].filter(
      (key) =>
        (key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other'))) ||
        (key.endsWith('_other') && !keys.has(key.replace(/_other$/, '_one'))),
    )
    expect(alone).toEqual([])
  })
})

describe('a café has guests, a shop has customers', () => {
  test('no bracket is left over, whichever the business has', () => {
    const left = (['guest', 'customer'] as const).flatMap((noun) =>
      [...leaves(textsWithNoun(de, noun)), ...leaves(textsWithNoun(en, noun))].filter(([, text]) =>
        // How guests are spoken to is chosen after this: see below.
        /[[\]|]/.test(withAddressForm(text, 'Sie')),
      ),
    )
    expect(left).toEqual([])
  })

  test('left stands for guests, right for customers', () => {
    expect(withNoun('Von 842 [Gästen|Kunden] kamen 583.', 'guest')).toBe(
      'Von 842 Gästen kamen 583.',
    )
    expect(withNoun('Der [Stammgast|Stammkunde] fehlt.', 'customer')).toBe('Der Stammkunde fehlt.')
  })

  test('what counts as a visit chooses between purchase and visit, around the noun as well', () => {
    const texts = { a: 'erster <[Besuch|Kauf]|Besuch>', b: '<kein Bon|nicht da>, <days/>' }
    expect(textsWithNoun(texts, 'customer')).toEqual({ a: 'erster Kauf', b: 'kein Bon, <days/>' })
    expect(textsWithNoun(texts, 'guest', 'visits')).toEqual({
      a: 'erster Besuch',
      b: 'nicht da, <days/>',
    })
  })

  test('a running translator follows a change of trade and language', async () => {
    const translator = await startTranslator('de', 'guest')
    expect(translator.t('navigation.customers')).toBe('Gäste')
    await changeWords(translator, 'de', 'customer')
    expect(translator.t('navigation.customers')).toBe('Kunden')
    await changeWords(translator, 'en', 'guest')
    expect(translator.t('navigation.customers')).toBe('Guests')
  })

  test('numbers in texts are written as the language writes them', async () => {
    const translator = await startTranslator('de', 'guest')
    expect(translator.t('progress.rows', { done: 4210, total: 18300 })).toBe(
      '4.210 von 18.300 Zeilen',
    )
  })
})

describe('a business says du or Sie', () => {
  test('no bracket is left over, whichever it says', () => {
    const left = (['du', 'Sie'] as const).flatMap((form) =>
      leaves(textsWithAddressForm(textsWithNoun(de, 'guest'), form)).filter(([, text]) =>
        /[|]|(?<!\{)\{(?!\{)/.test(text),
      ),
    )
    expect(left).toEqual([])
  })

  test('left stands for Sie, right for du, and values stay', () => {
    const text = '{Holen Sie sich|Hol dir} {{count}} Stempel'
    expect(withAddressForm(text, 'Sie')).toBe('Holen Sie sich {{count}} Stempel')
    expect(withAddressForm(text, 'du')).toBe('Hol dir {{count}} Stempel')
  })
})

test('a browser that wishes French and then English is answered in English', () => {
  expect(chooseLanguage(['fr-FR', 'en-GB', 'de'])).toBe('en')
  expect(chooseLanguage(['fr'])).toBe('de')
})
