import { type Comparison, type Condition, operators, type Value } from '#kernel/conditions.ts'
import type { Fault } from '#kernel/errors.ts'
import {
  type ConditionField,
  type FieldSubject,
  type FieldType,
  operatorsOf,
  runsInCircles,
} from './condition-fields.ts'
import { calendarDate } from './text.ts'

/** What a condition may name at its place: the fields, and whose. */
export type ConditionScope = {
  fields: ReadonlyMap<string, ConditionField>
  subjects: readonly FieldSubject[]
}

/**
 * Whether every comparison makes sense: the field exists and may be asked about here, the operator
 * fits its type, the value fits both. Each fault names its place by a JSON pointer.
 */
export function checkCondition(
  condition: Condition,
  scope: ConditionScope,
  pointer = '',
): readonly Fault[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part, index) =>
        checkCondition(part, scope, `${pointer}/of/${index}`),
      )
    case 'not':
      return checkCondition(condition.of, scope, `${pointer}/of`)
    case 'some':
      return scope.subjects.includes('event')
        ? checkCondition(condition.of, { ...scope, subjects: ['line'] }, `${pointer}/of`)
        : [fault(pointer, 'misplaced_some', 'Lines can be looked through only where an event is.')]
    case 'compare':
      return checkComparison(condition, scope, pointer)
  }
}

function checkComparison(
  { field: name, operator, value }: Comparison,
  { fields, subjects }: ConditionScope,
  pointer: string,
): readonly Fault[] {
  const field = fields.get(name)
  if (!field) {
    return [
      fault(`${pointer}/field`, 'unknown_field', `There is no field ${JSON.stringify(name)}.`),
    ]
  }
  if (!subjects.includes(field.of)) {
    const message = `${name} speaks of the ${field.of}; here only: ${subjects.join(', ')}.`
    return [fault(`${pointer}/field`, 'misplaced_field', message)]
  }
  const fitting = operatorsOf[field.type]
  if (!operators.includes(operator) || !fitting.includes(operator)) {
    const message = `${name} can be asked: ${fitting.join(', ')}.`
    return [fault(`${pointer}/operator`, 'unfit_operator', message)]
  }
  return checkValue(value, operator, field.type, `${pointer}/value`)
}

function checkValue(
  value: Value | undefined,
  operator: Comparison['operator'],
  type: FieldType,
  pointer: string,
): readonly Fault[] {
  switch (operator) {
    case 'is_set':
    case 'is_not_set':
      return value === undefined ? [] : [unfit(pointer, 'no value')]
    case 'between':
      return checkRange(value, type, pointer)
    case 'one_of':
    case 'none_of':
      return Array.isArray(value) && value.every((one) => fits(one, type))
        ? []
        : [unfit(pointer, `a list, each ${wanted[type]}`)]
    default:
      return fits(value, type) ? [] : [unfit(pointer, wanted[type])]
  }
}

function checkRange(value: Value | undefined, type: FieldType, pointer: string): readonly Fault[] {
  const ends = Array.isArray(value) ? value : []
  if (ends.length !== 2 || !ends.every((end) => fits(end, type))) {
    return [unfit(pointer, `two values, each ${wanted[type]}`)]
  }
  if (!runsInCircles(type) && ends[0] > ends[1]) {
    return [fault(pointer, 'reversed_range', 'The range ends before it begins.')]
  }
  return []
}

const wanted: Record<FieldType, string> = {
  text: 'a text',
  texts: 'a text',
  number: 'a number',
  amount: 'a whole number of minor units',
  boolean: 'true or false',
  date: 'a date such as 2026-11-21',
  time: 'a time such as 08:30',
  weekday: 'a weekday from 1 (Monday) to 7',
}

function fits(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'text':
    case 'texts':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'amount':
      return Number.isSafeInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return calendarDate.safeParse(value).success
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
    case 'weekday':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 7
  }
}

const unfit = (pointer: string, what: string) =>
  fault(pointer, 'unfit_value', `Wanted here: ${what}.`)

const fault = (pointer: string, code: string, message: string): Fault => ({
  pointer,
  code,
  message,
})
