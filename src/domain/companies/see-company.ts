import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import type { Seen } from '#domain/profile/see-customer.ts'
import { malformed, notFound, Refusal } from '#kernel/errors.ts'

/**
 * Which companies somebody may see: who works in some stores only, those they look after, and those
 * that bought there, themselves or by a contact of theirs.
 */
export function visibleTo(caller: Caller): RawBuilder<unknown> {
  if (caller.stores === null) return sql`true`
  const boughtThere = sql`store_number + 0 = any(${caller.stores}::integer[]) and purchases > 0`
  return sql`(
    companies.owner_id = ${staffIdOf(caller)}::uuid
    or exists (
      select from customer_days
      where customer_days.customer_id = companies.customer_id and ${boughtThere}
    )
    or exists (
      select from company_contacts
      join customer_days on customer_days.customer_id = company_contacts.root_id
        and day between from_day and coalesce(to_day, 'infinity')
      where company_contacts.company_id = companies.customer_id and ${boughtThere}
    )
  )`
}

export const staffIdOf = (caller: Caller): string | null =>
  caller.kind === 'staff' ? caller.staffId : null

/** @throws Refusal where there is no such company, or the caller may not see it */
export async function seeCompany(tx: Tx, companyId: string, caller: Caller): Promise<Seen> {
  const { rows } = await sql`
    select from companies
    where companies.customer_id = ${companyId} and ${visibleTo(caller)}`.execute(tx)
  if (rows.length === 0) throw notFound('company')
  return { customerId: companyId, memberIds: (await membersOf(tx, [companyId])).get(companyId)! }
}

/** Whether the company is one of those the caller looks after. */
export async function looksAfter(tx: Tx, companyId: string, caller: Caller): Promise<boolean> {
  const { rows } = await sql`
    select from companies
    where customer_id = ${companyId} and owner_id = ${staffIdOf(caller)}::uuid`.execute(tx)
  return rows.length > 0
}

/** The company above another must be one that the caller may see. */
export async function seeAbove(tx: Tx, parentId: string, caller: Caller): Promise<void> {
  try {
    await seeCompany(tx, parentId, caller)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'company_not_found') throw error
    throw malformed('parent_not_found', 'There is no such company above it.', '/parentId')
  }
}
