import { sql } from 'kysely'
import type { Company, CompanyChange } from '#contract/endpoints/companies.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { changeCustomer } from '#domain/customers/change-customer.ts'
import {
  changeCompanyTerms,
  checkOwner,
  checkParent,
  readCompany,
} from '#domain/customers/companies/company-rows.ts'
import { Refusal } from '#kernel/errors.ts'
import { seeAbove, seeCompany, staffIdOf } from './see-company.ts'

/** Changes what is said of a company; all of it, or nothing. */
export async function changeCompany(
  { database, erasureKey }: Pick<Context, 'database' | 'erasureKey'>,
  companyId: string,
  change: CompanyChange,
  caller: Caller,
): Promise<Company> {
  const { name, attributes, addIdentities, removeIdentities } = change
  return await transaction(database, async (tx) => {
    const { memberIds } = await seeCompany(tx, companyId, caller)
    await checkPlace(tx, companyId, change, caller)
    const said = { name, attributes, addIdentities, removeIdentities }
    await changeCustomer(tx, companyId, memberIds, said, erasureKey)
    await changeCompanyTerms(tx, companyId, change)
    return await readCompany(tx, companyId, memberIds)
  })
}

type Place = { parentId: string | null; ownerId: string | null }

/** Only what changes is looked at: who looks after it may have left, and is no fault of this change. */
async function checkPlace(
  tx: Tx,
  companyId: string,
  { parentId, ownerId }: CompanyChange,
  caller: Caller,
): Promise<void> {
  const { rows } = await sql<Place>`
    select parent_id as "parentId", owner_id as "ownerId" from companies
    where customer_id = ${companyId}`.execute(tx)
  const before = rows[0]!
  if (parentId && parentId !== before.parentId) {
    await seeAbove(tx, parentId, caller)
    await checkParent(tx, companyId, parentId)
  }
  if (ownerId === undefined || ownerId === before.ownerId) return
  refuseTakingOver(before, caller)
  if (ownerId !== null) await checkOwner(tx, ownerId, '/ownerId')
}

/** Who looks after a company sees all of it: nobody of some stores makes themselves that. */
function refuseTakingOver({ ownerId }: Place, caller: Caller) {
  if (caller.stores === null || ownerId === staffIdOf(caller)) return
  throw new Refusal(
    'forbidden',
    'caller_limited_to_stores',
    'Who looks after a company is said by somebody of every store.',
  )
}
