import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { markChanged } from './mark-changed.ts'

/** What is held of somebody as a contact, and of a company, where the customer is one. */
export type CompanyExport = {
  companies: unknown[]
  belongsTo: { company: string | null; role: string | null; from: string; to: string | null }[]
  contracts: unknown[]
  installedProducts: unknown[]
}

/** @param customerIds the customer and all who were merged into them */
export async function exportCompanies(
  tx: Tx,
  customerIds: readonly string[],
): Promise<CompanyExport> {
  const { rows } = await sql<CompanyExport>`
    select
      ${listOf(sql`
        select number, street, postal_code as "postalCode", city, country, vat_id as "vatId",
          size_class as "sizeClass", industry, created_at as "createdAt"
        from companies where customer_id = any(${customerIds}::uuid[])`)} as companies,
      ${listOf(sql`
        select persons.name as company, role, from_day as "from", to_day as "to"
        from company_contacts left join persons on persons.customer_id = company_id
        where company_contacts.customer_id = any(${customerIds}::uuid[])
        order by from_day`)} as "belongsTo",
      ${listOf(sql`
        select name, reference, starts_on as "startsOn", ends_on as "endsOn",
          canceled_to as "canceledTo", value, value_per as "valuePer", note,
          settled_note as "settledNote"
        from company_contracts where customer_id = any(${customerIds}::uuid[])
        order by starts_on`)} as contracts,
      ${listOf(sql`
        select name, sku, serial, since, warranty_until as "warrantyUntil",
          service_due_on as "serviceDueOn", note
        from installed_products where customer_id = any(${customerIds}::uuid[])
        order by product_id`)} as "installedProducts"`.execute(tx)
  return rows[0]!
}

const listOf = (query: ReturnType<typeof sql>) =>
  sql`coalesce((select json_agg(told) from (${query}) as told), '[]')`

/**
 * Forgets what a role said of a person and what tells which company it was. That an unnamed
 * customer counted for a company on some days stays, and so do terms and values of contracts.
 */
export async function eraseCompanies(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with forgotten as (
      update company_contacts set role = null where customer_id = any(${customerIds}::uuid[])
    ), unsaid as (
      update company_contracts
      set name = '', reference = null, note = null, settled_note = null
      where customer_id = any(${customerIds}::uuid[])
    ), removed as (
      delete from installed_products where customer_id = any(${customerIds}::uuid[])
    )
    update companies
    set number = null, street = null, postal_code = null, city = null, country = null,
      vat_id = null, industry = null
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  await markChanged(
    tx,
    sql`select customer_id from companies where customer_id = any(${customerIds}::uuid[])`,
  )
}
