import { type PosBooking, undoMinutes } from '#contract/endpoints/pos.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import { transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/loyalty/vouchers/store-of.ts'
import { Refusal } from '#kernel/errors.ts'
import { type BookingRim, reference } from './book-visit.ts'
import { type Booking, lockBooking, noteUndone, tellBooking } from './booking-rows.ts'
import { recordFact } from './record-fact.ts'

/**
 * Takes a booking back. A newer version of its event says that nothing happened, so that all that
 * followed from it is replayed without it.
 */
export async function undoBooking(
  { context, within }: BookingRim,
  caller: Caller,
  bookingId: string,
): Promise<PosBooking> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    const booking = await lockBooking(tx, bookingId)
    refuseOtherStore(booking.storeNumber, caller.stores)
    if (booking.undoneAt !== null) return await tellBooking(tx, booking)
    refuseLate(caller, booking, now)
    const nothing = { type: 'note' as const, ...reference(booking), version: 1, text: takenBack }
    await recordFact(tx, nothing, { now, within })
    await noteUndone(tx, bookingId, now, callerKey(caller) ?? '')
    return await tellBooking(tx, { ...booking, undoneAt: now })
  })
}

const takenBack = 'Gebucht und zurückgenommen'

function refuseLate(caller: Caller, { bookedBy, bookedAt }: Booking, now: Date): void {
  if (caller.kind !== 'staff' || caller.role !== 'cashier') return
  const isRecent = now.getTime() - bookedAt.getTime() <= undoMinutes * 60_000
  if (bookedBy === callerKey(caller) && isRecent) return
  throw new Refusal(
    'forbidden',
    'pos_undo_too_late',
    'At the till you can undo what you booked yourself for 10 minutes. Ask the store manager.',
  )
}
