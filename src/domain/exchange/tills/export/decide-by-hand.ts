import { sql } from 'kysely'
import type { TillReceiptView } from '#contract/endpoints/tills.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { findBookings } from '../bookings.ts'
import { lockTills } from '../till.ts'
import { decideReceipts, joining, soughtFor } from './decide-receipts.ts'
import { readTillReceipt } from './list-receipts.ts'
import { bookedEvent } from './receipt-events.ts'
import { findJoined } from './receipt-links.ts'
import { type Deciding, type Decision, recordAll, save } from './record-decisions.ts'
import { lockWaiting, type WaitingReceipt } from './waiting-receipts.ts'

/**
 * Says which purchase a doubtful receipt is; null: one of its own. A refused one is tried again.
 * @throws Refusal where it was decided, or the purchase is none that it may be
 */
export async function decideByHand(
  deciding: Deciding,
  receiptId: string,
  eventId: string | null,
): Promise<TillReceiptView> {
  const { database } = deciding
  const was = await transaction(database, (tx) => decide(tx, deciding, receiptId, eventId))
  if (was === 'refused') await decideReceipts(deciding)
  return await readTillReceipt(deciding, receiptId)
}

async function decide(tx: Tx, deciding: Deciding, receiptId: string, eventId: string | null) {
  const was = await reopen(tx, receiptId)
  if (was === 'refused') return was
  const [receipt] = await lockWaiting(tx, [receiptId])
  if (!receipt) throw decidedBefore()
  await lockTills(tx, [receipt.tillId])
  const decision = await decisionOf(tx, receipt, eventId)
  await save(tx, await recordAll(tx, deciding, [decision]), deciding.clock.now())
  return was
}

/** It waits until the end of the transaction, and so is decided like any other. */
async function reopen(tx: Tx, receiptId: string): Promise<'doubtful' | 'refused'> {
  const { rows } = await sql<{ outcome: string }>`
    select outcome from till_receipts where receipt_id = ${receiptId} for no key update`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('till_receipt')
  if (found.outcome !== 'doubtful' && found.outcome !== 'refused') throw decidedBefore()
  await sql`
    update till_receipts set outcome = 'waiting', reason = null
    where receipt_id = ${receiptId}`.execute(tx)
  return found.outcome
}

async function decisionOf(
  tx: Tx,
  receipt: WaitingReceipt,
  eventId: string | null,
): Promise<Decision> {
  if (eventId === null) {
    const event = bookedEvent(receipt, undefined)
    return { receipt, outcome: 'booked', event, key: event }
  }
  const bookings = await findBookings(tx, [soughtFor(receipt)])
  const chosen = bookings.find((booking) => booking.eventId === eventId)
  if (!chosen) throw other()
  const [joined] = (await findJoined(tx, [chosen])).values()
  return joining(receipt, joined)
}

const decidedBefore = () => conflict('till_receipt_decided', 'This receipt is decided.')
const other = () =>
  conflict('till_receipt_mismatch', 'This is none of the purchases that the receipt may be.')
