import type { Operator } from '#kernel/conditions.ts'
import type { AttributeType } from './customer.ts'

/** `amount` is money in minor units, `time` a local HH:MM, `weekday` 1 (Monday) to 7, `texts` a list. */
export const fieldTypes = [
  'text',
  'texts',
  'number',
  'amount',
  'boolean',
  'date',
  'time',
  'weekday',
] as const
export type FieldType = (typeof fieldTypes)[number]

/** What a field speaks of; a line is asked about inside `some` or by a rule that works by the line. */
export type FieldSubject = 'event' | 'line' | 'customer'

/**
 * Where a value comes from. `log`: the event itself. `replay`: added up from the customer's earlier
 * facts. `person`: kept beside the log, as it stood at that moment.
 */
export type FieldOrigin = 'log' | 'replay' | 'person'

export type ConditionField = { of: FieldSubject; type: FieldType; from: FieldOrigin }

const inLog = (of: FieldSubject, type: FieldType): ConditionField => ({ of, type, from: 'log' })
const replayed = (type: FieldType): ConditionField => ({ of: 'customer', type, from: 'replay' })
const ofPerson = (type: FieldType): ConditionField => ({ of: 'customer', type, from: 'person' })

/** Every field a condition may name, beside the attributes the business defines. */
export const conditionFields = {
  'event.type': inLog('event', 'text'),
  'event.name': inLog('event', 'text'),
  'event.store': inLog('event', 'text'),
  'event.channel': inLog('event', 'text'),
  'event.date': inLog('event', 'date'),
  'event.weekday': inLog('event', 'weekday'),
  'event.time': inLog('event', 'time'),
  'event.amount': inLog('event', 'amount'),
  'event.rating': inLog('event', 'number'),
  'event.receipt': inLog('event', 'text'),
  'event.lines': inLog('event', 'number'),
  'event.quantity': inLog('event', 'number'),
  'line.category': inLog('line', 'text'),
  'line.sku': inLog('line', 'text'),
  'line.quantity': inLog('line', 'number'),
  'line.amount': inLog('line', 'amount'),
  'customer.tier': replayed('text'),
  'customer.purchases': replayed('number'),
  'customer.purchaseDays': replayed('number'),
  'customer.visits': replayed('number'),
  'customer.revenue': replayed('amount'),
  'customer.daysSinceFirstPurchase': replayed('number'),
  'customer.daysSinceLastPurchase': replayed('number'),
  'customer.tags': ofPerson('texts'),
  'customer.hasBirthday': ofPerson('boolean'),
  'customer.birthdayMonth': ofPerson('number'),
} as const satisfies Record<string, ConditionField>

export const attributePrefix = 'customer.attribute.'

const typeOfAttribute: Record<AttributeType, FieldType> = {
  text: 'text',
  choice: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
}

/** The catalog of one business: the built-in fields and its own attributes. */
export function fieldCatalog(
  attributes: readonly { name: string; type: AttributeType }[],
): ReadonlyMap<string, ConditionField> {
  return new Map<string, ConditionField>([
    ...Object.entries(conditionFields),
    ...attributes.map(({ name, type }): [string, ConditionField] => [
      `${attributePrefix}${name}`,
      ofPerson(typeOfAttribute[type]),
    ]),
  ])
}

const ordered = ['equal', 'not_equal', 'less', 'at_most', 'greater', 'at_least', 'between'] as const
const known = ['is_set', 'is_not_set'] as const
const listed = ['one_of', 'none_of'] as const

export const operatorsOf: Record<FieldType, readonly Operator[]> = {
  text: ['equal', 'not_equal', ...listed, 'contains', 'begins_with', ...known],
  texts: ['contains', ...listed, ...known],
  number: [...ordered, ...listed, ...known],
  amount: [...ordered, ...known],
  boolean: ['equal', ...known],
  date: [...ordered, ...known],
  time: [...ordered, ...known],
  weekday: [...ordered, ...listed, ...known],
}

/** Types whose values begin again after the last one: a range may run over the end. */
export const runsInCircles = (type: FieldType) => type === 'time' || type === 'weekday'
