import { type RawBuilder, sql } from 'kysely'
import type { ConsentChannel } from '#contract/language/consent.ts'
import { isBlocked } from '../contact-block/blocked.ts'

export type Contact = { purpose: string; channel: ConsentChannel }

/** Whether a customer said yes, whatever else speaks against it. @param customer the column of their id */
export const hasAgreed = (
  { purpose, channel }: Contact,
  customer: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`exists (
  select from consents
  where consents.customer_id = ${customer} and consents.purpose = ${purpose}
    and consents.channel = ${channel} and consents.state = 'granted'
)`

/**
 * Whether a customer may be written to or called for a purpose: they agreed, nothing stops all
 * contact, and there is an address. A condition over whole sets, with a column `customer_id`.
 */
export const mayContact = (
  contact: Contact,
  customer: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`(
  ${hasAgreed(contact, customer)} and not ${isBlocked(customer)}
  and ${hasAddressFor(contact.channel, customer)}
)`

/** The portal's own messages need no address. */
export function hasAddressFor(
  channel: ConsentChannel,
  customer: RawBuilder<unknown>,
): RawBuilder<unknown> {
  switch (channel) {
    case 'email':
      return hasIdentity('email', customer)
    case 'sms':
    case 'phone':
      return hasIdentity('phone', customer)
    case 'post':
      return hasPostalAddress(customer)
    case 'push':
      return sql`true`
  }
}

const hasIdentity = (kind: 'email' | 'phone', customer: RawBuilder<unknown>) => sql`exists (
  select from identities where identities.customer_id = ${customer} and kind = ${kind}
)`

/** Where the business keeps an attribute of this name. */
const hasPostalAddress = (customer: RawBuilder<unknown>) => sql`exists (
  select from persons
  where persons.customer_id = ${customer} and persons.attributes ->> 'address' <> ''
)`
