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

/** Who showed them is forgotten. That they were shown stays: they must not count again. */
export async function eraseShownReceipts(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    update receipt_scans set customer_id = null
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
