import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

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
