import type { Attribute } from '#contract/endpoints/attributes.ts'
import type { CustomerFileField } from '#contract/endpoints/customer-files.ts'
import { tagsPerCallMax } from '#contract/endpoints/customers.ts'
import {
  type AttributeValue,
  attributeValue,
  birthday,
  languageTag,
  tagName,
} from '#contract/language/customer.ts'
import { customerReference } from '#contract/language/event.ts'
import { label } from '#contract/language/text.ts'
import { type Identity, identitiesOf } from '#domain/customers/identity.ts'
import { dateText, isDate } from '#kernel/calendar.ts'
import { parseDate } from '../reading/dates.ts'
import type { FileRow } from '../reading/rows.ts'
import { type Columns, nameOf, type Target } from './columns.ts'
import { type ConsentReading, readConsents, type SheetConsent } from './read-consents.ts'

export type Reason = { code: string; message: string; field: string | null }

export type Person = { name?: string; language?: string; birthday?: string }

/** A row as it is understood; empty cells say nothing. */
export type SheetRow = {
  line: number
  id: string | undefined
  identities: readonly Identity[]
  person: Person
  attributes: Readonly<Record<string, AttributeValue>>
  tags: readonly string[]
  consents: readonly SheetConsent[]
  /** Why the row is refused. */
  reasons: Reason[]
  /** Why a consent of it is none: the person is taken all the same. */
  withoutConsent: Reason[]
}

export type SheetReading = { columns: Columns; consents: ConsentReading }

/** Reads one row; all that is wrong with it is named at once. A consent that lacks something costs nobody their row. */
export function readSheetRow(
  { line, cells, fault }: FileRow,
  { columns, consents }: SheetReading,
): SheetRow {
  const row: SheetRow = {
    ...{ line, id: undefined, identities: [], person: {}, attributes: {}, tags: [], consents: [] },
    reasons: fault === null ? [] : [because(fault, 'The row cannot be read.')],
    withoutConsent: [],
  }
  if (fault !== null) return row
  const told = columns.flatMap((target, index) => {
    const text = cells[index]?.trim() ?? ''
    return target === null || text === '' ? [] : [{ target, text }]
  })
  readPerson(row, told)
  readReference(row, told)
  for (const { target, text } of told) {
    if (target.kind === 'attribute') readAttribute(row, target.attribute, text)
  }
  readTags(row, cellOf(told, 'tags'))
  const read = readConsents(told, consents)
  row.consents = read.consents
  row.withoutConsent.push(...read.faults)
  return row
}

type Told = readonly { target: Target; text: string }[]

const because = (code: string, message: string, field: string | null = null): Reason => ({
  ...{ code, message, field },
})

const cellOf = (told: Told, field: CustomerFileField) =>
  told.find(({ target }) => target.kind === 'field' && target.field === field)?.text

const referenceFields = {
  id: 'id',
  external_id: 'externalId',
  card_number: 'cardNumber',
  email: 'email',
  phone: 'phone',
} as const

function readReference(row: SheetRow, told: Told): void {
  const fields = Object.keys(referenceFields) as (keyof typeof referenceFields)[]
  const given = fields.flatMap((field) => {
    const text = cellOf(told, field)
    return text === undefined ? [] : [[referenceFields[field], text] as const]
  })
  const reference = customerReference.safeParse(Object.fromEntries(given))
  if (!reference.success) {
    const wrong = new Set(reference.error.issues.map(({ path }) => path[0]))
    for (const field of fields.filter((one) => wrong.has(referenceFields[one]))) {
      row.reasons.push(because(`${field}_malformed`, 'This cannot be read.', field))
    }
    return
  }
  const identities = identitiesOf(reference.data)
  if (!Array.isArray(identities)) {
    row.reasons.push(because(identities.code, identities.message, 'phone'))
    return
  }
  row.id = reference.data.id
  row.identities = identities
  if (row.id !== undefined || identities.length > 0) return
  const message = 'The row names nothing by which somebody is found.'
  row.reasons.push(because('row_without_identity', message))
}

/** A name in two columns is one name. */
function nameInParts(told: Told): string | undefined {
  const parts = [cellOf(told, 'given_name'), cellOf(told, 'family_name')]
  return parts.filter((part) => part !== undefined).join(' ') || undefined
}

function readPerson(row: SheetRow, told: Told): void {
  const texts = {
    name: cellOf(told, 'name') ?? nameInParts(told),
    language: cellOf(told, 'language'),
    birthday: readDate(cellOf(told, 'birthday')),
  }
  const schemas = { name: label(200), language: languageTag, birthday }
  for (const field of ['name', 'language', 'birthday'] as const) {
    if (texts[field] === undefined) continue
    const read = schemas[field].safeParse(texts[field])
    if (read.success) row.person[field] = read.data
    else row.reasons.push(because(`${field}_malformed`, 'This cannot be read.', field))
  }
}

/** As it is written here, `21.11.1984` or `21.11.`, in the form that is kept. */
function readDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const short = /^(\d{1,2})\.\s?(\d{1,2})\.?$/.exec(text)
  if (short) return `--${short[2]!.padStart(2, '0')}-${short[1]!.padStart(2, '0')}`
  const written = parseDate(text, 'day.month.year') ?? parseDate(text, 'year-month-day')
  return written ? dateText(written.day) : text
}

function readTags(row: SheetRow, text: string | undefined): void {
  const names = (text ?? '').split(/[,;|]/).flatMap((name) => name.trim() || [])
  const tags = [...new Set(names)]
  if (tags.length <= tagsPerCallMax && tags.every((name) => tagName.safeParse(name).success)) {
    row.tags = tags
    return
  }
  row.reasons.push(because('tags_malformed', 'These tags are too many or too long.', 'tags'))
}

function readAttribute(row: SheetRow, attribute: Attribute, text: string): void {
  const value = typed(attribute, text)
  const read = attributeValue.safeParse(value)
  if (read.success) row.attributes = { ...row.attributes, [attribute.name]: read.data }
  else {
    const field = nameOf({ kind: 'attribute', attribute })
    row.reasons.push(because('attribute_malformed', 'This does not fit the attribute.', field))
  }
}

/** The value of its type; undefined: the text is none. */
function typed({ type, choices }: Attribute, text: string): AttributeValue | undefined {
  switch (type) {
    case 'text':
      return text
    case 'number':
      return /^-?\d{1,15}([.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : undefined
    case 'boolean':
      return yesOrNo.get(text.toLowerCase())
    case 'date': {
      const date = readDate(text)
      return date !== undefined && isDate(date) ? date : undefined
    }
    case 'choice':
      return choices.find((choice) => choice.toLowerCase() === text.toLowerCase())
  }
}

const yesOrNo = new Map([
  ...['ja', 'yes', 'true', '1', 'x'].map((word) => [word, true] as const),
  ...['nein', 'no', 'false', '0'].map((word) => [word, false] as const),
])
