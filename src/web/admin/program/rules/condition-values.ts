import type { TFunction } from 'i18next'
import {
  attributePrefix,
  type ConditionField,
  conditionFields,
} from '#contract/language/condition-fields.ts'
import type { Comparison, Scalar } from '#kernel/conditions.ts'
import type { Format } from '../../../design/format.ts'

export type Say = {
  t: TFunction<'conditions'>
  format: Format
  /** What people call the value of a field: a store by its name instead of its code. */
  nameOf: (field: string, value: string) => string
}

export type KnownField = keyof typeof conditionFields

export const isKnown = (field: string): field is KnownField => field in conditionFields

/** What the catalog knows of a field; of an attribute of the business nothing. */
export const fieldOf = (field: string): ConditionField | null =>
  isKnown(field) ? conditionFields[field] : null

export const attributeOf = (field: string): string => field.replace(attributePrefix, '')

export const valuesOf = ({ value }: Pick<Comparison, 'value'>): readonly Scalar[] =>
  value === undefined ? [] : [value].flat()

/** Operators that compare by size or list, and so can be said before a unit: `mindestens 5`. */
const measures = [
  ...(['equal', 'not_equal', 'less', 'at_most', 'greater', 'at_least', 'between'] as const),
  ...(['one_of', 'none_of'] as const),
] as const
export type Measure = (typeof measures)[number]

export const measureOf = ({ operator }: Comparison): Measure | null =>
  measures.find((one) => one === operator) ?? null

/** `mindestens 5`, `5,00 € bis 10,00 €`, `genau 1 oder 2`; null: nothing is measured. */
export function measured(say: Say, comparison: Comparison): string | null {
  const measure = measureOf(comparison)
  if (measure === null) return null
  const said = spoken(say, comparison)
  const [from = '', to = ''] = said
  return say.t(`measure.${measure}`, { value: say.format.choice(said), from, to })
}

/** The same where nobody would say "genau": of texts, days and yes or no. */
export function plainly(say: Say, comparison: Comparison): string | null {
  if (!isListed(comparison)) return measured(say, comparison)
  const words = say.format.choice(spoken(say, comparison))
  return isDenied(comparison) ? say.t('denied', { words }) : words
}

function spoken(say: Say, comparison: Comparison): string[] {
  const isMoney = fieldOf(comparison.field)?.type === 'amount'
  return valuesOf(comparison).map((value) => valueWords(say, value, isMoney))
}

function valueWords({ t, format }: Say, value: Scalar, isMoney: boolean): string {
  switch (typeof value) {
    case 'number':
      return isMoney
        ? format.money(value)
        : format.number(value, String(value).split('.')[1]?.length ?? 0)
    case 'boolean':
      return t(value ? 'yes' : 'no')
    case 'string':
      return /^\d{4}-\d\d-\d\d$/.test(value) ? format.date(value) : t('quoted', { value })
  }
}

/** For the singular and the plural of what is counted: the last number that is named. */
export const countOf = (comparison: Comparison): number => Number(valuesOf(comparison).at(-1) ?? 0)

/** The values as people call them: `Altstadt oder Markt`. */
export const namesOf = ({ format, nameOf }: Say, comparison: Comparison): string =>
  format.choice(valuesOf(comparison).map((value) => nameOf(comparison.field, String(value))))

export const isDenied = ({ operator }: Comparison) =>
  operator === 'not_equal' || operator === 'none_of'

const listed = ['equal', 'one_of', 'not_equal', 'none_of']

/** Whether it is one of some, or none of them: not a part of a text, and not merely known. */
export const isListed = ({ operator }: Comparison) => listed.includes(operator)
