/** As much of JSON Schema as our own documents use. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  format?: string
  pattern?: string
  default?: unknown
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  multipleOf?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

/** A line of the table in which a schema is shown. */
export type Field = { name: string; type: string; required: boolean; note: string }

const depthMax = 5

/** The fields of a schema, those within others by their path: `items[].name`. */
export function fieldsOf(schema: Schema, name = '', required = true, depth = 0): Field[] {
  const self = name === '' ? [] : [{ name, type: typeOf(schema), required, note: noteOf(schema) }]
  if (depth > depthMax) return self
  return [...self, ...insideOf(schema, name, depth)]
}

function insideOf(schema: Schema, name: string, depth: number): Field[] {
  const inner = (child: Schema, childName: string, required = true) =>
    fieldsOf(child, childName, required, depth + 1)
  const variants = (schema.oneOf ?? schema.anyOf ?? []).filter(isStructured)
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
      inner(child, name ? `${name}.${key}` : key, schema.required?.includes(key) ?? false),
    ),
    ...(schema.items ? insideOf(schema.items, `${name}[]`, depth + 1) : []),
    ...variants.flatMap((variant) => {
      const shape = variantName(name, variant, variants)
      return shape === name ? insideOf(variant, name, depth + 1) : inner(variant, shape)
    }),
  ]
}

const isStructured = ({ properties, items }: Schema) =>
  properties !== undefined || items !== undefined

/** Of several shapes each is told by the constant that tells them apart: `(type: visit)`. */
function variantName(name: string, variant: Schema, variants: readonly Schema[]): string {
  if (variants.length === 1) return name
  const mark = Object.entries(variant.properties ?? {}).find(
    ([, { const: value }]) => value !== undefined,
  )
  return mark ? `${name}(${mark[0]}: ${String(mark[1].const)})` : name
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return [...new Set(variants.map(typeOf))].join(' | ')
  if (schema.type === 'array') return `${typeOf(schema.items ?? {})}[]`
  return schema.format ?? [schema.type ?? 'anything'].flat().join(' | ')
}

function noteOf(schema: Schema): string {
  return [
    schema.description,
    range('', schema.minimum, schema.maximum),
    range(' characters', schema.minLength, schema.maxLength),
    range(' items', schema.minItems, schema.maxItems),
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ]
    .filter((part) => part !== undefined)
    .join('; ')
}

function range(unit: string, least: number | undefined, most: number | undefined) {
  const safe = most === Number.MAX_SAFE_INTEGER ? undefined : most
  if (least === -Number.MAX_SAFE_INTEGER || least === undefined) {
    return safe === undefined ? undefined : `at most ${safe}${unit}`
  }
  return safe === undefined ? `at least ${least}${unit}` : `${least} to ${safe}${unit}`
}
