import { sql } from 'kysely'
import type { Queryable, Tx } from '#database/transaction.ts'
import type { ReceiptContent } from './receipt-row.ts'

const receiptsPerBatch = 200

/** A receipt of an export as it is decided. */
export type WaitingReceipt = {
  receiptId: string
  tillId: string
  storeNumber: number
  storeCode: string
  closing: number
  bon: string
  number: string
  beganAt: Date
  endedAt: Date
  total: number
  counted: number
  /** SHA-256 of the key that signed it, where both are told. */
  unit: Buffer | null
  transactionNumber: number | null
  content: ReceiptContent
}

/** The earliest first: what takes another back comes after it. */
export async function waitingIds({ kysely }: Queryable): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select receipt_id as id from till_receipts where outcome = 'waiting'
    order by ended_at, receipt_id limit ${receiptsPerBatch}`.execute(kysely)
  return rows.map(({ id }) => id)
}

export async function lockWaiting(tx: Tx, ids: readonly string[]): Promise<WaitingReceipt[]> {
  const { rows } = await sql<WaitingReceipt>`
    select receipt_id as "receiptId", till_id as "tillId", store_number::integer as "storeNumber",
      stores.code as "storeCode", closing, bon, till_receipts.number, began_at as "beganAt",
      ended_at as "endedAt", total, counted, unit, transaction_number as "transactionNumber", content
    from till_receipts join tills using (till_id) join stores on stores.number = store_number
    where receipt_id = any(${ids}::uuid[]) and outcome = 'waiting' and content is not null
    order by ended_at, receipt_id
    for no key update of till_receipts skip locked`.execute(tx)
  return rows
}
