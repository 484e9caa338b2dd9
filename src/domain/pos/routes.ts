import * as pos from '#contract/endpoints/pos.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { bookVisit } from './book-visit.ts'
import { enrollGuest } from './enroll-guest.ts'
import { findGuest } from './find-guest.ts'
import { greetGuest } from './greet-guest.ts'
import { undoBooking } from './undo-booking.ts'

export function routes(context: Context, within: readonly Within[]): Route[] {
  const rim = { context, within, planFor: keptPlan() }
  return [
    on(pos.findGuest, async ({ body: { text, language }, caller }) => {
      const found = await readOnly(context.database, (tx) =>
        findGuest(tx, text.trim(), caller.stores),
      )
      if (found.kind === 'hits') return { guest: null, hits: found.hits }
      return { guest: await greetGuest(rim, found.customerId, language), hits: [] }
    }),
    on(pos.readGuest, ({ params, query }) => greetGuest(rim, params.customerId, query.language)),
    on(pos.enrollGuest, async ({ body: { language, ...asked }, caller }) => {
      const { customerId, cardNumber } = await enrollGuest(context, asked, caller)
      return { ...(await greetGuest(rim, customerId, language)), cardNumber }
    }),
    on(pos.bookVisit, async ({ body: { language, ...booked }, caller }) => {
      const booking = await bookVisit(rim, caller, booked)
      return { booking, guest: await greetGuest(rim, booking.customerId, language) }
    }),
    on(pos.undoBooking, async ({ params, body, caller }) => {
      const booking = await undoBooking(rim, caller, params.bookingId)
      return { booking, guest: await greetGuest(rim, booking.customerId, body.language) }
    }),
  ]
}
