import { sql } from 'kysely'
import type { CompanyOwner } from '#contract/endpoints/companies.ts'
import { permissions } from '#contract/permissions.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { checkOwner } from '#domain/customers/companies/company-rows.ts'

type Owner = CompanyOwner & { companies: number }

const companiesPerPortion = 20_000

/** Who may look after companies, and those who have left and still do. */
export async function listOwners({ database }: Pick<Context, 'database'>): Promise<Owner[]> {
  return await readOnly(database, async (tx) => {
    const { rows } = await sql<Owner>`
      with owned as (
        select owner_id, count(*)::integer as companies from companies
        where owner_id is not null group by owner_id
      )
      select staff_id as id, coalesce(nullif(name, ''), email) as name,
        ended_at is not null as ended, coalesce(companies, 0) as companies
      from staff left join owned on owner_id = staff_id
      where companies > 0
        or (ended_at is null and role = any(${[...permissions['companies:read'].roles]}::text[]))
      order by ended, lower(name), staff_id`.execute(tx)
    return rows
  })
}

/** Hands all companies of somebody who leaves over to somebody else, in portions. */
export async function handOver(
  { database }: Pick<Context, 'database'>,
  { from, to }: { from: string | null; to: string | null },
): Promise<{ companies: number }> {
  let companies = 0
  if (from === to) return { companies }
  for (;;) {
    const handed = await transaction(database, (tx) => handSomeOver(tx, from, to))
    companies += handed
    if (handed < companiesPerPortion) return { companies }
  }
}

async function handSomeOver(tx: Tx, from: string | null, to: string | null): Promise<number> {
  if (to !== null) await checkOwner(tx, to, '/to')
  const { rows } = await sql<{ handed: number }>`
    with chosen as (
      select customer_id from companies where owner_id is not distinct from ${from}::uuid
      order by customer_id limit ${companiesPerPortion} for no key update
    ), handed as (
      update companies set owner_id = ${to}::uuid
      from chosen where companies.customer_id = chosen.customer_id
      returning companies.customer_id
    )
    select count(*)::integer as handed from handed`.execute(tx)
  return rows[0]!.handed
}
