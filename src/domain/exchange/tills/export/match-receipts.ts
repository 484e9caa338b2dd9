import type { Booking } from '../bookings.ts'
import type { WaitingReceipt } from './waiting-receipts.ts'

/** `booking`: the purchase this receipt is; null where it is one of its own. */
export type Match = { receipt: WaitingReceipt; booking: Booking | null; isDoubtful: boolean }

/**
 * Which receipt is which purchase. Where one fits one, it is that. Where several of the same amount
 * lie close together nobody can tell from outside, and a person says.
 */
export function matchReceipts(
  receipts: readonly WaitingReceipt[],
  bookings: readonly Booking[],
): Match[] {
  const byReceipt = Map.groupBy(bookings, ({ receipt }) => receipt)
  const rivals = Map.groupBy(bookings, keyOf)
  return receipts.map((receipt) => {
    const fitting = byReceipt.get(receipt.receiptId) ?? []
    const [only, ...others] = fitting
    if (!only) return { receipt, booking: null, isDoubtful: false }
    const isClear = others.length === 0 && rivals.get(keyOf(only))!.length === 1
    return { receipt, booking: isClear ? only : null, isDoubtful: !isClear }
  })
}

const keyOf = ({ source, externalId }: Booking) => `${source}\u001f${externalId}`
