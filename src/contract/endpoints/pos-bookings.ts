import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { cashierId, customerId, posBookingId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { calendarDate, label } from '../language/text.ts'

/** Why a booking was put right: a key, so that nobody's name is written down with it. */
export const correctionReasons = ['wrong_card', 'wrong_amount', 'twice', 'tried', 'other'] as const
export type CorrectionReason = (typeof correctionReasons)[number]
const reason = z.enum(correctionReasons)

const customer = z.object({ id: customerId, name: z.string().nullable() })

export const counterBooking = z.object({
  id: posBookingId,
  store: z.object({ code: z.string(), name: z.string() }),
  customer: customer.nullable().describe('null: of nobody yet'),
  amount: money.nullable().describe('null: a visit'),
  bookedAt: moment,
  bookedBy: z.object({ cashierId: cashierId.nullable(), name: z.string().nullable() }),
  undoneAt: moment.nullable(),
  moved: z.object({ at: moment, from: customer.nullable() }).nullable(),
  reason: reason.nullable(),
})
export type CounterBooking = z.output<typeof counterBooking>

const days = {
  store: label(64).optional().describe('Code of the store; else all that are yours'),
  from: calendarDate.optional(),
  until: calendarDate.optional().describe('The last day'),
}

export const listCounterBookings = endpoint({
  method: 'GET',
  path: '/api/v1/pos/bookings',
  tag: 'pos',
  summary: 'List what was booked beside the tills, newest first',
  permission: 'pos:correct',
  query: z.object({
    ...days,
    bookedBy: cashierId.optional(),
    ...pageQuery,
  }),
  reply: page(counterBooking),
  errors: ['store_unknown', 'store_not_allowed', 'cursor_malformed'],
})

const correcting = {
  tag: 'pos',
  permission: 'pos:correct',
  params: z.object({ bookingId: posBookingId }),
  reply: counterBooking,
} as const

export const cancelCounterBooking = endpoint({
  ...correcting,
  method: 'POST',
  path: '/api/v1/pos/bookings/:bookingId/cancel',
  summary: 'Take a wrong booking back, whenever it was',
  description: 'All that followed from it is undone. Once, however often it is asked for.',
  body: z.strictObject({ reason }).meta({ examples: [{ reason: 'twice' }] }),
  errors: ['pos_booking_not_found', 'store_not_allowed'],
})

export const moveCounterBooking = endpoint({
  ...correcting,
  method: 'POST',
  path: '/api/v1/pos/bookings/:bookingId/move',
  summary: 'Move a wrong booking to the guest it belongs to',
  description: 'Its time stays, and so do the rules it is counted by.',
  body: z
    .strictObject({ customerId, reason })
    .meta({ examples: [{ customerId: 'cus_01JD8W2M7QZV3Y8K5T0N4R6A1B', reason: 'wrong_card' }] }),
  errors: [
    'pos_booking_not_found',
    'pos_booking_undone',
    'store_not_allowed',
    'customer_not_found',
    'own_card',
  ],
})

/** One card so often on a day at one counter is worth a look. */
export const oftenOnADay = 4
export const twiceWithinMinutes = 10

/** Where opening hours are known, a reward redeemed so soon before the last closing of a day is one of the kind. */
export const atClosingMinutes = 30

export const conspicuousKinds = [
  'often_on_a_day',
  'twice_soon',
  'at_closing',
  'after_last_booking',
] as const

const conspicuous = z.object({
  kind: z.enum(conspicuousKinds),
  store: z.object({ code: z.string(), name: z.string() }),
  customer,
  at: moment.describe('Of the last of them'),
  count: z.int(),
  minutes: z.int().nullable().describe('From the first to the last of them'),
  bookedBy: z.array(z.string()).nullable().describe('null: the business has not switched names on'),
})
export type Conspicuous = z.output<typeof conspicuous>

export const listConspicuous = endpoint({
  method: 'GET',
  path: '/api/v1/pos/conspicuous-bookings',
  tag: 'pos',
  summary: 'List bookings that are worth a look',
  description: `One card ${oftenOnADay} times or more on a day at one counter, twice within ${twiceWithinMinutes} minutes, or a reward for a card that booked nothing that day, redeemed from ${atClosingMinutes} minutes before the store closes until it opens; where nobody has said the opening hours, when the store had booked its last guest. Of at most 31 days; up to 200, newest first.`,
  permission: 'pos:correct',
  query: z.object(days),
  reply: z.object({ items: z.array(conspicuous), namesStaff: z.boolean() }),
  errors: ['store_unknown', 'store_not_allowed', 'period_too_long'],
})

const counterSettings = z.object({
  namesStaff: z
    .boolean()
    .describe('Conspicuous bookings name who booked them; ask the works council first'),
})

export const readCounterSettings = endpoint({
  method: 'GET',
  path: '/api/v1/pos/settings',
  tag: 'pos',
  summary: 'Read how the counters are set',
  permission: 'pos:correct',
  reply: counterSettings,
})

export const setCounterSettings = endpoint({
  method: 'PUT',
  path: '/api/v1/pos/settings',
  tag: 'pos',
  summary: 'Set whether conspicuous bookings name who booked them',
  permission: 'business:write',
  body: z.strictObject({ namesStaff: z.boolean() }).meta({ examples: [{ namesStaff: false }] }),
  reply: counterSettings,
})
