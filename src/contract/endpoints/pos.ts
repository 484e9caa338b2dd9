import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { cardNumber } from '../language/card-number.ts'
import {
  receiptCodeDays,
  receiptCodesShownHours,
  receiptCodesShownMax,
} from '../language/counter-limits.ts'
import { customerId, posBookingId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label, minorUnits, text } from '../language/text.ts'

/** Letters from which on a name is looked for; fewer would name half the city. */
export const nameLettersMin = 3
export const hitsMax = 3

const storeCode = label(64).describe('Code of the store')
const language = screenLanguage.optional().describe("Else the business's")

const stamps = z.object({
  name: z.string(),
  places: z.int(),
  filled: z.int().describe('Of the card in hand'),
  fullCards: z.int(),
  reward: z.string().describe('What a full card brings'),
})

const redeemable = z.object({
  reward: z.string().describe('Key of the reward'),
  name: z.string(),
  price: z.int(),
  currency: z.string().describe('As people call it: Stempel'),
  sku: z.string().nullable().describe('The article to book as a discount at the till'),
})

const dueGift = z.object({
  ladder: z.string(),
  name: z.string(),
  round: z.int(),
  count: z.int(),
  articles: z.array(z.object({ key: z.string(), name: z.string(), sku: z.string().nullable() })),
})

/** What is said at the counter, and no more: no value, no risk, no address, no year of birth. */
export const guestView = z.object({
  customerId,
  name: z.string().nullable(),
  birthday: z.enum(['today', 'tomorrow']).nullable(),
  tier: z.string().nullable(),
  privileges: z.array(z.string()),
  usual: z.string().nullable().describe('What they nearly always have'),
  points: z.array(z.object({ currency: z.string(), name: z.string(), balance: z.int() })),
  cards: z.array(stamps),
  redeemable: z.array(redeemable),
  gifts: z.array(dueGift),
  ending: z
    .object({ collectUntil: z.string(), redeemUntil: z.string() })
    .optional()
    .describe('The whole program comes to its end, or has come; left out: it goes on'),
  paper: z
    .object({ name: z.string(), left: z.int() })
    .optional()
    .describe('So many stamps of a paper card can be taken over; left out: none'),
})
export type GuestView = z.output<typeof guestView>

const hit = z.object({ customerId, shown: z.string().describe('First name and initial') })
export type GuestHit = z.output<typeof hit>

export const findGuest = endpoint({
  method: 'POST',
  path: '/api/v1/pos/guests/find',
  tag: 'pos',
  summary: 'Whom a card, a number or a name at the counter means',
  description:
    'A card number, another number of theirs or a telephone number names one guest. A name of at least ' +
    'three letters gives up to three hits, each with first name and initial only.',
  permission: 'pos:serve',
  till: true,
  body: z
    .strictObject({ text: text(200, 1), language })
    .meta({ examples: [{ text: '4821 0937 55' }] }),
  reply: z.object({
    guest: guestView.nullable(),
    hits: z.array(hit).max(hitsMax),
    redemptionCode: z
      .object({ code: z.string(), name: z.string() })
      .nullable()
      .describe('An open code to redeem was shown: the guest is its own, and it can be taken'),
  }),
  errors: [
    'card_blocked',
    'card_replaced',
    'card_ended',
    'card_number_mistyped',
    'card_not_issued',
  ],
})

export const readGuest = endpoint({
  method: 'GET',
  path: '/api/v1/pos/guests/:customerId',
  tag: 'pos',
  summary: 'What is said to a guest at the counter',
  permission: 'pos:serve',
  till: true,
  params: z.object({ customerId }),
  query: z.object({ language }),
  reply: guestView,
  errors: ['customer_not_found', 'till_locked'],
})

export const enrollGuest = endpoint({
  method: 'POST',
  path: '/api/v1/pos/guests',
  tag: 'pos',
  summary: 'Give a new card to a guest, with or without a name',
  description:
    'A card without a person is a full member: no name, no address. Consent is never given here, but by the guest alone.',
  permission: 'pos:serve',
  till: true,
  body: z
    .strictObject({
      cardNumber: cardNumber.optional().describe('Left out: a number is made'),
      name: label(200).optional(),
      store: storeCode.optional().describe('Code of the store in which it happens'),
      language,
    })
    .meta({ examples: [{ cardNumber: '4821093755', name: 'Elif Yıldız' }] }),
  reply: guestView.extend({ cardNumber: z.string() }),
  status: 201,
  errors: [
    'identity_taken',
    'identity_erased',
    'card_number_mistyped',
    'card_not_issued',
    'card_blocked',
    'card_replaced',
    'card_ended',
    'store_unknown',
    'store_not_allowed',
    'till_locked',
  ],
})

export const posBooking = z.object({
  id: posBookingId,
  customerId,
  shown: z.string().nullable().describe('First name and initial'),
  amount: money.nullable().describe('null: a visit'),
  gained: z.array(z.object({ name: z.string(), points: z.int() })),
  bookedAt: moment,
  undoneAt: moment.nullable(),
})
export type PosBooking = z.output<typeof posBooking>

/** Why a booking brought nothing, or not of everything. */
export const unearned = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('visit_counted'),
    nextAt: moment.describe('From then on it is another visit'),
  }),
  z.object({ kind: z.literal('cap_reached'), per: z.enum(['day', 'month', 'customer']) }),
  z.object({ kind: z.literal('amount_needed') }),
  z.object({ kind: z.literal('too_little'), amountMin: money }),
  z.object({ kind: z.literal('pending'), availableAt: moment }),
  z.object({ kind: z.literal('owed') }).describe('It pays back what was missing'),
  z.object({ kind: z.literal('excluded') }).describe('There are rules, and none is for this'),
  z.object({ kind: z.literal('no_rule') }),
])
export type Unearned = z.output<typeof unearned>

export const bookVisit = endpoint({
  method: 'POST',
  path: '/api/v1/pos/bookings',
  tag: 'pos',
  summary: 'Book a visit, or a purchase of an amount',
  description:
    'The reply already holds what it brought. The same `externalId` of the same store books once.',
  permission: 'pos:serve',
  till: true,
  body: z
    .strictObject({
      externalId: label(100).describe('Made by the device, so that a repeat is known as one'),
      customerId,
      store: storeCode,
      amount: minorUnits.min(0).optional().describe('Minor units; left out: a visit'),
      language,
    })
    .meta({
      examples: [
        {
          externalId: '01JD8W2M7Q',
          customerId: 'cus_01JD8W2M7QZV3Y8K5T0N4R6A1B',
          store: 'altstadt',
          amount: 480,
        },
      ],
    }),
  reply: z.object({
    booking: posBooking,
    unearned: unearned.nullable().describe('null: it brought what there is'),
    guest: guestView,
  }),
  status: 201,
  errors: [
    'customer_not_found',
    'store_unknown',
    'store_not_allowed',
    'reference_in_use',
    'own_card',
    'till_locked',
  ],
})

export const undoBooking = endpoint({
  method: 'POST',
  path: '/api/v1/pos/bookings/:bookingId/undo',
  tag: 'pos',
  summary: 'Take a booking back',
  description:
    'At the till what one booked oneself, for 10 minutes; a store manager at any time. Once, however often it is asked for.',
  permission: 'pos:serve',
  till: true,
  params: z.object({ bookingId: posBookingId }),
  body: z.strictObject({ language }).default({}),
  reply: z.object({
    booking: posBooking,
    guest: guestView.nullable().describe('null: a purchase of nobody yet'),
  }),
  errors: ['pos_booking_not_found', 'pos_undo_too_late', 'store_not_allowed', 'till_locked'],
})

export const readCounter = endpoint({
  method: 'GET',
  path: '/api/v1/pos/counter',
  tag: 'pos',
  summary: 'What the counter has to ask',
  permission: 'pos:serve',
  till: true,
  reply: z.object({
    asksAmount: z.boolean().describe('False: the rules in force count visits, whatever was paid'),
  }),
  errors: ['till_locked'],
})

export const receiptCode = z.object({
  code: z.string().describe('As it is shown: `K7QM-3XWP`'),
  bookingId: posBookingId,
  amount: money.nullable().describe('null: a visit'),
  expiresAt: moment,
})
export type ReceiptCode = z.output<typeof receiptCode>

export const listReceiptCodes = endpoint({
  method: 'GET',
  path: '/api/v1/pos/receipt-codes',
  tag: 'pos',
  summary: 'Codes one has given here that nobody has claimed yet, the latest first',
  description: `Of the last ${receiptCodesShownHours} hours, at most ${receiptCodesShownMax}: a till that was locked meanwhile shows them again.`,
  permission: 'pos:serve',
  till: true,
  query: z.object({ store: storeCode }),
  reply: z.object({ items: z.array(receiptCode.extend({ bookedAt: moment })) }),
  errors: ['store_unknown', 'store_not_allowed', 'till_locked'],
})

export const makeReceiptCode = endpoint({
  method: 'POST',
  path: '/api/v1/pos/receipt-codes',
  tag: 'pos',
  summary:
    'Book a purchase or a visit without a card, with a code by which its guest claims it later',
  description: `Once, within ${receiptCodeDays} days, in the portal. The same \`externalId\` of the same store gives the same code.`,
  permission: 'pos:serve',
  till: true,
  body: z
    .strictObject({
      externalId: label(100).describe('Made by the device, so that a repeat is known as one'),
      store: storeCode,
      amount: minorUnits.min(0).optional().describe('Minor units; left out: a visit'),
    })
    .meta({ examples: [{ externalId: '01JD8W2M7R', store: 'altstadt', amount: 480 }] }),
  reply: receiptCode,
  status: 201,
  errors: ['store_unknown', 'store_not_allowed', 'reference_in_use', 'till_locked'],
})
