import type { Comparison } from '#kernel/conditions.ts'
import { clauseOf } from './condition-clause.ts'
import { isDenied, isListed, measured, namesOf, type Say, valuesOf } from './condition-values.ts'

/** A comparison as it is said of an article: `aus der Warengruppe Kaffee`. */
export function lineWords(say: Say, comparison: Comparison): string {
  switch (comparison.field) {
    case 'line.category':
      return textWords(say, comparison, 'category')
    case 'line.sku':
      return textWords(say, comparison, 'sku')
    case 'line.quantity':
      return sizeWords(say, comparison, 'lineQuantity')
    case 'line.amount':
      return sizeWords(say, comparison, 'lineAmount')
    default:
      return clauseOf(say, comparison)
  }
}

function textWords(say: Say, comparison: Comparison, field: 'category' | 'sku'): string {
  const { t } = say
  if (isListed(comparison)) {
    const words = t(`${field}.is`, { words: namesOf(say, comparison) })
    return isDenied(comparison) ? t('denied', { words }) : words
  }
  const words = t('quoted', { value: String(valuesOf(comparison)[0] ?? '') })
  switch (comparison.operator) {
    case 'contains':
    case 'begins_with':
      return t(`${field}.${comparison.operator}`, { words })
    default:
      return t(`${field}.${comparison.operator === 'is_set' ? 'is_set' : 'is_not_set'}`)
  }
}

function sizeWords(say: Say, comparison: Comparison, field: 'lineQuantity' | 'lineAmount'): string {
  const words = measured(say, comparison)
  if (words !== null) return say.t(`${field}.is`, { words })
  return say.t(`${field}.${comparison.operator === 'is_set' ? 'is_set' : 'is_not_set'}`)
}
