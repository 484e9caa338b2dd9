import {
  type InstalledProduct,
  productsPerCompanyMax,
} from '#contract/endpoints/company-contracts.ts'
import type { InstalledProductContent } from '#contract/language/company.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import {
  changeProduct as changeRow,
  deleteProduct,
  insertProduct,
  readProducts,
} from '#domain/customers/companies/product-rows.ts'
import { lockWithin } from './lock-within.ts'
import { seeCompany } from './see-company.ts'

type Rim = Pick<Context, 'database' | 'clock'>
type Named = { companyId: string; productId: string }

export async function listProducts(
  { database }: Rim,
  companyId: string,
  caller: Caller,
): Promise<InstalledProduct[]> {
  return await readOnly(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    return await readProducts(tx, companyId)
  })
}

export async function addProduct(
  { database, clock }: Rim,
  companyId: string,
  content: InstalledProductContent,
  caller: Caller,
): Promise<InstalledProduct> {
  return await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    await lockWithin(tx, companyId, {
      ...{ table: 'installed_products', max: productsPerCompanyMax, code: 'products_too_many' },
      message: `A company has at most ${productsPerCompanyMax} installed products.`,
    })
    const productId = await insertProduct(tx, companyId, content, clock.now())
    return await readOne(tx, { companyId, productId })
  })
}

export async function changeProduct(
  { database }: Rim,
  { companyId, productId }: Named,
  content: InstalledProductContent,
  caller: Caller,
): Promise<InstalledProduct> {
  return await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    await changeRow(tx, companyId, productId, content)
    return await readOne(tx, { companyId, productId })
  })
}

export async function removeProduct(
  { database }: Rim,
  { companyId, productId }: Named,
  caller: Caller,
): Promise<void> {
  await transaction(database, async (tx) => {
    await seeCompany(tx, companyId, caller)
    await deleteProduct(tx, companyId, productId)
  })
}

const readOne = async (tx: Tx, { companyId, productId }: Named) =>
  (await readProducts(tx, companyId)).find(({ id }) => id === productId)!
