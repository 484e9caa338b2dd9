import { type RawBuilder, sql } from 'kysely'
import type { ConsentState } from '#contract/endpoints/consents.ts'
import type { ConsentChannel } from '#contract/language/consent.ts'
import { isBlocked } from '../contact-block/blocked.ts'

/** Wordings of which a later version in the same language asks everybody anew. */
const askedAnew = sql`(
  select agreed.text_id from consent_texts as agreed
  join consent_texts as asked on asked.purpose = agreed.purpose
    and asked.language = agreed.language and asked.version > agreed.version
  where asked.asks_anew
)`

/** Of a row of `consents`: a yes, to words that still are what is asked. */
export const isYes = sql`(
  consents.state = 'granted'
  and (consents.text_id is null or consents.text_id not in ${askedAnew})
)`

/** Of a row of `consents`, as people are told of it. */
export const stateShown = sql<ConsentState['state']>`
  case when consents.state = 'granted' and not ${isYes} then 'asked_anew' else consents.state end`

export type Contact = { purpose: string; channel: ConsentChannel }

/** Whether a customer said yes, whatever else speaks against it. @param customer the column of their id */
export const hasAgreed = (
  { purpose, channel }: Contact,
  customer: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`exists (
  select from consents
  where consents.customer_id = ${customer} and consents.purpose = ${purpose}
    and consents.channel = ${channel} and ${isYes}
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
