import type { PosBooking } from '#contract/endpoints/pos.ts'
import type { CorrectionReason } from '#contract/endpoints/pos-bookings.ts'
import { undoMinutes } from '#contract/language/counter-limits.ts'
import { type Caller, callerKey, isCashier } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import type { IntoOptions } from '#domain/events/record-events.ts'
import { Refusal } from '#kernel/errors.ts'
import { posEvents as german } from '#locales/de/pos-events.ts'
import { posEvents as english } from '#locales/en/pos-events.ts'
import type { BookingRim } from './book-visit.ts'
import { referenceOf } from './booked-fact.ts'
import { type Booking, lockBooking, noteUndone, tellBooking } from './booking-rows.ts'
import { recordFact } from './record-fact.ts'

/**
 * Takes a booking back. A newer version of its event says that nothing happened, so that all that
 * followed from it is replayed without it.
 * @param reason of whoever does it later, away from the till; null: at the till, soon after
 */
export async function undoBooking(
  { context, within }: BookingRim,
  caller: Caller,
  bookingId: string,
  reason: CorrectionReason | null = null,
): Promise<Undone> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    const booking = await lockBooking(tx, bookingId)
    refuseOtherStore(booking.storeNumber, caller.stores)
    if (booking.undoneAt !== null) return await told(tx, booking)
    if (reason === null) refuseLate(caller, booking, now)
    const next = await takeBack(
      tx,
      booking,
      { by: callerKey(caller) ?? '', reason },
      { now, within },
    )
    return await told(tx, next)
  })
}

type By = { by: string; reason: CorrectionReason | null }

/** The same of a booking that is locked and not undone yet, for who decides otherwise who may. */
export async function takeBack(
  tx: Tx,
  booking: Booking,
  { by, reason }: By,
  options: IntoOptions,
): Promise<Booking> {
  const { now } = options
  const next = { ...booking, version: booking.version + 1 }
  const nothing = { type: 'note' as const, ...referenceOf(next), text: await takenBack(tx) }
  await recordFact(tx, nothing, options)
  await noteUndone(tx, { id: booking.id, at: now, by, reason })
  return { ...next, undoneAt: now }
}

export type Undone = { booking: PosBooking; of: Booking }

const told = async (tx: Tx, of: Booking): Promise<Undone> => ({
  booking: await tellBooking(tx, of),
  of,
})

async function takenBack(tx: Tx): Promise<string> {
  const { language } = await readBusinessTerms({ kysely: tx })
  return (language === 'de' ? german : english).takenBack
}

function refuseLate(caller: Caller, { bookedBy, bookedAt }: Booking, now: Date): void {
  if (!isCashier(caller)) return
  const isRecent = now.getTime() - bookedAt.getTime() <= undoMinutes * 60_000
  if (bookedBy === callerKey(caller) && isRecent) return
  throw new Refusal(
    'forbidden',
    'pos_undo_too_late',
    'At the till you can undo what you booked yourself for 10 minutes. Ask the store manager.',
  )
}
