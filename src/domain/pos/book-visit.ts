import type { Input } from '#contract/endpoint.ts'
import type { bookVisit as endpoint, PosBooking } from '#contract/endpoints/pos.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { customerOf } from '#domain/loyalty/customer-named.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { factOf } from './booked-fact.ts'
import { type Booking, claimBooking, findBooking, tellBooking } from './booking-rows.ts'
import { counterOf } from './counter-of.ts'
import type { Rim } from './greet-guest.ts'
import { refuseOwnCard } from './own-card.ts'
import { recordFact } from './record-fact.ts'

export type BookingRim = Rim & { within: readonly Within[] }
type Booked = Omit<Input<typeof endpoint>['body'], 'language'>

/** Books a visit or a purchase once, however often the device sends it. */
export async function bookVisit(
  { context, within }: BookingRim,
  caller: Caller,
  { externalId, customerId, store: code, amount }: Booked,
): Promise<PosBooking> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    const store = await counterOf(tx, code, caller)
    const { memberId, customerId: root } = await customerOf(tx, customerId)
    await refuseOwnCard(tx, caller, root)
    const booking: Booking = {
      ...{ id: newId(), customerId: memberId, source: `pos-${code}`, externalId, version: 0 },
      ...{ storeNumber: store.number, amount: amount ?? null, bookedAt: now, undoneAt: null },
      bookedBy: callerKey(caller) ?? '',
    }
    if (!(await claimBooking(tx, booking))) return await repeated(tx, booking)
    await recordFact(tx, factOf(booking, code), { now, within })
    return await tellBooking(tx, booking)
  })
}

async function repeated(tx: Tx, asked: Booking): Promise<PosBooking> {
  const known = await findBooking(tx, asked)
  if (known.customerId === asked.customerId && known.amount === asked.amount) {
    return await tellBooking(tx, known)
  }
  throw referenceInUse()
}

export const referenceInUse = () =>
  conflict('reference_in_use', 'This externalId was used for another booking.')
