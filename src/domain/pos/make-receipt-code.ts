import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { makeReceiptCode as endpoint, ReceiptCode } from '#contract/endpoints/pos.ts'
import { receiptCodeDays } from '#contract/language/counter-limits.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { guestId } from '#domain/events/guest.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { unambiguous } from '#kernel/unambiguous.ts'
import { type BookingRim, referenceInUse } from './book-visit.ts'
import { factOf } from './booked-fact.ts'
import { type Booking, claimBooking, findBooking } from './booking-rows.ts'
import { counterOf } from './counter-of.ts'
import { recordFact } from './record-fact.ts'

/** 8 of 30 letters are 39 bits: guessing is slowed down where codes are claimed. */
const lettersCount = 8

/** Books a purchase or a visit of nobody yet, and makes the code by which its guest claims it. */
export async function makeReceiptCode(
  { context, within }: BookingRim,
  caller: Caller,
  { externalId, store: code, amount }: Input<typeof endpoint>['body'],
): Promise<ReceiptCode> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    const store = await counterOf(tx, code, caller)
    const reference = { source: `pos-${code}`, externalId }
    const booking: Booking = {
      ...{ id: newId(), ...reference, customerId: guestId(reference), version: 0 },
      ...{ storeNumber: store.number, amount: amount ?? null, bookedAt: now, undoneAt: null },
      bookedBy: callerKey(caller) ?? '',
    }
    if (!(await claimBooking(tx, booking))) return await repeated(tx, booking)
    await recordFact(tx, factOf(booking, code), { now, within })
    await writeCode(tx, booking)
    return await readCode(tx, booking.id)
  })
}

async function writeCode(tx: Tx, { id, customerId, bookedAt }: Booking): Promise<void> {
  const expiresAt = new Date(bookedAt.getTime() + receiptCodeDays * dayMillis)
  await sql`
    insert into receipt_codes (code, booking_id, guest_id, occurred_at, expires_at)
    values (${unambiguous(lettersCount)}, ${id}, ${customerId}, ${bookedAt}, ${expiresAt})`.execute(
    tx,
  )
}

async function repeated(tx: Tx, asked: Booking): Promise<ReceiptCode> {
  const known = await findBooking(tx, asked)
  if (known.customerId !== asked.customerId || known.amount !== asked.amount) {
    throw referenceInUse()
  }
  return await readCode(tx, known.id)
}

async function readCode(tx: Tx, bookingId: string): Promise<ReceiptCode> {
  const { rows } = await sql<{ code: string; amount: number | null; expiresAt: Date }>`
    select code, amount, expires_at as "expiresAt"
    from receipt_codes join pos_bookings using (booking_id)
    where booking_id = ${bookingId}`.execute(tx)
  const { code, amount, expiresAt } = rows[0]!
  const { currency } = await readBusinessTerms({ kysely: tx })
  return { code: shownCode(code), bookingId, amount: paidOf(amount, currency), expiresAt }
}

export const paidOf = (amount: number | null, currency: string) =>
  amount === null ? null : { amount, currency }

export const shownCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`
