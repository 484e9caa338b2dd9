import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import type { Difference } from '#domain/profile/verify.ts'
import { nilId } from '#kernel/ids.ts'
import { countFigures, lineOf, readKept } from './figures.ts'

const companiesPerStep = 500

/**
 * Adds up every company anew and compares; those whose figures wait to be added up are left out.
 * Also looks whether contacts stand under whom they count for.
 */
export async function verifyCompanies({
  database,
}: Pick<Context, 'database'>): Promise<{ companies: number; differences: Difference[] }> {
  return await readOnly(database, async (tx) => {
    const differences = await strayContacts(tx)
    let companies = 0
    for (let ids = await next(tx, nilId); ids.length > 0; ids = await next(tx, ids.at(-1)!)) {
      companies += ids.length
      const kept = await readKept(tx, ids)
      for (const counted of await countFigures(tx, ids)) {
        const stored = lineOf(kept.get(counted.companyId)) ?? 'nothing'
        const replayed = lineOf(counted)!
        if (stored === replayed) continue
        differences.push({ table: 'company_figures', key: counted.companyId, stored, replayed })
      }
    }
    return { companies, differences }
  })
}

async function next(tx: Tx, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from companies
    where customer_id > ${after}
      and not exists (select from company_changes where company_id = customer_id)
    order by customer_id limit ${companiesPerStep}`.execute(tx)
  return rows.map(({ id }) => id)
}

async function strayContacts(tx: Tx): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    with recursive led as (
      select contact_id, customer_id as customer from company_contacts
      union all
      select contact_id, merged_into from led
      join customers on customers.customer_id = customer and merged_into is not null
    )
    select 'company_contacts' as table, contact_id as key, root_id::text as stored,
      customer::text as replayed
    from led join company_contacts using (contact_id)
    where root_id <> customer and not exists (
      select from customers where customers.customer_id = customer and merged_into is not null
    )`.execute(tx)
  return rows
}
