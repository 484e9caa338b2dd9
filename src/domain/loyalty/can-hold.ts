import {
  type Comparison,
  type Condition,
  type Operator,
  questionOf,
  type Scalar,
  type Value,
} from '#kernel/conditions.ts'

/** Values a field can have at all, where that is known; undefined stands for no value. */
export type KnownValues = (field: string) => readonly (Value | undefined)[] | undefined

/**
 * Whether any facts could fulfill a condition. It follows what is demanded of one field at a time,
 * which is exact for that field; what only several fields together rule out goes unseen. So `false`
 * is certain, `true` is not.
 */
export function canHold(condition: Condition, known: KnownValues = () => undefined): boolean {
  return branchesOf(condition, known).some((demands) =>
    [...Map.groupBy(demands, ({ field }) => field)].every(
      ([field, ofField]) =>
        looksInside(ofField) ||
        valuesOf(field, ofField, known).some((value) => ofField.every((one) => holds(one, value))),
    ),
  )
}

/** A comparison that must hold, or must not. */
type Demand = { field: string; comparison: Comparison; wanted: boolean }

const branchesMax = 500

/** Three or more demands, one on what a text or list holds, can be met in more ways than are tried. */
const looksInside = (demands: readonly Demand[]) =>
  demands.length > 2 && demands.some(({ comparison: { operator } }) => searching.has(operator))

const searching = new Set<Operator>(['contains', 'begins_with', 'one_of', 'none_of'])

/** The ways to fulfill a condition, each as all that it demands of fields. */
function branchesOf(condition: Condition, known: KnownValues, wanted = true): Demand[][] {
  switch (condition.kind) {
    case 'compare':
      return [[{ field: condition.field, comparison: condition, wanted }]]
    case 'not':
      return branchesOf(condition.of, known, !wanted)
    case 'some':
      // Different lines may fulfill different demands, so a line's are looked at by themselves.
      return !wanted || canHold(condition.of, known) ? [[]] : []
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => branchesOf(part, known, wanted))
      return (condition.kind === 'all') === wanted ? parts.reduce(combined, [[]]) : parts.flat()
    }
  }
}

/** Beyond so many combinations what is left out demands nothing, which keeps `false` certain. */
function combined(one: Demand[][], other: Demand[][]): Demand[][] {
  if (one.length * other.length > branchesMax) return one
  return one.flatMap((demands) => other.map((more) => [...demands, ...more]))
}

const holds = ({ comparison, wanted }: Demand, value: Value | undefined) =>
  questionOf(comparison)({ valueOf: () => value, partsOf: () => [] }) === wanted

/** One value of every stretch between the values that are named, or those that are known. */
function valuesOf(
  field: string,
  demands: readonly Demand[],
  known: KnownValues,
): readonly (Value | undefined)[] {
  const named = demands.flatMap(({ comparison: { value } }) => listed(value))
  const numbers = named.filter((value) => typeof value === 'number').sort((a, b) => a - b)
  const texts = named.filter((value) => typeof value === 'string')
  return (
    known(field) ?? [
      undefined,
      true,
      false,
      ...numbers.flatMap((value, at) => [
        value,
        value - 1,
        (value + (numbers[at + 1] ?? value + 2)) / 2,
      ]),
      ...texts.flatMap((value) => [value, '', `${value}\u0001`, `\u0001${value}`, [value]]),
      ...texts.flatMap((value) => texts.map((other) => value + other)),
      texts,
      ['\u0001'],
    ]
  )
}

const listed = (value: Value | undefined): readonly Scalar[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [value]
