import type { EventInput } from '#contract/language/event.ts'
import { guestId } from '#domain/events/guest.ts'
import type { Booking } from './booking-rows.ts'

/** What is told of a booking: that somebody was there, or bought for an amount. */
export function factOf(booking: Booking, store: string): EventInput {
  const happened = { ...referenceOf(booking), store, channel: 'store' }
  return booking.amount === null
    ? { type: 'visit', ...happened }
    : { type: 'purchase', ...happened, amount: booking.amount }
}

/**
 * What names a booking in the log. A purchase of nobody stays one: whoever claimed it has it, in
 * whatever version.
 */
export const referenceOf = (booking: Booking) => {
  const { source, externalId, customerId, bookedAt, version } = booking
  return {
    ...{ source, externalId, version, occurredAt: bookedAt.toISOString() },
    ...(isOfNobody(booking) ? {} : { customer: { id: customerId } }),
  }
}

/** Nobody was named when it was booked. */
export const isOfNobody = (booking: Pick<Booking, 'source' | 'externalId' | 'customerId'>) =>
  booking.customerId === guestId(booking)
