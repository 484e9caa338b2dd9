import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import type { AttributeValue } from '#contract/language/customer.ts'
import type { Identity } from '#domain/customers/identity.ts'
import type { SheetRow } from './read-row.ts'

/** Somebody as they stand before the file. */
export type Standing = {
  name: string | null
  language: string | null
  birthday: string | null
  attributes: Readonly<Record<string, AttributeValue>>
}

const nobody: Standing = { name: null, language: null, birthday: null, attributes: {} }

/** What a row changes, field by field. @param added identities nobody has yet */
export function changesOf(
  { person, attributes }: SheetRow,
  standing: Standing | null,
  added: readonly Identity[],
): CustomerFileRow['changes'] {
  const before = standing ?? nobody
  const fields = (['name', 'language', 'birthday'] as const).flatMap((field) => {
    const after = person[field]
    return after === undefined || after === before[field]
      ? []
      : [{ field, before: before[field], after }]
  })
  const values = Object.entries(attributes).flatMap(([name, after]) => {
    const was = before.attributes[name]
    return was === after
      ? []
      : [
          {
            field: `attributes.${name}`,
            before: was === undefined ? null : String(was),
            after: String(after),
          },
        ]
  })
  const identities = added.map(({ kind, shown }) => ({ field: kind, before: null, after: shown }))
  return [...identities, ...fields, ...values]
}
