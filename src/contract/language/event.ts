import { z } from 'zod'
import { cardNumber } from './card-number.ts'
import { customerId } from './ids.ts'
import {
  currencyCode,
  email,
  instant,
  label,
  minorUnits,
  phone,
  programName,
  text,
} from './text.ts'

/** Who an event belongs to: the first of these that is known decides, in this order. */
export const customerReference = z.strictObject({
  id: customerId.optional(),
  externalId: label(128).optional(),
  cardNumber: cardNumber.optional(),
  email: email.optional(),
  phone: phone.optional(),
})
export type CustomerReference = z.output<typeof customerReference>

const taxRate = z.number().min(0).max(1)
const notNegative = minorUnits.min(0)
const code = label(64)

export const purchaseLine = z.strictObject({
  sku: label(64).optional(),
  name: label(200).optional(),
  category: code.optional(),
  quantity: z.number().min(-1e8).max(1e8).multipleOf(0.001).optional(),
  unitPrice: minorUnits.optional(),
  discount: notNegative.optional(),
  /** The line's total in minor units, after its discount. It is the truth; the rest is for display. */
  amount: minorUnits,
  /** What the line cost the business, net, in minor units. */
  cost: notNegative.optional(),
  taxRate: taxRate.optional(),
  taxIncluded: z.boolean().optional(),
})
export type PurchaseLine = z.output<typeof purchaseLine>

const identity = {
  /** Which system says so: `till-1`, `shop`. Together with `externalId` the event's identity. */
  source: code,
  externalId: label(200),
  /** The highest version wins, whatever arrives last. Shops send their updatedAt as a number. */
  version: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  occurredAt: instant,
  customer: customerReference.optional(),
  store: code.optional(),
  channel: code.optional(),
}

const money = {
  currency: currencyCode.optional(),
  /** Units of the business's currency for one unit of `currency`. */
  exchangeRate: z.number().positive().max(1e9).optional(),
  receiptNumber: label(100).optional(),
  lines: z.array(purchaseLine).max(200).optional(),
}

const purchase = z.strictObject({
  type: z.literal('purchase'),
  ...identity,
  ...money,
  /** Total in minor units. May be left out where lines are given, whose sum it then is. */
  amount: notNegative.optional(),
})

const returned = z.strictObject({
  type: z.literal('return'),
  ...identity,
  ...money,
  /** What was given back, as a positive number of minor units. */
  amount: notNegative.optional(),
  /** The purchase that is returned, in part or whole; it may still be to come. */
  purchase: z.strictObject({ source: code.optional(), externalId: label(200) }).optional(),
})

const visit = z.strictObject({ type: z.literal('visit'), ...identity })
const productViewed = z.strictObject({
  type: z.literal('product_viewed'),
  ...identity,
  sku: label(64),
  name: label(200).optional(),
  category: code.optional(),
})
const newsletterClicked = z.strictObject({
  type: z.literal('newsletter_clicked'),
  ...identity,
  newsletter: label(200),
  link: text(2000).optional(),
})
const download = z.strictObject({ type: z.literal('download'), ...identity, name: label(200) })
const review = z.strictObject({
  type: z.literal('review'),
  ...identity,
  rating: z.int().min(1).max(5),
  sku: label(64).optional(),
  text: text(10_000).optional(),
})
const socialInteraction = z.strictObject({
  type: z.literal('social_interaction'),
  ...identity,
  network: code,
  kind: code,
  text: text(10_000).optional(),
})
const contact = z.strictObject({
  type: z.literal('contact'),
  ...identity,
  medium: code,
  direction: z.enum(['in', 'out']),
  text: text(10_000).optional(),
})
/** They brought another customer, who bought and kept what they bought. */
const referral = z.strictObject({ type: z.literal('referral'), ...identity })
/** Said by the program itself, on the day it is kept. */
const birthday = z.strictObject({ type: z.literal('birthday'), ...identity })
const note = z.strictObject({ type: z.literal('note'), ...identity, text: text(10_000, 1) })
export const propertyName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,63}$/)

const custom = z.strictObject({
  type: z.literal('custom'),
  ...identity,
  /** The business's own event type, defined under settings with the schema of its properties. */
  name: programName,
  properties: z
    .record(propertyName, z.union([text(2000), z.number(), z.boolean(), z.null()]))
    .default({}),
})

/** What happened, as it is sent. Facts may come in any order, late and more than once. */
export const eventInput = z.discriminatedUnion('type', [
  purchase,
  returned,
  visit,
  productViewed,
  newsletterClicked,
  download,
  review,
  socialInteraction,
  contact,
  referral,
  birthday,
  note,
  custom,
])
export type EventInput = z.output<typeof eventInput>
export type PurchaseInput = z.output<typeof purchase>
export type ReturnInput = z.output<typeof returned>

export const eventTypes = eventInput.options.map((option) => option.shape.type.value)
export type EventType = (typeof eventTypes)[number]

export const eventBytesMax = 32 * 1024
export const eventsPerBatchMax = 1000
