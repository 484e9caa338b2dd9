import type { WireInput, WireReply } from '#contract/endpoint.ts'
import type { Attribute } from '#contract/endpoints/attributes.ts'
import type { createCustomer, readCustomer, updateCustomer } from '#contract/endpoints/customers.ts'
import type { AttributeValue, IdentityInput } from '#contract/language/customer.ts'
import { birthdayText, readBirthday } from './birthday-text.ts'

export type Customer = WireReply<typeof readCustomer>
export type IdentityKind = IdentityInput['kind']
export const identityKinds = ['email', 'phone', 'card_number', 'external_id'] as const

export type IdentityDraft = { key: string; kind: IdentityKind; value: string }

/** What stands in the fields of the form. */
export type PersonDraft = {
  name: string
  birthday: string
  language: string
  identities: readonly IdentityDraft[]
  attributes: Readonly<Record<string, string>>
}

const isKind = (kind: string): kind is IdentityKind =>
  (identityKinds as readonly string[]).includes(kind)

export const emptyDraft: PersonDraft = {
  name: '',
  birthday: '',
  language: '',
  identities: (['email', 'phone', 'card_number'] as const).map((kind) => ({
    key: kind,
    kind,
    value: '',
  })),
  attributes: {},
}

export const draftOf = (customer: Customer): PersonDraft => ({
  name: customer.name ?? '',
  birthday: birthdayText(customer.birthday),
  language: customer.language ?? '',
  identities: customer.identities.flatMap(({ kind, value }) =>
    isKind(kind) ? [{ key: `${kind}:${value}`, kind, value }] : [],
  ),
  attributes: Object.fromEntries(
    Object.entries(customer.attributes).map(([name, value]) => [name, String(value)]),
  ),
})

const filled = (identities: readonly IdentityDraft[]) =>
  identities.filter(({ value }) => value.trim() !== '')

const bare = ({ kind, value }: IdentityDraft) => ({ kind, value: value.trim() })

/** The drafts a refusal counts through, in their order. */
export const addedIdentities = (draft: PersonDraft, was: PersonDraft | null) =>
  filled(draft.identities).filter(
    (identity) => !was?.identities.some((before) => isSame(before, identity)),
  )

const isSame = (a: IdentityDraft, b: IdentityDraft) =>
  a.kind === b.kind && a.value.trim() === b.value.trim()

type Creation = NonNullable<WireInput<typeof createCustomer>['body']>
type Change = NonNullable<WireInput<typeof updateCustomer>['body']>

export function creationOf(draft: PersonDraft, definitions: readonly Attribute[]): Creation {
  const birthday = readBirthday(draft.birthday)
  const values = Object.entries(attributesOf(draft, definitions)).filter(
    (entry): entry is [string, AttributeValue] => entry[1] !== null,
  )
  return {
    ...(draft.name.trim() && { name: draft.name.trim() }),
    ...(birthday && { birthday }),
    ...(draft.language && { language: draft.language }),
    identities: filled(draft.identities).map(bare),
    attributes: Object.fromEntries(values),
  }
}

/** Only what is different: what somebody else changed meanwhile stays. */
export function changeOf(
  draft: PersonDraft,
  was: PersonDraft,
  definitions: readonly Attribute[],
): Change {
  const before = attributesOf(was, definitions)
  const attributes = Object.entries(attributesOf(draft, definitions)).filter(
    ([name, value]) => value !== before[name],
  )
  const removed = was.identities.filter(
    (identity) => !filled(draft.identities).some((now) => isSame(now, identity)),
  )
  return {
    ...(draft.name.trim() !== was.name && { name: draft.name.trim() || null }),
    ...(draft.birthday !== was.birthday && { birthday: readBirthday(draft.birthday) ?? null }),
    ...(draft.language !== was.language && { language: draft.language || null }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    addIdentities: addedIdentities(draft, was).map(bare),
    removeIdentities: removed.map(bare),
  }
}

function attributesOf({ attributes }: PersonDraft, definitions: readonly Attribute[]) {
  const values = definitions.map(({ name, type }): [string, AttributeValue | null] => {
    const text = (attributes[name] ?? '').trim()
    if (text === '') return [name, null]
    if (type === 'number') return [name, Number(text.replace(',', '.'))]
    return [name, type === 'boolean' ? text === 'true' : text]
  })
  return Object.fromEntries(values)
}
