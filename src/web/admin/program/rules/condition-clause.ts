import type { Comparison } from '#kernel/conditions.ts'
import type { conditions as german } from '#locales/de/conditions.ts'
import { ofCircle } from './condition-circumstance.ts'
import {
  attributeOf,
  countOf,
  fieldOf,
  isDenied,
  isListed,
  type KnownField,
  measured,
  namesOf,
  plainly,
  type Say,
  valuesOf,
} from './condition-values.ts'

/** A comparison as it follows "wenn": `der Einkauf mindestens 5,00 € kostet`. */
export function clauseOf(say: Say, comparison: Comparison): string {
  const { t } = say
  const words = measured(say, comparison)
  const field = fieldOf(comparison.field) && (comparison.field as KnownField)
  switch (field) {
    case 'event.amount':
      return words === null ? saidOf(say, comparison, 'amount') : t('amount', { words })
    case 'event.rating':
      return words === null ? saidOf(say, comparison, 'rating') : t('rating', { words })
    case 'event.lines':
      return words === null ? saidOf(say, comparison, 'lines') : t('lines', { words })
    case 'customer.revenue':
      return words === null ? saidOf(say, comparison, 'revenue') : t('revenue', { words })
    case 'event.quantity':
      return counted(say, comparison, 'quantity')
    case 'customer.purchases':
      return counted(say, comparison, 'purchases')
    case 'customer.purchaseDays':
      return counted(say, comparison, 'purchaseDays')
    case 'customer.visits':
      return counted(say, comparison, 'visits')
    case 'customer.daysSinceFirstPurchase':
      return counted(say, comparison, 'daysSinceFirstPurchase')
    case 'customer.daysSinceLastPurchase':
      return counted(say, comparison, 'daysSinceLastPurchase')
    case 'customer.tier':
      return tierWords(say, comparison)
    case 'customer.tags':
      return tagWords(say, comparison)
    case 'customer.hasBirthday':
      return birthdayWords(say, comparison)
    case 'customer.birthdayMonth':
      return words === null
        ? saidOf(say, comparison, 'birthdayMonth')
        : t('birthdayMonth', { words: ofCircle(say, comparison, 'month') })
    case 'event.type':
      return saidOf(say, comparison, 'type')
    case 'event.name':
      return saidOf(say, comparison, 'name')
    case 'event.store':
      return saidOf(say, comparison, 'store')
    case 'event.channel':
      return saidOf(say, comparison, 'channel')
    case 'event.date':
      return saidOf(say, comparison, 'date')
    case 'event.weekday':
      return saidOf(say, comparison, 'weekday')
    case 'event.time':
      return saidOf(say, comparison, 'time')
    case 'event.receipt':
      return saidOf(say, comparison, 'receipt')
    case 'line.category':
    case 'line.sku':
    case 'line.quantity':
    case 'line.amount':
    case null:
      return attributeWords(say, comparison)
  }
}

type Counted =
  | 'quantity'
  | 'purchases'
  | 'purchaseDays'
  | 'visits'
  | 'daysSinceFirstPurchase'
  | 'daysSinceLastPurchase'

function counted(say: Say, comparison: Comparison, what: Counted): string {
  const words = measured(say, comparison)
  return words === null
    ? saidOf(say, comparison, what)
    : say.t(what, { words, count: countOf(comparison) })
}

type Nouns = (typeof german)['noun']

/** Any comparison of what has a noun: `die Bonnummer mit „A“ beginnt`. */
function saidOf(say: Say, comparison: Comparison, what: keyof Nouns): string {
  const noun = say.t(`noun.${what}`)
  const words = plainly(say, comparison)
  if (words !== null) return say.t('said.is', { noun, words: namedOr(say, comparison, words) })
  return partly(say, comparison, (key, part) => say.t(`said.${key}`, { noun, words: part }))
}

/** Texts people have another name for are said by it. */
function namedOr(say: Say, comparison: Comparison, words: string): string {
  const names = namesOf(say, comparison)
  const raw = say.format.choice(valuesOf(comparison).map(String))
  if (!isListed(comparison) || names === raw) return words
  return isDenied(comparison) ? say.t('denied', { words: names }) : names
}

type Partly = 'contains' | 'begins_with' | 'is_set' | 'is_not_set'

function partly(
  say: Say,
  comparison: Comparison,
  words: (key: Partly, part: string) => string,
): string {
  const [value = ''] = valuesOf(comparison)
  switch (comparison.operator) {
    case 'contains':
    case 'begins_with':
    case 'is_set':
    case 'is_not_set':
      return words(comparison.operator, say.t('quoted', { value: String(value) }))
    default:
      throw new Error(`a comparison by ${comparison.operator} has words of its own`)
  }
}

function attributeWords(say: Say, comparison: Comparison): string {
  const name = attributeOf(comparison.field)
  const words = plainly(say, comparison)
  if (words !== null) return say.t('attribute.is', { name, words })
  return partly(say, comparison, (key, part) => say.t(`attribute.${key}`, { name, words: part }))
}

function tierWords(say: Say, comparison: Comparison): string {
  const words = namesOf(say, comparison)
  switch (comparison.operator) {
    case 'is_set':
      return say.t('tier.known')
    case 'is_not_set':
      return say.t('tier.unknown')
    case 'equal':
    case 'one_of':
      return say.t('tier.is', { words })
    case 'not_equal':
    case 'none_of':
      return say.t('tier.isNot', { words })
    default:
      return saidOf(say, comparison, 'tier')
  }
}

function tagWords(say: Say, comparison: Comparison): string {
  const words = plainly(say, { ...comparison, operator: 'one_of' }) ?? ''
  switch (comparison.operator) {
    case 'one_of':
    case 'none_of':
    case 'is_set':
    case 'is_not_set':
      return say.t(`tags.${comparison.operator}`, { words })
    default:
      return say.t('tags.contains', { words })
  }
}

function birthdayWords(say: Say, comparison: Comparison): string {
  if (comparison.operator !== 'equal') return saidOf(say, comparison, 'hasBirthday')
  return say.t(comparison.value === true ? 'birthday.today' : 'birthday.notToday')
}
