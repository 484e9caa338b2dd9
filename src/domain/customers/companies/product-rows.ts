import { sql } from 'kysely'
import type { InstalledProduct } from '#contract/endpoints/company-contracts.ts'
import type { InstalledProductContent } from '#contract/language/company.ts'
import type { Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'

/** The next service first. */
export async function readProducts(tx: Tx, companyId: string): Promise<InstalledProduct[]> {
  const { rows } = await sql<InstalledProduct>`
    select product_id as id, name, sku, serial, since, warranty_until as "warrantyUntil",
      service_due_on as "serviceDueOn", note
    from installed_products where customer_id = ${companyId}
    order by service_due_on nulls last, product_id`.execute(tx)
  return rows
}

export async function insertProduct(
  tx: Tx,
  companyId: string,
  content: InstalledProductContent,
  now: Date,
): Promise<string> {
  const productId = newId()
  await sql`
    insert into installed_products (product_id, customer_id, name, sku, serial, since,
      warranty_until, service_due_on, note, created_at)
    values (${productId}, ${companyId}, ${sql.join(valuesOf(content))}, ${now})`.execute(tx)
  return productId
}

/** @throws Refusal where this product is none of the company's */
export async function changeProduct(
  tx: Tx,
  companyId: string,
  productId: string,
  content: InstalledProductContent,
): Promise<void> {
  const { rows } = await sql`
    update installed_products
    set (name, sku, serial, since, warranty_until, service_due_on, note) =
      (${sql.join(valuesOf(content))})
    where customer_id = ${companyId} and product_id = ${productId}
    returning product_id`.execute(tx)
  if (rows.length === 0) throw notFound('product')
}

/** @throws Refusal where this product is none of the company's */
export async function deleteProduct(tx: Tx, companyId: string, productId: string): Promise<void> {
  const { rows } = await sql`
    delete from installed_products
    where customer_id = ${companyId} and product_id = ${productId}
    returning product_id`.execute(tx)
  if (rows.length === 0) throw notFound('product')
}

const valuesOf = (content: InstalledProductContent) => [
  sql`${content.name}::text`,
  sql`${content.sku}::text`,
  sql`${content.serial}::text`,
  sql`${content.since}::date`,
  sql`${content.warrantyUntil}::date`,
  sql`${content.serviceDueOn}::date`,
  sql`${content.note}::text`,
]
