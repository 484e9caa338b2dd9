import { describe, expect, test } from 'vitest'
import { conditionFields, operatorsOf } from '#contract/language/condition-fields.ts'
import type { Comparison, Condition, Operator, Value } from '#kernel/conditions.ts'
import { languages, startTranslator } from '#locales/index.ts'
import type { Language } from '#locales/language.ts'
import { createFormat } from '../../../design/format.ts'
import { conditionInWords, linesInWords } from './condition-in-words.ts'
import type { KnownField } from './condition-values.ts'

const sayIn = async (language: Language) => ({
  t: (await startTranslator(language, 'guest')).getFixedT(language, 'conditions'),
  format: createFormat({ language, timeZone: 'Europe/Berlin', currency: 'EUR' }),
  nameOf: (field: string, value: string) =>
    field === 'event.store' && value === 'altstadt' ? 'Altstadt' : value,
})
const german = await sayIn('de')
const english = await sayIn('en')

const compare = (field: string, operator: Operator, value?: Value): Comparison =>
  value === undefined
    ? { kind: 'compare', field, operator }
    : { kind: 'compare', field, operator, value }
const all = (...of: Condition[]): Condition => ({ kind: 'all', of })
const any = (...of: Condition[]): Condition => ({ kind: 'any', of })
const not = (of: Condition): Condition => ({ kind: 'not', of })
const some = (of: Condition): Condition => ({ kind: 'some', in: 'lines', of })

const dear = compare('event.amount', 'at_least', 500)
const tuesday = compare('event.weekday', 'equal', 2)
const afternoon = compare('event.time', 'between', ['14:00', '16:00'])
const here = compare('event.store', 'equal', 'altstadt')
const gold = compare('customer.tier', 'one_of', ['Gold', 'Silber'])
const coffee = compare('line.category', 'equal', 'Kaffee')

const money = (text: string) => text.replaceAll(' ', '\u00a0')

test.each([
  [dear, 'Nur wenn der Einkauf mindestens 5,00 € kostet.'],
  [tuesday, 'Nur am Dienstag.'],
  [compare('event.weekday', 'between', [6, 1]), 'Nur am Montag, Samstag oder Sonntag.'],
  [compare('event.weekday', 'none_of', [7]), 'Nicht am Sonntag.'],
  [
    all(tuesday, afternoon, here),
    'Nur am Dienstag von 14:00 bis 16:00 Uhr in der Filiale Altstadt.',
  ],
  [all(tuesday, dear), 'Nur am Dienstag, wenn der Einkauf mindestens 5,00 € kostet.'],
  [any(tuesday, here), 'Nur am Dienstag oder in der Filiale Altstadt.'],
  [
    any(tuesday, all(gold, dear)),
    'Nur wenn es am Dienstag geschieht oder zugleich der Gast im Status Gold oder Silber ist und der Einkauf mindestens 5,00 € kostet.',
  ],
  [
    all(gold, not(dear)),
    'Nur wenn der Gast im Status Gold oder Silber ist. Nicht wenn der Einkauf mindestens 5,00 € kostet.',
  ],
  [
    not(any(tuesday, gold)),
    'Nicht am Dienstag. Nicht wenn der Gast im Status Gold oder Silber ist.',
  ],
  [some(coffee), 'Nur wenn ein Artikel aus der Warengruppe Kaffee dabei ist.'],
  [
    compare('customer.daysSinceLastPurchase', 'greater', 30),
    'Nur wenn der letzte Einkauf mehr als 30 Tage her ist.',
  ],
  [compare('customer.visits', 'equal', 1), 'Nur wenn der Gast bisher genau 1 Mal da war.'],
  [
    compare('customer.birthdayMonth', 'at_most', 2),
    'Nur wenn der Gast im Januar oder Februar Geburtstag hat.',
  ],
  [compare('customer.attribute.Milch', 'equal', 'Hafer'), 'Nur wenn bei „Milch“ „Hafer“ steht.'],
  [
    compare('customer.attribute.Kinder', 'at_least', 2),
    'Nur wenn bei „Kinder“ mindestens 2 steht.',
  ],
])('%j is said as a person would', (condition, sentence) => {
  expect(money(conditionInWords(german, condition))).toBe(money(sentence))
})

test.each([
  [coffee, 'Es zählen nur Artikel aus der Warengruppe Kaffee.'],
  [
    all(coffee, not(compare('line.sku', 'one_of', ['A1', 'A2']))),
    'Es zählen nur Artikel aus der Warengruppe Kaffee. Es zählen keine Artikel mit der Artikelnummer A1 oder A2.',
  ],
  [compare('line.amount', 'less', 300), 'Es zählen nur Artikel für weniger als 3,00 €.'],
])('of articles %j is said as a person would', (condition, sentence) => {
  expect(money(linesInWords(german, condition))).toBe(money(sentence))
})

test('English says the same', () => {
  expect(conditionInWords(english, all(tuesday, dear))).toBe(
    'Only on Tuesday, if the purchase costs at least €5.00.',
  )
  expect(conditionInWords(english, not(some(coffee)))).toBe(
    'Not if there is an article of the category Kaffee.',
  )
})

const values = {
  text: 'Kaffee',
  texts: 'Kaffee',
  number: 3,
  amount: 300,
  boolean: true,
  date: '2026-11-21',
  time: '08:30',
  weekday: 3,
}
const valueFor = (operator: Operator, one: string | number | boolean): Value | undefined => {
  if (operator === 'is_set' || operator === 'is_not_set') return undefined
  return operator === 'between' || operator === 'one_of' || operator === 'none_of'
    ? [one, one]
    : one
}
const comparisons = Object.entries(conditionFields).flatMap(([field, { of, type }]) =>
  operatorsOf[type].map((operator) => ({
    of,
    comparison: compare(field as KnownField, operator, valueFor(operator, values[type])),
  })),
)

describe.each(languages)('every comparison of the language, in %s', async (language) => {
  const say = await sayIn(language)

  test('has a sentence of its own, without a key or a gap in it', () => {
    const sentences = comparisons.map(({ of, comparison }) =>
      of === 'line' ? linesInWords(say, comparison) : conditionInWords(say, comparison),
    )
    expect(sentences.length).toBeGreaterThan(150)
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].*[^ ]\.$/)
      expect(sentence).not.toMatch(/\{\{|[a-z]\.[a-z]|_|undefined| {2}/)
    }
    expect(new Set(sentences).size).toBeGreaterThan(0.8 * sentences.length)
  })

  test('stays one sentence within any other condition', () => {
    for (const { comparison } of comparisons.filter(({ of }) => of !== 'line')) {
      const deep = any(dear, all(tuesday, not(comparison)))
      expect(conditionInWords(say, deep)).not.toMatch(/\{\{|undefined| {2}/)
    }
  })
})
