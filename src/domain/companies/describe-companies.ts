import { sql } from 'kysely'
import type { Company } from '#contract/endpoints/companies.ts'
import type { Tx } from '#database/transaction.ts'

export type DescribedCompany = Pick<Company, 'address' | 'vatId' | 'sizeClass' | 'identities'> & {
  parentNumber: string | null
  ownerEmail: string | null
}

/** What else is written down of these companies, for a file that names everything. */
export async function describeCompanies(
  tx: Tx,
  companyIds: readonly string[],
): Promise<Map<string, DescribedCompany>> {
  const { rows } = await sql<DescribedCompany & { id: string }>`
    select companies.customer_id as id, companies.vat_id as "vatId",
      companies.size_class as "sizeClass",
      json_build_object('street', companies.street, 'postalCode', companies.postal_code,
        'city', companies.city, 'country', companies.country) as address,
      coalesce((
        select json_agg(json_build_object('kind', kind, 'value', shown) order by kind, value)
        from identities where identities.customer_id = companies.customer_id
      ), '[]') as identities,
      above.number as "parentNumber", staff.email as "ownerEmail"
    from companies
    left join companies as above on above.customer_id = companies.parent_id
    left join staff on staff_id = companies.owner_id
    where companies.customer_id = any(${companyIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
