import type { Attribute } from '#contract/endpoints/attributes.ts'
import { type CustomerFileField, customerFileFields } from '#contract/endpoints/customer-files.ts'
import { malformed } from '#kernel/errors.ts'

/** A field of a person, or an attribute. */
export type Target =
  | { kind: 'field'; field: CustomerFileField }
  | { kind: 'attribute'; attribute: Attribute }

/** What each column of the file means; null: it is passed over. */
export type Columns = readonly (Target | null)[]

/** How columns are called, in the form in which headers are compared. */
const names: Record<CustomerFileField, readonly string[]> = {
  id: ['id', 'customerid', 'stammgastid'],
  external_id: [
    'externalid',
    'kundennummer',
    'kundennr',
    'kundenid',
    'gastnummer',
    'customernumber',
  ],
  card_number: ['cardnumber', 'kartennummer', 'karte', 'card', 'stammkarte'],
  email: ['email', 'emailadresse', 'mail', 'emailaddress'],
  phone: ['phone', 'telefon', 'telefonnummer', 'handy', 'mobil', 'phonenumber', 'mobile'],
  name: ['name', 'kunde', 'gast', 'fullname', 'kundenname'],
  language: ['language', 'sprache'],
  birthday: ['birthday', 'geburtstag', 'geburtsdatum', 'birthdate', 'dateofbirth'],
}

/**
 * Reads a header, with columns somebody named themselves first. Every field has at most one column.
 * @param map `email=Mailadresse,name=2`
 * @throws Refusal where nobody could be found or told apart by what is left
 */
export function readColumns(
  header: readonly string[],
  attributes: readonly Attribute[],
  map: string | undefined,
): Columns {
  const columns: (Target | null)[] = header.map(() => null)
  for (const [name, column] of pairsOf(map)) {
    columns[columnOf(header, column)] = targetNamed(name, attributes)
  }
  header.forEach((word, index) => {
    const target = columns[index] ?? targetOf(word, attributes)
    const isTaken = columns.some((other, at) => at !== index && isSame(other, target))
    columns[index] = isTaken ? (columns[index] ?? null) : target
  })
  if (columns.some((target) => target?.kind === 'field' && isIdentity(target.field))) return columns
  throw malformed(
    'customer_columns_missing',
    'No column tells customers apart: name one id, external_id, card_number, email or phone.',
  )
}

const isIdentity = (field: CustomerFileField) =>
  field !== 'name' && field !== 'language' && field !== 'birthday'

export const nameOf = (target: Target): string =>
  target.kind === 'field' ? target.field : `attributes.${target.attribute.name}`

const isSame = (one: Target | null, other: Target | null) =>
  one !== null && other !== null && nameOf(one) === nameOf(other)

function targetOf(header: string, attributes: readonly Attribute[]): Target | null {
  const word = bare(header)
  const field = customerFileFields.find((one) => names[one].includes(word))
  if (field) return { kind: 'field', field }
  const attribute = attributes.find(({ name, label }) =>
    [bare(name), bare(label), `attributes${bare(name)}`].includes(word),
  )
  return attribute && !attribute.archived ? { kind: 'attribute', attribute } : null
}

function pairsOf(map: string | undefined): [string, string][] {
  if (map === undefined || map.trim() === '') return []
  return map.split(',').map((pair) => {
    const at = pair.indexOf('=')
    if (at > 0) return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    throw malformed('customer_map_malformed', 'Write field=column,field=column.', '/map')
  })
}

function targetNamed(name: string, attributes: readonly Attribute[]): Target {
  const target = targetOf(name, attributes)
  if (target) return target
  throw malformed('customer_map_malformed', `There is no field "${name}".`, '/map')
}

function columnOf(header: readonly string[], column: string): number {
  const named = header.findIndex((word) => bare(word) === bare(column))
  const index = named >= 0 ? named : /^\d{1,3}$/.test(column) ? Number(column) - 1 : -1
  if (index >= 0 && index < header.length) return index
  throw malformed('customer_column_not_found', `The file has no column "${column}".`, '/map')
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
