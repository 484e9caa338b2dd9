import {
  conditionFields,
  type FieldSubject,
  type FieldType,
  operatorsOf,
} from '#contract/language/condition-fields.ts'
import { isDate } from '#kernel/calendar.ts'
import type { Comparison, Condition, Operator, Scalar } from '#kernel/conditions.ts'
import { readDecimal } from '../../writing/typed-numbers.ts'

/** One line of a condition as it is typed. */
export type ConditionRow = { id: number; field: string; operator: Operator; values: string[] }

/** Simple conditions are rows; finer ones are kept as they are. */
export type ConditionForm =
  | { kind: 'rows'; join: 'all' | 'any'; rows: ConditionRow[] }
  | { kind: 'complex'; condition: Condition }

/** How an amount of money is written and read, in the currency of the business. */
export type MoneyText = { write: (minor: number) => string; read: (text: string) => number | null }

type KnownField = keyof typeof conditionFields
const knownFields = Object.keys(conditionFields) as KnownField[]

export const fieldsAbout = (subjects: readonly FieldSubject[]): KnownField[] =>
  knownFields.filter((field) => subjects.includes(conditionFields[field].of))

export const typeOf = (field: string): FieldType =>
  field in conditionFields ? conditionFields[field as KnownField].type : 'text'

const isOfLine = (field: string) =>
  field in conditionFields && conditionFields[field as KnownField].of === 'line'

let rowsMade = 0
export function newRow(field: string): ConditionRow {
  const [operator = 'equal'] = operatorsOf[typeOf(field)]
  return { id: ++rowsMade, field, operator, values: [] }
}

export const noCondition = (): ConditionForm => ({ kind: 'rows', join: 'all', rows: [] })

export function formOfCondition(condition: Condition | undefined, money: MoneyText): ConditionForm {
  if (!condition) return noCondition()
  const [join, parts] =
    condition.kind === 'all' || condition.kind === 'any'
      ? [condition.kind, condition.of]
      : (['all', [condition]] as const)
  const compared = parts.map(comparisonIn)
  return compared.every((one) => one !== null)
    ? { kind: 'rows', join, rows: compared.map((one) => rowOf(one, money)) }
    : { kind: 'complex', condition }
}

/** A comparison, also of some line of a purchase. */
function comparisonIn(part: Condition): Comparison | null {
  if (part.kind === 'compare') return part
  return part.kind === 'some' && part.of.kind === 'compare' ? part.of : null
}

const rowOf = ({ field, operator, value }: Comparison, money: MoneyText): ConditionRow => ({
  id: ++rowsMade,
  field,
  operator,
  values: (value === undefined ? [] : [value].flat()).map((one) =>
    typeof one === 'number' && typeOf(field) === 'amount' ? money.write(one) : String(one),
  ),
})

/** undefined: no condition; null: a row is not filled in. */
export function conditionOf(
  form: ConditionForm,
  place: 'event' | 'line',
  money: MoneyText,
): Condition | undefined | null {
  if (form.kind === 'complex') return form.condition
  if (form.rows.length === 0) return undefined
  const parts = form.rows.map((row) => partOf(row, place, money))
  const known = parts.filter((part) => part !== null)
  if (known.length < parts.length) return null
  const [only, ...more] = known
  return more.length === 0 ? only : { kind: form.join, of: known }
}

function partOf(row: ConditionRow, place: 'event' | 'line', money: MoneyText): Condition | null {
  const comparison = comparisonOf(row, money)
  if (!comparison || place === 'line' || !isOfLine(row.field)) return comparison
  return { kind: 'some', in: 'lines', of: comparison }
}

function comparisonOf({ field, operator, values }: ConditionRow, money: MoneyText) {
  const compare = (value?: Comparison['value']): Comparison =>
    value === undefined
      ? { kind: 'compare', field, operator }
      : { kind: 'compare', field, operator, value }
  if (operator === 'is_set' || operator === 'is_not_set') return compare()
  const read = values.map((text) => scalarOf(text, typeOf(field), money))
  const known = read.filter((one) => one !== null)
  if (known.length < read.length || known.length === 0) return null
  if (operator === 'one_of' || operator === 'none_of') return compare(known)
  if (operator === 'between') return known.length === 2 ? compare(known) : null
  return compare(known[0])
}

/** Values of the business's own may be below zero. */
export function readSigned(text: string): number | null {
  const number = readDecimal(text.replace(/^[-−]/, ''))
  return number !== null && /^[-−]/.test(text) ? -number : number
}

function scalarOf(text: string, type: FieldType, money: MoneyText): Scalar | null {
  const plain = text.trim()
  if (plain === '') return null
  switch (type) {
    case 'text':
    case 'texts':
      return plain
    case 'number':
    case 'weekday':
      return readSigned(plain)
    case 'amount':
      return money.read(plain)
    case 'boolean':
      return plain === 'true'
    case 'date':
      return isDate(plain) ? plain : null
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(plain) ? plain : null
  }
}
