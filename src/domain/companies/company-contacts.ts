import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import {
  type CompanyContact,
  contactsPerCompanyMax,
  type listCompaniesOfCustomer,
} from '#contract/endpoints/company-contacts.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import {
  type Belonging,
  type ContactRow,
  changeContact,
  insertContact,
  lockBelonging,
  lockContact,
  readContacts,
  removeContact as removeRow,
} from '#domain/customers/companies/contact-rows.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { visibleAmong } from '#domain/profile/customer-queries.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { dateText } from '#kernel/calendar.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { looksAfter, seeCompany, visibleTo } from './see-company.ts'

type Rim = Pick<Context, 'database' | 'clock'>

export async function listContacts(
  { database, clock }: Rim,
  companyId: string,
  caller: Caller,
): Promise<CompanyContact[]> {
  return await readOnly(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    const contacts = await readContacts(tx, { companyId }, await todayIn(tx, clock.now()))
    return await named(tx, await visibleOf(tx, companyId, contacts, caller))
  })
}

/** Who looks after a company knows its people; others those who bought where they work. */
export async function visibleOf(
  tx: Tx,
  companyId: string,
  contacts: readonly ContactRow[],
  caller: Caller,
): Promise<readonly ContactRow[]> {
  if (caller.stores === null) return contacts
  if (await looksAfter(tx, companyId, caller)) return contacts
  const ids = contacts.map(({ customerId }) => customerId)
  const visible = new Set(await visibleAmong(tx, ids, caller.stores))
  return contacts.filter(({ customerId }) => visible.has(customerId))
}

export async function addContact(
  { database, clock }: Rim,
  companyId: string,
  { customerId, ...belonging }: Belonging & { customerId: string },
  caller: Caller,
): Promise<CompanyContact> {
  return await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    const rootId = await lockPerson(tx, customerId, caller)
    await refuseUnfit(tx, companyId, rootId)
    const id = await insertContact(tx, { companyId, rootId }, belonging)
    return await readOne(tx, companyId, id, await todayIn(tx, clock.now()))
  })
}

/** Who they are may change while one waits for them: then it is looked again. */
async function lockPerson(tx: Tx, customerId: string, caller: Caller): Promise<string> {
  const rootId = await seeRoot(tx, customerId, caller.stores)
  await lockBelonging(tx, rootId)
  const now = (await rootsOf(tx, [customerId])).get(customerId)!
  return now === rootId ? rootId : await lockPerson(tx, customerId, caller)
}

export async function updateContact(
  { database, clock }: Rim,
  { companyId, contactId }: { companyId: string; contactId: string },
  change: { [Field in keyof Belonging]?: Belonging[Field] | undefined },
  caller: Caller,
): Promise<CompanyContact> {
  return await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    const today = await todayIn(tx, clock.now())
    const { customerId } = await lockVisible(tx, { companyId, contactId }, today, caller)
    await lockBelonging(tx, customerId)
    const contact = await lockContact(tx, companyId, contactId, today)
    const { role = contact.role, from = contact.from, to = contact.to } = change
    await changeContact(tx, contact, { role, from, to })
    return await readOne(tx, companyId, contactId, today)
  })
}

export async function removeContact(
  { database, clock }: Rim,
  { companyId, contactId }: { companyId: string; contactId: string },
  caller: Caller,
): Promise<void> {
  await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    const today = await todayIn(tx, clock.now())
    await removeRow(tx, await lockVisible(tx, { companyId, contactId }, today, caller))
  })
}

/** Whom somebody may not see they can neither change nor take away. */
async function lockVisible(
  tx: Tx,
  { companyId, contactId }: { companyId: string; contactId: string },
  today: string,
  caller: Caller,
): Promise<ContactRow> {
  const contact = await lockContact(tx, companyId, contactId, today)
  const [visible] = await visibleOf(tx, companyId, [contact], caller)
  if (!visible) throw notFound('contact')
  return visible
}

/** Where a customer belongs, as far as the caller may see those companies. */
export async function companiesOfCustomer(
  { database, clock }: Rim,
  customerId: string,
  caller: Caller,
): Promise<Reply<typeof listCompaniesOfCustomer>> {
  return await readOnly(database, async (tx) => {
    const rootId = await seeRoot(tx, customerId, caller.stores)
    const contacts = await readContacts(tx, { rootId }, await todayIn(tx, clock.now()))
    const ids = [rootId, ...contacts.map(({ companyId }) => companyId)]
    const { rows } = await sql<{ id: string; name: string | null }>`
      select companies.customer_id as id, name from companies join persons using (customer_id)
      where companies.customer_id = any(${ids}::uuid[]) and ${visibleTo(caller)}`.execute(tx)
    const companies = new Map(rows.map((row) => [row.id, row]))
    return {
      isCompany: companies.has(rootId),
      items: contacts.flatMap(({ companyId, customerId: _, ...contact }) => {
        const company = companies.get(companyId)
        return company ? [{ ...contact, company }] : []
      }),
    }
  })
}

async function readOne(
  tx: Tx,
  companyId: string,
  contactId: string,
  today: string,
): Promise<CompanyContact> {
  const contact = await lockContact(tx, companyId, contactId, today)
  return (await named(tx, [contact]))[0]!
}

async function named(tx: Tx, contacts: readonly ContactRow[]): Promise<CompanyContact[]> {
  const names = await nameCustomers(
    tx,
    contacts.map(({ customerId }) => customerId),
  )
  return contacts.map(({ companyId: _, customerId, ...contact }) => ({
    ...contact,
    customer: names.get(customerId)!,
  }))
}

async function refuseUnfit(tx: Tx, companyId: string, rootId: string): Promise<void> {
  const { rows } = await sql<{ isCompany: boolean; contacts: number }>`
    select exists (select from companies where customer_id = ${rootId}) as "isCompany",
      (select count(*)::integer from company_contacts where company_id = ${companyId}) as contacts
    from (select from companies where customer_id = ${companyId} for no key update) as company
    `.execute(tx)
  const { isCompany, contacts } = rows[0]!
  if (isCompany) {
    throw conflict(
      'contact_is_company',
      'A company is no contact; say which company it is part of.',
    )
  }
  if (contacts < contactsPerCompanyMax) return
  throw conflict('contacts_too_many', `A company has at most ${contactsPerCompanyMax} contacts.`)
}

export async function todayIn(tx: Tx, now: Date): Promise<string> {
  const { zone } = await readBusinessTerms({ kysely: tx })
  return dateText(zone.dayOf(now))
}
