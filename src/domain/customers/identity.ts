import type { CustomerReference } from '#contract/language/event.ts'
import { bareCardNumber, scannedCardNumber } from '#kernel/card-number.ts'
import type { Fault } from '#kernel/errors.ts'

/** What a customer can be found by, the surest first: this is the order in which they decide. */
export const identityKinds = ['external_id', 'card_number', 'email', 'phone'] as const
export type IdentityKind = (typeof identityKinds)[number]

/** `value` is what is compared, `shown` what was written. */
export type Identity = { kind: IdentityKind; value: string; shown: string }

const defaultCountry = '49'
const phoneDigitsMin = 3

/** Null where the text cannot be an identity of its kind: a phone number without digits. */
export function identityOf(kind: IdentityKind, text: string): Identity | null {
  const written = text.trim()
  const shown = kind === 'card_number' ? scannedCardNumber(written) : written
  const value = normalized(kind, shown)
  return value === null ? null : { kind, value, shown }
}

/** The identities a reference names, in the order in which they decide, or the fault in it. */
export function identitiesOf(reference: CustomerReference): Identity[] | Fault {
  const identities: Identity[] = []
  for (const { kind, field } of fields) {
    const text = reference[field]
    if (text === undefined) continue
    const identity = identityOf(kind, text)
    if (!identity) return phoneWithoutDigits(`/customer/${field}`)
    identities.push(identity)
  }
  return identities
}

/** One text per identity, for maps. The kinds hold no colon. */
export const identityKey = ({ kind, value }: Pick<Identity, 'kind' | 'value'>) => `${kind}:${value}`

const fields = [
  { kind: 'external_id', field: 'externalId' },
  { kind: 'card_number', field: 'cardNumber' },
  { kind: 'email', field: 'email' },
  { kind: 'phone', field: 'phone' },
] as const

function normalized(kind: IdentityKind, text: string): string | null {
  switch (kind) {
    case 'external_id':
      return text
    case 'card_number':
      return bareCardNumber(text).toUpperCase()
    case 'email':
      return text.toLowerCase()
    case 'phone':
      return normalizedPhone(text)
  }
}

/** `+` and digits. People write +49 (0) 170: that zero is for those who dial within the country. */
function normalizedPhone(text: string): string | null {
  const international = /^(?:\+|00)/.test(text)
  const written = international ? text.replace(/\(0+\)/, '') : text
  const digits = written.replace(/\D/g, '')
  if (digits.length < phoneDigitsMin) return null
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  return !international && digits.startsWith('0')
    ? `+${defaultCountry}${digits.slice(1)}`
    : `+${digits}`
}

const phoneWithoutDigits = (pointer: string): Fault => ({
  pointer,
  code: 'phone_malformed',
  message: `A phone number has at least ${phoneDigitsMin} digits.`,
})
