import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { type Mark, wordsOf } from '#domain/customers/personal.ts'

/** Receipts somebody has shown. */
export type ShownExport = { shownAt: Date; till: string; transactionNumber: number }

/** @param customerIds the customer and all who were merged into them */
export async function exportShownReceipts(
  tx: Tx,
  customerIds: readonly string[],
): Promise<ShownExport[]> {
  const { rows } = await sql<ShownExport>`
    select scanned_at as "shownAt", tills.name as till, transaction_number as "transactionNumber"
    from receipt_scans join tills using (till_id)
    where customer_id = any(${customerIds}::uuid[])
    order by scanned_at, transaction_number`.execute(tx)
  return rows
}

/**
 * Who showed them is forgotten. That they were shown stays: they must not count again. What they became
 * is named as the log names it from now on; to be called while it still has its old name.
 */
export async function eraseShownReceipts(
  tx: Tx,
  customerIds: readonly string[],
  erasureKey: string,
): Promise<void> {
  const renamed = sql`erased_external_id(${erasureKey}, source, external_id)`
  const theirs = sql`(source, external_id) in (
    select source, external_id from events where customer_id = any(${customerIds}::uuid[])
  )`
  await sql`
    with exported as (
      update till_receipts set external_id = ${renamed} where ${theirs}
    )
    update receipt_scans set external_id = ${renamed},
      customer_id = case when customer_id = any(${customerIds}::uuid[]) then null else customer_id end
    where customer_id = any(${customerIds}::uuid[]) or ${theirs}`.execute(tx)
}

/** What an export is called whose name spoke of somebody. */
const unnamedFile = '…'

/**
 * Forgets what exports of tills say of somebody: names of files, and in receipts that nobody has decided
 * yet the number they are known by and articles that bear their name.
 */
export async function eraseTillExports(tx: Tx, marks: readonly Mark[]): Promise<void> {
  const speaks = (text: RawBuilder<unknown>) =>
    sql`mentions(${text}, ${JSON.stringify(marks)}::jsonb)`
  await sql`
    with unnamed as (
      update till_exports set file_name = ${unnamedFile}
      where mentions(file_name, ${JSON.stringify(wordsOf(marks))}::jsonb)
    )
    update till_receipts set content = content || jsonb_build_object(
      'customerNumber', case when not ${speaks(sql`content ->> 'customerNumber'`)}
        then content ->> 'customerNumber' else '' end,
      'lines', (
        select coalesce(jsonb_agg(case when ${speaks(sql`line::text`)} then line - 'name' - 'sku'
          else line end order by place), '[]')
        from jsonb_array_elements(content -> 'lines') with ordinality as lines (line, place)
      ))
    where outcome in ('waiting', 'doubtful', 'refused') and ${speaks(sql`content::text`)}`.execute(
    tx,
  )
}
