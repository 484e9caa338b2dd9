import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { noteDueAnew } from '#domain/customers/companies/contract-rows.ts'
import { companiesOf, markChanged } from '#domain/customers/companies/mark-changed.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import type { Within } from '#domain/events/record.ts'
import type { CountedAnew } from '#domain/profile/recount.ts'
import { todayIn } from './company-contacts.ts'
import { countFigures, saveFigures } from './figures.ts'

const companiesPerStep = 200
const contractsPerStep = 1_000
const hourMillis = 3_600_000

/**
 * The companies' part in intake: notes whose figures are to be added up anew. One statement, and
 * nothing anybody could wait for.
 */
export const followCompanies: Within = async (tx, { fresh, overruled }) => {
  const roots = fresh.flatMap(({ anonymous, root }) => (anonymous ? [] : [root]))
  const named = overruled.flatMap(({ anonymous, customerId }) => (anonymous ? [] : [customerId]))
  const moved = named.length > 0 ? [...(await rootsOf(tx, named)).values()] : []
  const customers = [...new Set([...roots, ...moved])]
  if (customers.length > 0) await markChanged(tx, companiesOf(customers))
}

/** The same where customers' days are counted anew. */
export const recountCompanies: CountedAnew = async (tx, customerIds) => {
  await markChanged(tx, companiesOf(customerIds))
}

/** Adds up what changed, within a second of it; each hour looks which contracts have moved on. */
export function companyWorker({ database, clock }: Pick<Context, 'database' | 'clock'>): Worker {
  let notedAt = 0
  return {
    name: 'companies',
    restMillis: 1_000,
    work: async () => {
      if (Date.now() - notedAt > hourMillis) {
        const noted = await transaction(database, async (tx) =>
          noteDueAnew(tx, await todayIn(tx, clock.now()), contractsPerStep),
        )
        if (noted === contractsPerStep) return 'more'
        notedAt = Date.now()
      }
      if (!(await isWaiting(database))) return 'done'
      return await transaction(database, addUpSome)
    },
  }
}

/** Nothing but an empty index is looked at, nearly always. */
async function isWaiting({ kysely }: Context['database']): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    select exists (select from company_changes) as waiting`.execute(kysely)
  return rows[0]!.waiting
}

/**
 * The company is locked before its days are read: who waited for another worker sees what that one
 * saw and more, so that an older picture never overwrites a newer one.
 */
async function addUpSome(tx: Tx): Promise<'more' | 'done'> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from companies
    where customer_id in (
      select distinct company_id from (
        select company_id from company_changes order by change_id limit ${companiesPerStep}
      ) as waiting
    )
    order by customer_id for no key update`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await sql`
    delete from company_changes
    where company_id = any(${ids}::uuid[])
      or not exists (select from companies where companies.customer_id = company_id)`.execute(tx)
  await saveFigures(tx, await countFigures(tx, ids))
  return ids.length > 0 ? 'more' : 'done'
}
