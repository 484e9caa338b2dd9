import { z } from 'zod'
import { type Condition, operators } from '#kernel/conditions.ts'
import { text } from './text.ts'

export const conditionDepthMax = 8
export const conditionPartsMax = 200
const valuesMax = 500

const scalar = z.union([text(200), z.number(), z.boolean()])

const comparison = z.strictObject({
  kind: z.literal('compare'),
  field: z.string().max(100),
  operator: z.enum(operators),
  value: z.union([scalar, z.array(scalar).min(1).max(valuesMax)]).optional(),
})

/** The type is written by hand in the kernel, since a schema cannot infer what holds itself. */
const tree: z.ZodType<Condition, Condition> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('all'), of: z.array(tree).min(1).max(100) }),
      z.strictObject({ kind: z.literal('any'), of: z.array(tree).min(1).max(100) }),
      z.strictObject({ kind: z.literal('not'), of: tree }),
      z.strictObject({ kind: z.literal('some'), in: z.literal('lines'), of: tree }),
      comparison,
    ]),
  )
  .meta({ id: 'Condition' })

/**
 * A question about an event and its customer, as data: what rules, tiers and segments ask. Size
 * comes first, so that no input makes the reader of the tree go deeper than it should.
 */
export const condition = z.preprocess((input, context) => {
  const { depth, parts } = sizeOf(input)
  if (depth > conditionDepthMax) {
    context.addIssue(`is nested more than ${conditionDepthMax} deep`)
    return z.NEVER
  }
  if (parts > conditionPartsMax) {
    context.addIssue(`has more than ${conditionPartsMax} parts`)
    return z.NEVER
  }
  return input
}, tree)

type Size = { depth: number; parts: number }

function sizeOf(root: unknown): Size {
  let parts = 0
  let level = [root]
  for (let depth = 1; depth <= conditionDepthMax; depth++) {
    parts += level.length
    if (parts > conditionPartsMax) return { depth, parts }
    level = level.flatMap(partsOf)
    if (level.length === 0) return { depth, parts }
  }
  return { depth: conditionDepthMax + 1, parts }
}

function partsOf(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null || !('of' in node)) return []
  return Array.isArray(node.of) ? node.of : [node.of]
}
