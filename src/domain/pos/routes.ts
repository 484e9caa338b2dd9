import * as paper from '#contract/endpoints/paper-stamps.ts'
import * as pos from '#contract/endpoints/pos.ts'
import * as bookings from '#contract/endpoints/pos-bookings.ts'
import { compareWithTill } from '#contract/endpoints/till-comparison.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { type BookingRim, bookVisit } from './book-visit.ts'
import { isOfNobody } from './booked-fact.ts'
import { compareWithTill as compare } from './compare-with-till.ts'
import { listConspicuous } from './conspicuous-bookings.ts'
import { listCounterBookings, readCounterBooking } from './counter-bookings.ts'
import { readCounterSettings, setCounterSettings } from './counter-settings.ts'
import { routes as deviceRoutes } from './devices/routes.ts'
import { enrollGuest } from './enroll-guest.ts'
import { findGuest } from './find-guest.ts'
import { greetGuest, greetWithin } from './greet-guest.ts'
import { listReceiptCodes } from './list-receipt-codes.ts'
import { makeReceiptCode } from './make-receipt-code.ts'
import { moveBooking } from './move-booking.ts'
import { endRule, readRule, setRule } from './paper-stamp-rule.ts'
import { readCounter } from './read-counter.ts'
import { takePaperStamps } from './take-paper-stamps.ts'
import { undoBooking } from './undo-booking.ts'

export function routes(context: Context, within: readonly Within[]): Route[] {
  const rim = { context, within, planFor: keptPlan() }
  return [
    ...guestRoutes(rim),
    ...bookingRoutes(rim),
    ...correctionRoutes(rim),
    ...deviceRoutes(rim),
    ...paperRoutes(rim),
  ]
}

const guestRoutes = (rim: BookingRim): Route[] => [
  on(pos.findGuest, async ({ body: { text, language }, caller }) => {
    const now = rim.context.clock.now()
    return await readOnly(rim.context.database, async (tx) => {
      const found = await findGuest(tx, text.trim(), { stores: caller.stores, now })
      if (found.kind === 'hits') return { guest: null, hits: found.hits, redemptionCode: null }
      const guest = await greetWithin(tx, rim, found.customerId, language)
      return { guest, hits: [], redemptionCode: found.redemptionCode }
    })
  }),
  on(pos.readGuest, ({ params, query }) => greetGuest(rim, params.customerId, query.language)),
  on(pos.enrollGuest, async ({ body: { language, ...asked }, caller }) => {
    const { customerId, cardNumber } = await enrollGuest(rim.context, asked, caller)
    return { ...(await greetGuest(rim, customerId, language)), cardNumber }
  }),
]

const bookingRoutes = (rim: BookingRim): Route[] => [
  on(pos.bookVisit, async ({ body: { language, ...booked }, caller }) => {
    const { booking, unearned } = await bookVisit(rim, caller, booked)
    return { booking, unearned, guest: await greetGuest(rim, booking.customerId, language) }
  }),
  on(pos.undoBooking, async ({ params, body, caller }) => {
    const { booking, of } = await undoBooking(rim, caller, params.bookingId)
    const guest = isOfNobody(of) ? null : await greetGuest(rim, of.customerId, body.language)
    return { booking, guest }
  }),
  on(pos.readCounter, () => readCounter(rim)),
  on(pos.listReceiptCodes, ({ query, caller }) =>
    listReceiptCodes(rim.context, caller, query.store),
  ),
  on(pos.makeReceiptCode, ({ body, caller }) => makeReceiptCode(rim, caller, body)),
]

/** What whoever answers for a store looks at and puts right. */
function correctionRoutes(rim: BookingRim): Route[] {
  const { context } = rim
  return [
    on(bookings.listCounterBookings, ({ query, caller }) =>
      listCounterBookings(context, caller, query),
    ),
    on(bookings.cancelCounterBooking, async ({ params: { bookingId }, body, caller }) => {
      await undoBooking(rim, caller, bookingId, body.reason)
      return await readCounterBooking(context, bookingId)
    }),
    on(bookings.moveCounterBooking, async ({ params: { bookingId }, body, caller }) => {
      await moveBooking(rim, caller, { bookingId, ...body })
      return await readCounterBooking(context, bookingId)
    }),
    on(compareWithTill, ({ query, caller }) => compare(context, caller, query)),
    on(bookings.listConspicuous, ({ query, caller }) => listConspicuous(context, caller, query)),
    on(bookings.readCounterSettings, () => readOnly(context.database, readCounterSettings)),
    on(bookings.setCounterSettings, ({ body }) => setCounterSettings(context, body)),
  ]
}

/** What people had on paper before there were cards. */
function paperRoutes(rim: BookingRim): Route[] {
  const { context } = rim
  const ofAll = ofEveryStore('Paper cards concern every store; your access is limited to some.')
  return [
    on(paper.readPaperStampRule, () =>
      readOnly(context.database, async (tx) => ({ rule: await readRule(tx, context.clock.now()) })),
    ),
    ofAll(on(paper.setPaperStampRule, ({ body }) => setRule(context, body))),
    ofAll(on(paper.endPaperStampRule, () => endRule(context))),
    on(paper.takePaperStamps, async ({ params, body: { language, ...asked }, caller }) => {
      await takePaperStamps(rim, caller, { ...params, ...asked })
      return await greetGuest(rim, params.customerId, language)
    }),
  ]
}
