import type { EventInput } from '#contract/language/event.ts'
import { publicId } from '#kernel/ids.ts'
import { signedReceiptId, tillSource } from '../signed-receipt.ts'
import type { WaitingReceipt } from './waiting-receipts.ts'

/** A purchase as it stands in the log, to which a receipt is joined. */
export type Joined = {
  source: string
  externalId: string
  version: number
  occurredAt: Date
  channelCode: string | null
  storeCode: string | null
  amount: number
  receiptNumber: string | null
  hasLines: boolean
  /** Null: a guest's. */
  customerId: string | null
}

/** The same as a scan of it would give, so that both can come in any order. */
function identityOf({ tillId, unit, transactionNumber, closing, bon }: WaitingReceipt) {
  const externalId =
    unit && transactionNumber !== null
      ? signedReceiptId(tillId, unit, transactionNumber)
      : `${publicId('til', tillId)}:z${closing}:${bon}`
  return { source: tillSource, externalId, version: 0 }
}

const receiptNumberOf = ({ number }: WaitingReceipt) => (number ? { receiptNumber: number } : {})

const linesOf = ({ content: { lines } }: WaitingReceipt) => (lines.length > 0 ? { lines } : {})

/** As it is sent, ids in their public form. A purchase of its own; nobody's where the till knew nobody that we know. */
export const bookedEvent = (
  receipt: WaitingReceipt,
  customerId: string | undefined,
): EventInput => ({
  type: 'purchase',
  ...identityOf(receipt),
  occurredAt: receipt.endedAt.toISOString(),
  ...(customerId && { customer: { id: publicId('cus', customerId) } }),
  store: receipt.storeCode,
  ...receiptNumberOf(receipt),
  amount: receipt.counted,
  currency: receipt.content.currency,
  ...linesOf(receipt),
})

/**
 * The purchase with what the till knows beyond it: its lines, and what of its total counts. Null
 * where it has lines already.
 */
export function joinedEvent(receipt: WaitingReceipt, to: Joined): EventInput | null {
  const isKnown = to.amount === receipt.counted && receipt.content.lines.length === 0
  if (to.hasLines || isKnown) return null
  return {
    type: 'purchase',
    source: to.source,
    externalId: to.externalId,
    version: to.version + 1,
    occurredAt: to.occurredAt.toISOString(),
    ...(to.customerId && { customer: { id: publicId('cus', to.customerId) } }),
    store: to.storeCode ?? receipt.storeCode,
    ...(to.channelCode && { channel: to.channelCode }),
    receiptNumber: to.receiptNumber ?? receipt.number,
    amount: receipt.counted,
    currency: receipt.content.currency,
    ...linesOf(receipt),
  }
}

/** Money given back, of the purchase it takes back where that is known. */
export const returnEvent = (
  receipt: WaitingReceipt,
  purchase: { source: string; externalId: string } | null,
): EventInput => ({
  type: 'return',
  ...identityOf(receipt),
  occurredAt: receipt.endedAt.toISOString(),
  store: receipt.storeCode,
  ...receiptNumberOf(receipt),
  amount: -receipt.counted,
  currency: receipt.content.currency,
  ...(purchase && { purchase: { source: purchase.source, externalId: purchase.externalId } }),
})
