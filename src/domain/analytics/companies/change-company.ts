import type { Company, CompanyChange } from '#contract/endpoints/companies.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { changeCustomer } from '#domain/customers/change-customer.ts'
import {
  changeCompanyTerms,
  checkOwner,
  checkParent,
  readCompany,
} from '#domain/customers/companies/company-rows.ts'
import { seeAbove, seeCompany } from './see-company.ts'

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
    if (change.parentId) {
      await seeAbove(tx, change.parentId, caller)
      await checkParent(tx, companyId, change.parentId)
    }
    if (change.ownerId) await checkOwner(tx, change.ownerId, '/ownerId')
    const said = { name, attributes, addIdentities, removeIdentities }
    await changeCustomer(tx, companyId, memberIds, said, erasureKey)
    await changeCompanyTerms(tx, companyId, change)
    return await readCompany(tx, companyId, memberIds)
  })
}
