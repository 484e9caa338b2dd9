import fc from 'fast-check'
import type { Schema } from '#server/schema-fields.ts'

export type Source = {
  components: Record<string, Schema>
  /** Texts that mean something to the program, by the field they stand in: codes, ids. */
  words: Readonly<Record<string, readonly string[]>>
  /** hostile: mixed with what somebody who means no good would send instead. */
  mood: 'calm' | 'hostile'
  /** How many references were followed to get here: some schemas hold themselves. */
  depth?: number
}

const refsDeepMax = 3

type Values = fc.Arbitrary<unknown>

/** Values as a schema describes them, for the field of this name. */
export function fromSchema(schema: Schema, source: Source, name = ''): Values {
  const fitting = allowed(schema, source, name)
  if (source.mood === 'calm') return fitting
  return fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: hostile })
}

const hostileTexts = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u0301',
  "'; drop table customers; --",
  '%',
  '../../etc/passwd',
  '=1+1',
  '{"$gt":""}',
  '9'.repeat(400),
  'ä'.repeat(5000),
  '-0',
  '1e999',
  '2026-02-30',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
]

export const hostile: Values = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(null, true, [], {}, -1, 0, 0.1, 1e308, -1e308, 2 ** 53, 2 ** 63, -0),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 4 }),
)

function allowed(schema: Schema, source: Source, name: string): Values {
  if (schema.$ref) {
    const { depth = 0 } = source
    if (depth > refsDeepMax) return fc.jsonValue({ maxDepth: 1 })
    const target = source.components[schema.$ref.split('/').at(-1)!] ?? {}
    return fromSchema(target, { ...source, depth: depth + 1 }, name)
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return fc.oneof(...variants.map((variant) => fromSchema(variant, source, name)))
  return ofType([schema.type].flat()[0], schema, source, name)
}

function ofType(type: string | undefined, schema: Schema, source: Source, name: string): Values {
  const { minimum, maximum, minItems = 0, maxItems = 5 } = schema
  switch (type) {
    case 'object':
      return objects(schema, source)
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, source, name), {
        minLength: Math.min(minItems, 5),
        maxLength: Math.min(maxItems, 5),
      })
    case 'integer':
      return fc.integer({ min: bound(minimum, -1e6), max: bound(maximum, 1e6) })
    case 'number':
      return numbers(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return known(texts(schema), source.words[name])
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const bound = (given: number | undefined, usual: number) =>
  given === undefined || Math.abs(given) > 2 ** 31 ? usual : given

function numbers({ minimum = -1e6, maximum = 1e6, exclusiveMinimum, multipleOf }: Schema): Values {
  const min = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 0.001
  if (multipleOf === undefined) return fc.double({ min, max: maximum, noNaN: true })
  const steps = { min: Math.ceil(min / multipleOf), max: Math.floor(maximum / multipleOf) }
  const clamp = (step: number) => Math.max(Math.min(step, 2 ** 31 - 1), -(2 ** 31))
  return fc
    .integer({ min: clamp(steps.min), max: clamp(steps.max) })
    .map((step) => Number((step * multipleOf).toFixed(6)))
}

function objects({ properties = {}, required = [] }: Schema, source: Source): Values {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, child]) => [name, fromSchema(child, source, name)]),
  )
  const records = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  if (source.mood === 'calm') return records
  return fc
    .tuple(records, fc.nat(30), hostile)
    .map(([record, dice, extra]) => (dice === 0 ? { ...record, unexpected: extra } : record))
}

const moments = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((moment) => moment.toISOString())

/** Mostly of a year in which something happened. */
const someMoments = fc.oneof(
  moments('2025-12-01', '2026-12-01'),
  moments('1970-01-01', '2148-12-31'),
)

function texts({ format, pattern, minLength = 0, maxLength = 20 }: Schema): Values {
  if (format === 'date') return someMoments.map((text) => text.slice(0, 10))
  if (format === 'date-time') return someMoments
  if (format === 'email') return fc.nat(50).map((index) => `guest-${index}@morgenrot.example`)
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  const lengths = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }
  return fc.oneof(
    fc.string({ unit: 'grapheme', ...lengths }),
    fc.string({ unit: 'binary', ...lengths }),
  )
}

const known = (made: Values, words: readonly string[] = []): Values =>
  words.length === 0
    ? made
    : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: made })
