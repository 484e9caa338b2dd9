import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Mark } from '../personal.ts'

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
 * Forgets what a role said of a person; that an unnamed customer counted for a company on some days
 * stays. Of a company nothing stays but its purchases: they are those of an unnamed customer now. What
 * is noted of other companies goes where it names the person.
 */
export async function eraseCompanies(
  tx: Tx,
  customerIds: readonly string[],
  marks: readonly Mark[],
): Promise<void> {
  await eraseOwn(tx, customerIds)
  const named = (note: string) => sql`mentions(${sql.ref(note)}, ${JSON.stringify(marks)}::jsonb)`
  await sql`
    with products as (
      update installed_products set note = null where ${named('note')}
    )
    update company_contracts set
      note = case when not ${named('note')} then note end,
      settled_note = case when not ${named('settled_note')} then settled_note end
    where ${named('note')} or ${named('settled_note')}`.execute(tx)
}

async function eraseOwn(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const theirs = sql`any(${customerIds}::uuid[])`
  const others = sql`all(${customerIds}::uuid[])`
  await sql`
    with unsaid as (
      update company_contacts set role = null
      where customer_id = ${theirs} and company_id <> ${others}
    ), left_alone as (
      update companies set parent_id = null
      where parent_id = ${theirs} and customer_id <> ${others}
    ), contacts as (
      delete from company_contacts where company_id = ${theirs}
    ), contracts as (
      delete from company_contracts where customer_id = ${theirs}
    ), products as (
      delete from installed_products where customer_id = ${theirs}
    ), figures as (
      delete from company_figures where customer_id = ${theirs}
    )
    delete from companies where customer_id = ${theirs}`.execute(tx)
}
