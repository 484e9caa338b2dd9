import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { faultsOf } from '../faults.ts'
import { checkCondition } from './check-condition.ts'
import { condition, conditionDepthMax, conditionPartsMax } from './condition.ts'
import { fieldCatalog } from './condition-fields.ts'

const fields = fieldCatalog([{ name: 'milk', type: 'choice' }])
const compare = (field: string, operator: string, value?: unknown) => ({
  kind: 'compare',
  field,
  operator,
  value,
})

function faults(
  input: unknown,
  subjects: ('event' | 'line' | 'customer')[] = ['event', 'customer'],
) {
  const read = condition.safeParse(input)
  if (!read.success) return faultsOf(read.error).map(({ pointer }) => pointer)
  return checkCondition(read.data, { fields, subjects }).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  )
}

test('a happy hour for oat drinkers is a condition', () => {
  expect(
    faults({
      kind: 'all',
      of: [
        compare('event.time', 'between', ['22:00', '02:00']),
        compare('event.weekday', 'one_of', [5, 6]),
        compare('customer.attribute.milk', 'equal', 'oat'),
        { kind: 'some', in: 'lines', of: compare('line.category', 'equal', 'coffee') },
        { kind: 'not', of: compare('customer.tags', 'contains', 'staff') },
      ],
    }),
  ).toEqual([])
})

describe('what makes no sense is named at its place', () => {
  const refused: [unknown, string][] = [
    [{ kind: 'every', of: [] }, '/kind'],
    [{ kind: 'all', of: [] }, '/of'],
    [{ kind: 'all', of: [{ kind: 'not', of: { kind: 'not' } }] }, '/of/0/of/of'],
    [{ kind: 'all', of: [compare('event.store', 'like', 'x')] }, '/of/0/operator'],
    [{ ...compare('event.store', 'equal', 'x'), extra: 1 }, ''],
    [compare('event.mood', 'equal', 'good'), '/field unknown_field'],
    [compare('customer.attribute.shoe', 'is_set'), '/field unknown_field'],
    [compare('line.sku', 'equal', 'x'), '/field misplaced_field'],
    [compare('event.amount', 'contains', 'x'), '/operator unfit_operator'],
    [compare('event.amount', 'at_least', 1.5), '/value unfit_value'],
    [compare('event.amount', 'at_least'), '/value unfit_value'],
    [compare('event.amount', 'between', [500, 100]), '/value reversed_range'],
    [compare('event.amount', 'between', [500]), '/value unfit_value'],
    [compare('event.date', 'less', '2026-02-30'), '/value unfit_value'],
    [compare('event.time', 'less', '24:00'), '/value unfit_value'],
    [compare('event.weekday', 'one_of', [0]), '/value unfit_value'],
    [compare('event.store', 'is_set', 'x'), '/value unfit_value'],
    [
      { kind: 'some', in: 'lines', of: { kind: 'not', of: compare('event.type', 'is_set') } },
      '/of/of/field misplaced_field',
    ],
    [
      {
        kind: 'some',
        in: 'lines',
        of: { kind: 'some', in: 'lines', of: compare('line.sku', 'is_set') },
      },
      '/of misplaced_some',
    ],
  ]
  test.each(refused)('%j at %s', (input, place) => {
    expect(faults(input)).toEqual([place])
  })
})

test('a tree too deep or too wide is refused before it is read', () => {
  const leaf = compare('event.type', 'is_set')
  const nested = (depth: number): unknown =>
    depth === 1 ? leaf : { kind: 'not', of: nested(depth - 1) }
  expect(faults(nested(conditionDepthMax))).toEqual([])
  expect(faults(nested(conditionDepthMax + 1))).toEqual([''])
  let abyss: unknown = leaf
  for (let depth = 0; depth < 100_000; depth++) abyss = { kind: 'not', of: abyss }
  expect(faults(abyss)).toEqual([''])
  const wide = (leaves: number): unknown => ({
    kind: 'all',
    of: [0, 1, 2].map((third) => ({
      kind: 'any',
      of: Array.from({ length: Math.floor((leaves + third) / 3) }, () => leaf),
    })),
  })
  expect(faults(wide(conditionPartsMax - 4))).toEqual([])
  expect(faults(wide(conditionPartsMax - 3))).toEqual([''])
})

test.each(['input', 'output'] as const)('the %s can be shown in the documentation', (io) => {
  const drawn = JSON.stringify(z.toJSONSchema(condition, { io }))
  for (const kind of ['all', 'any', 'not', 'some', 'compare']) {
    expect(drawn).toContain(`"const":"${kind}"`)
  }
})
