import type { Attribute } from '#contract/endpoints/attributes.ts'
import { type CustomerFileField, customerFileFields } from '#contract/endpoints/customer-files.ts'
import { type ConsentChannel, consentChannels } from '#contract/language/consent.ts'
import { malformed } from '#kernel/errors.ts'

/** What a column says of a consent: the yes or no itself, or what belongs to it. */
const consentParts = ['said', 'at', 'text', 'source', 'proof'] as const
export type ConsentPart = (typeof consentParts)[number]

/** A field of a person, an attribute, or a part of a consent. */
export type Target =
  | { kind: 'field'; field: CustomerFileField }
  | { kind: 'attribute'; attribute: Attribute }
  | { kind: 'consent'; purpose: string; channel: ConsentChannel; part: ConsentPart }

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
  given_name: ['givenname', 'vorname', 'firstname'],
  family_name: ['familyname', 'nachname', 'familienname', 'lastname', 'surname'],
  language: ['language', 'sprache'],
  birthday: ['birthday', 'geburtstag', 'geburtsdatum', 'birthdate', 'dateofbirth'],
  tags: ['tags', 'tag', 'schlagworte', 'schlagwörter', 'schlagwort', 'gruppen'],
}

/** What passes a column over. */
const passedOver = '-'

/**
 * Reads a header, with columns somebody named themselves first. Every field has at most one column.
 * @param map `email=Mailadresse,name=2`
 * @throws Refusal where nobody could be found or told apart by what is left
 */
export function readColumns(
  header: readonly string[],
  attributes: readonly Attribute[],
  map: string | undefined,
  needs: 'identity' | 'whatever_it_tells' = 'identity',
): Columns {
  const columns: (Target | null)[] = header.map(() => null)
  const passed = new Set<number>()
  for (const [name, column] of pairsOf(map)) {
    const index = columnOf(header, column)
    if (name === passedOver) passed.add(index)
    else columns[index] = targetNamed(name, attributes)
  }
  header.forEach((word, index) => {
    if (passed.has(index)) return
    const target = columns[index] ?? targetOf(word, attributes)
    const isTaken = columns.some((other, at) => at !== index && isSame(other, target))
    columns[index] = isTaken ? (columns[index] ?? null) : target
  })
  if (needs === 'whatever_it_tells') return columns
  if (columns.some((target) => target?.kind === 'field' && isIdentity(target.field))) return columns
  throw malformed(
    'customer_columns_missing',
    'No column tells customers apart: name one id, external_id, card_number, email or phone.',
  )
}

const describing: readonly CustomerFileField[] = [
  'name',
  'given_name',
  'family_name',
  'language',
  'birthday',
  'tags',
]
const isIdentity = (field: CustomerFileField) => !describing.includes(field)

export function nameOf(target: Target): string {
  switch (target.kind) {
    case 'field':
      return target.field
    case 'attribute':
      return `attributes.${target.attribute.name}`
    case 'consent': {
      const said = `consent.${target.purpose}.${target.channel}`
      return target.part === 'said' ? said : `${said}.${target.part}`
    }
  }
}

const isSame = (one: Target | null, other: Target | null) =>
  one !== null && other !== null && nameOf(one) === nameOf(other)

const consentWord = new RegExp(
  `^consent\\.([a-z][a-z0-9_]{0,63})\\.(${consentChannels.join('|')})(?:\\.(${consentParts.join('|')}))?$`,
)

function consentOf(header: string): Target | null {
  const words = consentWord.exec(header.trim().toLowerCase())
  if (!words) return null
  const [, purpose, channel, part = 'said'] = words
  // The pattern holds nothing but these.
  return { kind: 'consent', purpose: purpose!, channel, part } as Target
}

function targetOf(header: string, attributes: readonly Attribute[]): Target | null {
  const consent = consentOf(header)
  if (consent) return consent
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
