import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { readCompany as readCompanyEndpoint } from '#contract/endpoints/companies.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readCompany as read } from '#domain/customers/companies/company-rows.ts'
import { readBasis } from './basis.ts'
import { type Basis, figuresOf, readLines } from './company-list.ts'
import { seeCompany } from './see-company.ts'

type CompanyPage = Reply<typeof readCompanyEndpoint>

const childrenShown = 50

/** A company, its figures, and the companies below it. */
export async function readCompany(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  companyId: string,
  caller: Caller,
): Promise<CompanyPage> {
  return await readOnly(database, async (tx) => {
    const { memberIds } = await seeCompany(tx, companyId, caller)
    const basis = await readBasis(tx, clock.now())
    const [line] = await readLines(tx, [sql`companies.customer_id = ${companyId}`], basis, {
      ...{ order: 'name', after: null, limit: 1 },
    })
    return {
      company: await read(tx, companyId, memberIds),
      asOf: basis.asOf,
      figures: figuresOf(line!, basis),
      group: caller.stores === null ? await readGroup(tx, companyId, basis) : null,
      children: caller.stores === null ? await readChildren(tx, companyId, basis) : [],
    }
  })
}

async function readGroup(
  tx: Tx,
  companyId: string,
  { currency }: Basis,
): Promise<CompanyPage['group']> {
  const { rows } = await sql<{ companies: number; revenue: number }>`
    with recursive below as (
      select customer_id from companies where customer_id = ${companyId}
      union
      select companies.customer_id from below
      join companies on companies.parent_id = below.customer_id
    )
    select count(*)::integer as companies, coalesce(sum(revenue), 0)::bigint as revenue
    from below left join company_figures using (customer_id)`.execute(tx)
  const { companies, revenue } = rows[0]!
  return companies === 1 ? null : { companies, revenue: { amount: revenue, currency } }
}

async function readChildren(
  tx: Tx,
  companyId: string,
  { currency }: Basis,
): Promise<CompanyPage['children']> {
  const { rows } = await sql<{ id: string; name: string | null; revenue: number }>`
    select customer_id as id, name, coalesce(revenue, 0) as revenue
    from companies join persons using (customer_id) left join company_figures using (customer_id)
    where parent_id = ${companyId}
    order by coalesce(revenue, 0) desc, customer_id
    limit ${childrenShown}`.execute(tx)
  return rows.map(({ revenue, ...row }) => ({ ...row, revenue: { amount: revenue, currency } }))
}
