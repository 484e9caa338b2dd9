import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import type { ConsentAct } from '#contract/language/consent.ts'
import type { AttributeValue } from '#contract/language/customer.ts'
import type { Identity } from '#domain/customers/identity.ts'
import type { SheetRow } from './read-row.ts'

/** Somebody as they stand before the file. */
export type Standing = {
  name: string | null
  language: string | null
  birthday: string | null
  attributes: Readonly<Record<string, AttributeValue>>
  tags: readonly string[]
  /** What holds, by purpose and channel. */
  consents: Readonly<Record<string, ConsentAct>>
}

export const nobody: Standing = {
  ...{ name: null, language: null, birthday: null, attributes: {}, tags: [], consents: {} },
}

export const consentName = ({ purpose, channel }: { purpose: string; channel: string }) =>
  `${purpose}.${channel}`

/**
 * What a row changes, field by field; of its consents those are left that nobody has written down yet.
 * @param added identities nobody has yet
 */
export function changesOf(
  { person, attributes, tags, consents }: SheetRow,
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
  const gained = tags.filter((tag) => !before.tags.includes(tag))
  const tagged =
    gained.length === 0 ? [] : [{ field: 'tags', before: null, after: gained.join(', ') }]
  const said = consents.map((consent) => ({
    field: `consent.${consentName(consent)}`,
    before: before.consents[consentName(consent)] ?? null,
    after: afterOf(consent),
  }))
  return [...identities, ...fields, ...values, ...tagged, ...said]
}

const afterOf = ({ act, saidAt }: SheetRow['consents'][number]) =>
  saidAt === null ? act : `${act} ${saidAt.toISOString().slice(0, 10)}`
