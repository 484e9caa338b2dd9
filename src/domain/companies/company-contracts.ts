import { sql } from 'kysely'
import {
  type CompanyContract,
  contractsPerCompanyMax,
} from '#contract/endpoints/company-contracts.ts'
import type { ContractContent } from '#contract/language/company.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import {
  changeContract as changeRow,
  deleteContract,
  insertContract,
  readContracts,
} from '#domain/customers/companies/contract-rows.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { readBasis } from './basis.ts'
import { todayIn } from './company-contacts.ts'
import { lockWithin } from './lock-within.ts'
import { seeCompany, staffIdOf } from './see-company.ts'

type Rim = Pick<Context, 'database' | 'clock'>
type Named = { companyId: string; contractId: string }

export async function listContracts(
  { database, clock }: Rim,
  companyId: string,
  caller: Caller,
): Promise<CompanyContract[]> {
  return await readOnly(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    return await readContracts(tx, companyId, await readBasis(tx, clock.now()))
  })
}

export async function addContract(
  { database, clock }: Rim,
  companyId: string,
  content: ContractContent,
  caller: Caller,
): Promise<CompanyContract> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    await lockWithin(tx, companyId, {
      ...{ table: 'company_contracts', max: contractsPerCompanyMax, code: 'contracts_too_many' },
      message: `A company has at most ${contractsPerCompanyMax} contracts.`,
    })
    const today = await todayIn(tx, now)
    const contractId = await insertContract(tx, companyId, content, { now, today })
    return await readOne(tx, { companyId, contractId }, now)
  })
}

export async function changeContract(
  { database, clock }: Rim,
  { companyId, contractId }: Named,
  content: ContractContent,
  caller: Caller,
): Promise<CompanyContract> {
  return await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    await changeRow(tx, companyId, contractId, content, await todayIn(tx, clock.now()))
    return await readOne(tx, { companyId, contractId }, clock.now())
  })
}

export async function removeContract(
  { database }: Rim,
  { companyId, contractId }: Named,
  caller: Caller,
): Promise<void> {
  await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    await deleteContract(tx, companyId, contractId)
  })
}

/**
 * Says that somebody has seen to a contract for its next day. When the clock has moved it on to
 * another day meanwhile, that day is what has to be seen to, and this is refused.
 */
export async function settleContract(
  { database, clock }: Rim,
  { companyId, contractId }: Named,
  { dueOn, note }: { dueOn: string | null; note: string | null },
  caller: Caller,
): Promise<CompanyContract> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    await sql`
      select from company_contracts where contract_id = ${contractId} for no key update`.execute(tx)
    const contract = await readOne(tx, { companyId, contractId }, now)
    if (dueOn !== null && dueOn !== contract.dueOn) {
      throw conflict('contract_due_otherwise', 'By now another day is the next one.')
    }
    await sql`
      update company_contracts set settled_for = ${dueOn}::date,
        settled_at = ${dueOn === null ? null : now},
        settled_by = ${dueOn === null ? null : staffIdOf(caller)}::uuid,
        settled_note = ${dueOn === null ? null : note}
      where contract_id = ${contractId}`.execute(tx)
    return await readOne(tx, { companyId, contractId }, now)
  })
}

async function readOne(
  tx: Tx,
  { companyId, contractId }: Named,
  now: Date,
): Promise<CompanyContract> {
  const contracts = await readContracts(tx, companyId, await readBasis(tx, now))
  const contract = contracts.find(({ id }) => id === contractId)
  if (!contract) throw notFound('contract')
  return contract
}
