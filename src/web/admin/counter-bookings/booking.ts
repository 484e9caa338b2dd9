import type { WireReply } from '#contract/endpoint.ts'
import type { listCounterBookings } from '#contract/endpoints/pos-bookings.ts'

export type Booking = WireReply<typeof listCounterBookings>['items'][number]
