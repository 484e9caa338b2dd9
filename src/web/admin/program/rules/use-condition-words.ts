import { useTranslation } from 'react-i18next'
import {
  attributePrefix,
  conditionFields,
  type FieldType,
} from '#contract/language/condition-fields.ts'
import type { Comparison, Condition, Scalar } from '#kernel/conditions.ts'
import { useFormat } from '../../../design/provider.tsx'

type KnownField = keyof typeof conditionFields

const isKnown = (field: string): field is KnownField => field in conditionFields

/** The field as it reads in a sentence; of an attribute its name. */
export function useFieldWords(): (field: string) => string {
  const { t } = useTranslation('program')
  return (field) => (isKnown(field) ? t(`field.${field}`) : field.replace(attributePrefix, ''))
}

/** A condition as one reads it, whatever its shape. */
export function useConditionWords(): (condition: Condition) => string {
  const { t } = useTranslation('program')
  const compare = useComparisonWords()
  const words = (condition: Condition, isInner: boolean): string => {
    switch (condition.kind) {
      case 'all':
      case 'any': {
        const joint = t(condition.kind === 'all' ? 'condition.and' : 'condition.or')
        const text = condition.of.map((part) => words(part, true)).join(` ${joint} `)
        return isInner && condition.of.length > 1 ? `(${text})` : text
      }
      case 'not':
        return t('condition.not', { words: words(condition.of, true) })
      case 'some':
        return t('condition.some', { words: words(condition.of, false) })
      case 'compare':
        return compare(condition)
    }
  }
  return (condition) => words(condition, false)
}

function useComparisonWords() {
  const { t } = useTranslation('program')
  const fieldWords = useFieldWords()
  const valueWords = useValueWords()
  return ({ field, operator, value }: Comparison): string => {
    const type: FieldType = isKnown(field) ? conditionFields[field].type : 'text'
    const values = value === undefined ? [] : [value].flat()
    const said = values.map((one) => valueWords(one, type))
    const [from = '', to = ''] = said
    return t(`operator.${operator}`, {
      field: fieldWords(field),
      value: operator === 'one_of' || operator === 'none_of' ? said.join(', ') : from,
      from,
      to,
    })
  }
}

const firstMonday = Date.UTC(2024, 0, 1)
const dayMillis = 86_400_000

/** `Montag`, `8,50 €`, `ja`: a value as its field means it. */
function useValueWords() {
  const { t } = useTranslation('program')
  const format = useFormat()
  return (value: Scalar, type: FieldType): string => {
    if (typeof value === 'boolean') return t(value ? 'condition.yes' : 'condition.no')
    if (type === 'weekday' && typeof value === 'number') return weekday(value, format.weekday)
    if (type === 'amount' && typeof value === 'number') return format.money(value)
    if (type === 'date' && typeof value === 'string') return format.date(value)
    return typeof value === 'number' ? format.number(value, decimalsOf(value)) : value
  }
}

/** `Dienstag` where it is the one day that counts, since that reads better than a comparison. */
export function useOnlyWeekday(): (condition: Condition) => string | null {
  const format = useFormat()
  return (condition) =>
    condition.kind === 'compare' &&
    condition.field === 'event.weekday' &&
    condition.operator === 'equal' &&
    typeof condition.value === 'number'
      ? weekday(condition.value, format.weekday)
      : null
}

const decimalsOf = (value: number) => String(value).split('.')[1]?.length ?? 0

const weekday = (number: number, name: (date: string) => string) =>
  name(new Date(firstMonday + (number - 1) * dayMillis).toISOString().slice(0, 10))

export function useWeekdays(): { value: string; label: string }[] {
  const format = useFormat()
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: String(day),
    label: weekday(day, format.weekday),
  }))
}
