import { sql } from 'kysely'
import type { CorrectionReason } from '#contract/endpoints/pos-bookings.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { customerOf } from '#domain/loyalty/customer-named.ts'
import { conflict } from '#kernel/errors.ts'
import type { BookingRim } from './book-visit.ts'
import { factOf } from './booked-fact.ts'
import { type Booking, lockBooking, noteMoved } from './booking-rows.ts'
import { refuseOwnCard } from './own-card.ts'
import { recordFact } from './record-fact.ts'

type Moving = { bookingId: string; customerId: string; reason: CorrectionReason }

/**
 * Moves a wrong booking to the guest it belongs to: a newer version of its event, at its own time,
 * names them. Both guests are replayed, by the rules of that time.
 */
export async function moveBooking(
  { context, within }: BookingRim,
  caller: Caller,
  { bookingId, customerId, reason }: Moving,
): Promise<void> {
  const now = context.clock.now()
  await transaction(context.database, async (tx) => {
    const booking = await lockBooking(tx, bookingId)
    refuseOtherStore(booking.storeNumber, caller.stores)
    if (booking.undoneAt !== null) throw undone()
    const { memberId: to, ids } = await customerOf(tx, customerId)
    if (ids.includes(booking.customerId)) return
    await refuseOwnCard(tx, caller, ids[0]!)
    const next = { ...booking, customerId: to, version: booking.version + 1 }
    await recordFact(tx, factOf(next, await storeCode(tx, booking)), { now, within })
    await noteMoved(tx, { id: bookingId, to, at: now, by: callerKey(caller) ?? '', reason })
  })
}

const undone = () =>
  conflict('pos_booking_undone', 'This booking was taken back; there is nothing to move.')

async function storeCode(tx: Tx, { storeNumber }: Booking): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select code from stores where number = ${storeNumber}`.execute(tx)
  return rows[0]!.code
}
