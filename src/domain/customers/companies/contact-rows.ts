import { type RawBuilder, sql } from 'kysely'
import type { CompanyContact } from '#contract/endpoints/company-contacts.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { companiesOf, markChanged } from './mark-changed.ts'

/** Of somebody who belonged to a company from the beginning. */
const firstDay = '1970-01-01'

export type Belonging = Pick<CompanyContact, 'role' | 'from' | 'to'>

export type ContactRow = Belonging & {
  id: string
  companyId: string
  /** Who they are now. */
  customerId: string
  current: boolean
}

/** Who belongs to companies, or to which these customers belong: those of today first. */
export async function readContacts(
  tx: Tx,
  where: { companyId: string } | { rootId: string },
  today: string,
): Promise<ContactRow[]> {
  const condition =
    'companyId' in where ? sql`company_id = ${where.companyId}` : sql`root_id = ${where.rootId}`
  const { rows } = await sql<ContactRow>`
    select contact_id as id, company_id as "companyId", root_id as "customerId", role,
      nullif(from_day, ${firstDay}::date) as from, to_day as to,
      ${isCurrent(today)} as current
    from company_contacts
    where ${condition}
    order by current desc, from_day desc, contact_id desc`.execute(tx)
  return rows
}

export const isCurrent = (today: string): RawBuilder<unknown> =>
  sql`(${today}::date between from_day and coalesce(to_day, 'infinity'))`

/**
 * Says that a customer belongs to a company on some days. Nobody belongs to two on one day.
 * The customer must be locked.
 */
export async function insertContact(
  tx: Tx,
  who: { companyId: string; rootId: string },
  { role, from, to }: Belonging,
): Promise<string> {
  const contactId = newId()
  refuseBackwards(from, to)
  await sql`
    insert into company_contacts (contact_id, customer_id, root_id, company_id, role, from_day, to_day)
    values (${contactId}, ${who.rootId}, ${who.rootId}, ${who.companyId}, ${role},
      ${from ?? firstDay}, ${to})`.execute(tx)
  await refuseOverlap(tx, who.rootId, contactId)
  await markChanged(tx, companiesOf([who.rootId]))
  return contactId
}

export async function changeContact(
  tx: Tx,
  { id, customerId }: ContactRow,
  { role, from, to }: Belonging,
): Promise<void> {
  refuseBackwards(from, to)
  await sql`
    update company_contacts set role = ${role}, from_day = ${from ?? firstDay}, to_day = ${to}
    where contact_id = ${id}`.execute(tx)
  await refuseOverlap(tx, customerId, id)
  await markChanged(tx, companiesOf([customerId]))
}

export async function removeContact(tx: Tx, { id, customerId }: ContactRow): Promise<void> {
  await markChanged(tx, companiesOf([customerId]))
  await sql`delete from company_contacts where contact_id = ${id}`.execute(tx)
}

/** @throws Refusal where this contact is none of the company's; else it is locked */
export async function lockContact(
  tx: Tx,
  companyId: string,
  contactId: string,
  today: string,
): Promise<ContactRow> {
  await sql`
    select from company_contacts where contact_id = ${contactId} for no key update`.execute(tx)
  const contacts = await readContacts(tx, { companyId }, today)
  const contact = contacts.find(({ id }) => id === contactId)
  if (!contact) throw notFound('contact')
  return contact
}

/**
 * Whoever says to which company somebody belongs says so one after the other. The customer is shared,
 * so that no merge passes by what is being said.
 */
export async function lockBelonging(tx: Tx, rootId: string): Promise<void> {
  await sql`select from customers where customer_id = ${rootId} for share`.execute(tx)
  const { rows } = await sql`
    select from persons where customer_id = ${rootId} for no key update`.execute(tx)
  // Erased while this waited.
  if (rows.length === 0) throw notFound('customer')
}

function refuseBackwards(from: string | null, to: string | null) {
  if (to === null || to >= (from ?? firstDay)) return
  throw malformed('contact_ends_first', 'The last day lies before the first.', '/to')
}

/** What two who were merged said of themselves may overlap; what is said now may not. */
async function refuseOverlap(tx: Tx, rootId: string, contactId: string): Promise<void> {
  const { rows } = await sql`
    select from company_contacts as said join company_contacts as other using (root_id)
    where root_id = ${rootId} and said.contact_id = ${contactId} and other.contact_id <> ${contactId}
      and said.from_day <= coalesce(other.to_day, 'infinity')
      and other.from_day <= coalesce(said.to_day, 'infinity')
    limit 1`.execute(tx)
  if (rows.length === 0) return
  throw conflict(
    'contact_periods_overlap',
    'On some of these days the customer belongs to a company already. End that first.',
  )
}
