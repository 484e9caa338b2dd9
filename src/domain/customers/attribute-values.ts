import { sql } from 'kysely'
import type { AttributeType, AttributeValue } from '#contract/language/customer.ts'
import type { Tx } from '#database/transaction.ts'
import { isDate } from '#kernel/calendar.ts'
import { type Fault, Refusal } from '#kernel/errors.ts'

type Definition = {
  name: string
  type: AttributeType
  choices: string[]
  required: boolean
  archived: boolean
}
type Values = Readonly<Record<string, AttributeValue | null>>

/**
 * Refuses values of attributes that are not defined, archived or of another type; null, which takes a
 * value away, fits every attribute that is not required. The definitions stay as they are until the transaction ends.
 */
export const checkAttributes = (tx: Tx, values: Values): Promise<void> =>
  checkAttributesOfMany(tx, [values])

/** The same for the values of many customers, in one statement. */
export async function checkAttributesOfMany(tx: Tx, many: readonly Values[]): Promise<void> {
  const names = [...new Set(many.flatMap((values) => Object.keys(values)))]
  if (names.length === 0) return
  const { rows } = await sql<Definition>`
    select name, type, choices, required, archived_at is not null as archived
    from attribute_definitions
    where name = any(${names}::text[])
    for key share`.execute(tx)
  const definitions = new Map(rows.map((row) => [row.name, row]))
  const faults = many.flatMap((values) =>
    Object.entries(values).flatMap(([name, value]) => faultOf(name, value, definitions.get(name))),
  )
  if (faults[0]) throw new Refusal('malformed', faults[0].code, faults[0].message, faults)
}

function faultOf(
  name: string,
  value: AttributeValue | null,
  definition: Definition | undefined,
): Fault[] {
  const pointer = `/attributes/${name}`
  if (!definition) {
    const message = `No attribute "${name}" is defined.`
    return [{ pointer, code: 'attribute_unknown', message }]
  }
  if (value === null && definition.required) {
    const message = 'A required attribute keeps a value.'
    return [{ pointer, code: 'attribute_required', message }]
  }
  if (value === null) return []
  if (definition.archived) {
    return [{ pointer, code: 'attribute_archived', message: 'It takes no values any more.' }]
  }
  if (fits(value, definition)) return []
  return [{ pointer, code: 'attribute_malformed', message: expectations[definition.type] }]
}

function fits(value: AttributeValue, { type, choices }: Definition): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && isDate(value)
    case 'choice':
      return typeof value === 'string' && choices.includes(value)
  }
}

const expectations: Record<AttributeType, string> = {
  text: 'The attribute takes a text.',
  number: 'The attribute takes a number.',
  boolean: 'The attribute takes true or false.',
  date: 'The attribute takes a date, YYYY-MM-DD.',
  choice: 'The attribute takes one of its choices.',
}
