/** What a comparison can ask. */
export const operators = [
  'equal',
  'not_equal',
  'less',
  'at_most',
  'greater',
  'at_least',
  'between',
  'one_of',
  'none_of',
  'contains',
  'begins_with',
  'is_set',
  'is_not_set',
] as const
export type Operator = (typeof operators)[number]

export type Scalar = string | number | boolean
export type Value = Scalar | readonly Scalar[]

export type Comparison = { kind: 'compare'; field: string; operator: Operator; value?: Value }

/** A question about facts, as data: the same tree is evaluated here and turned into SQL elsewhere. */
export type Condition =
  | { kind: 'all'; of: readonly Condition[] }
  | { kind: 'any'; of: readonly Condition[] }
  | { kind: 'not'; of: Condition }
  /** At least one of several things of the same kind fulfills the condition: a line of a purchase. */
  | { kind: 'some'; in: string; of: Condition }
  | Comparison

/** What can be asked: a value by the name of its field, and the parts a `some` looks through. */
export type Facts = {
  valueOf: (field: string) => Value | undefined
  partsOf: (name: string) => readonly Facts[]
}

export type Question = (facts: Facts) => boolean

/** Whether a condition asks for one of these fields anywhere in it. */
export function asksFor(condition: Condition, isMeant: (field: string) => boolean): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.some((one) => asksFor(one, isMeant))
    case 'not':
    case 'some':
      return asksFor(condition.of, isMeant)
    case 'compare':
      return isMeant(condition.field)
  }
}

/**
 * Makes a question of a condition. There are two answers only: a comparison with a value that is
 * not known is false, whatever it compares, and `not` turns that into true.
 */
export function questionOf(condition: Condition): Question {
  switch (condition.kind) {
    case 'all': {
      const questions = condition.of.map(questionOf)
      return (facts) => questions.every((ask) => ask(facts))
    }
    case 'any': {
      const questions = condition.of.map(questionOf)
      return (facts) => questions.some((ask) => ask(facts))
    }
    case 'not': {
      const ask = questionOf(condition.of)
      return (facts) => !ask(facts)
    }
    case 'some': {
      const ask = questionOf(condition.of)
      return (facts) => facts.partsOf(condition.in).some(ask)
    }
    case 'compare':
      return comparisonOf(condition)
  }
}

function comparisonOf({ field, operator, value }: Comparison): Question {
  if (operator === 'is_set') return (facts) => isKnown(facts.valueOf(field))
  if (operator === 'is_not_set') return (facts) => !isKnown(facts.valueOf(field))
  const holds = testOf(operator, value)
  return (facts) => {
    const known = facts.valueOf(field)
    return known !== undefined && holds(known)
  }
}

const isKnown = (value: Value | undefined) =>
  value !== undefined && (!isList(value) || value.length > 0)

const isList = (value: Value | undefined): value is readonly Scalar[] => Array.isArray(value)

function testOf(
  operator: Exclude<Operator, 'is_set' | 'is_not_set'>,
  wanted: Value | undefined,
): (known: Value) => boolean {
  switch (operator) {
    case 'equal':
      return (known) => known === wanted
    case 'not_equal':
      return (known) => known !== wanted
    case 'less':
      return (known) => compare(known, wanted) < 0
    case 'at_most':
      return (known) => compare(known, wanted) <= 0
    case 'greater':
      return (known) => compare(known, wanted) > 0
    case 'at_least':
      return (known) => compare(known, wanted) >= 0
    case 'between':
      return isList(wanted) ? liesBetween(wanted[0], wanted[1]) : never
    case 'one_of':
      return amongThem(wanted)
    case 'none_of': {
      const among = amongThem(wanted)
      return (known) => !among(known)
    }
    case 'contains':
      return (known) =>
        isList(known)
          ? known.some((one) => one === wanted)
          : typeof known === 'string' && typeof wanted === 'string' && known.includes(wanted)
    case 'begins_with':
      return (known) =>
        typeof known === 'string' && typeof wanted === 'string' && known.startsWith(wanted)
  }
}

const never = () => false

/** Of a list, one member is enough. */
function amongThem(wanted: Value | undefined): (known: Value) => boolean {
  const values = new Set(isList(wanted) ? wanted : [])
  return (known) => (isList(known) ? known.some((one) => values.has(one)) : values.has(known))
}

/** Both ends belong to it. A range that ends before it begins runs over the end: 22:00 to 02:00. */
function liesBetween(from: Scalar | undefined, to: Scalar | undefined) {
  return compare(from, to) <= 0
    ? (known: Value) => compare(known, from) >= 0 && compare(known, to) <= 0
    : (known: Value) => compare(known, from) >= 0 || compare(known, to) <= 0
}

/** Not a number where the two cannot be compared, so that every comparison of them is false. */
function compare(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return Number.NaN
}
