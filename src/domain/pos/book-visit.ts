import type { Input } from '#contract/endpoint.ts'
import type { bookVisit as endpoint, PosBooking, Unearned } from '#contract/endpoints/pos.ts'
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
import { whyUnearned } from './why-unearned.ts'

export type BookingRim = Rim & { within: readonly Within[] }
type Booked = Omit<Input<typeof endpoint>['body'], 'language'>

/** Books a visit or a purchase once, however often the device sends it. */
export async function bookVisit(
  { context, within, planFor }: BookingRim,
  caller: Caller,
  { externalId, customerId, store: code, amount }: Booked,
): Promise<BookedVisit> {
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
    const isNew = await claimBooking(tx, booking)
    if (isNew) await recordFact(tx, factOf(booking, code), { now, within })
    const kept = isNew ? booking : await sentBefore(tx, booking)
    const told = await tellBooking(tx, kept)
    const unearned = await whyUnearned(tx, { plan: await planFor(tx), root, now }, kept, told)
    return { booking: told, unearned }
  })
}

type BookedVisit = { booking: PosBooking; unearned: Unearned | null }

async function sentBefore(tx: Tx, asked: Booking): Promise<Booking> {
  const known = await findBooking(tx, asked)
  if (known.customerId === asked.customerId && known.amount === asked.amount) return known
  throw referenceInUse()
}

export const referenceInUse = () =>
  conflict('reference_in_use', 'This externalId was used for another booking.')
