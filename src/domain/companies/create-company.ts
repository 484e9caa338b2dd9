import type { Company, CompanyInput } from '#contract/endpoints/companies.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import {
  checkOwner,
  checkParent,
  insertCompany,
  readCompany,
} from '#domain/customers/companies/company-rows.ts'
import { makeCustomer } from '#domain/customers/create-customer.ts'
import { seeAbove, staffIdOf } from './see-company.ts'

/** Makes a company known. Who works in some stores only looks after it, or would not see it again. */
export async function createCompany(
  context: Context,
  { name, identities, attributes, ...input }: CompanyInput,
  caller: Caller,
): Promise<Company> {
  const now = context.clock.now()
  const ownerId = input.ownerId ?? (caller.stores === null ? null : staffIdOf(caller))
  return await transaction(context.database, async (tx) => {
    if (input.parentId !== null) {
      await seeAbove(tx, input.parentId, caller)
      await checkParent(tx, null, input.parentId)
    }
    if (ownerId !== null) await checkOwner(tx, ownerId, '/ownerId')
    const id = await makeCustomer(tx, context, { name, identities, attributes, tags: [] })
    await insertCompany(tx, id, { ...input, ownerId }, now)
    return await readCompany(tx, id, [id])
  })
}
