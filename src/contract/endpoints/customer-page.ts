import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { customerId, eventId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { customer } from './customers.ts'

const params = z.object({ customerId })

const place = z.object({ code: z.string(), name: z.string() })

export const partsOfDay = ['early', 'morning', 'noon', 'afternoon', 'evening', 'night'] as const
export type PartOfDay = (typeof partsOfDay)[number]

/** What is usual for one customer, from their own latest visits; null where nothing is. */
const rhythm = z.object({
  /** Days from one visit day to the next: the middle one, and between which half of them lie. */
  gapDays: z.object({ median: z.number(), from: z.number(), to: z.number() }).nullable(),
  /** At most two, 1 is Monday, where most visits fall on them. */
  weekdays: z.array(z.int()),
  partOfDay: z.enum(partsOfDay).nullable(),
  store: place.nullable(),
  article: z.string().nullable(),
})
export type Rhythm = z.output<typeof rhythm>

export const customerPage = z.object({
  customer,
  reachable: z.object({ email: z.boolean(), phone: z.boolean() }),
  /** The day all of this is as of: the last one the sources know. */
  asOf: z.string(),
  regular: z.boolean(),
  firstPurchaseAt: moment.nullable(),
  lastPurchaseAt: moment.nullable(),
  lastVisitOn: z.string().nullable(),
  /** Whole days from the last visit to `asOf`. */
  daysSinceLastVisit: z.int().nullable(),
  purchases: z.int(),
  purchaseDays: z.int(),
  visits: z.int(),
  revenue: money,
  sales: money,
  returned: money,
  margin: money,
  averageReceipt: money.nullable(),
  rhythm,
  /** The last 26 weeks up to and with `asOf`; `end` is exclusive. */
  strip: z.object({
    start: z.string(),
    end: z.string(),
    days: z.array(z.object({ date: z.string(), purchase: z.boolean() })),
  }),
  notes: z.array(z.object({ eventId, occurredAt: moment, text: z.string() })),
})
export type CustomerPage = z.output<typeof customerPage>

export const readCustomerPage = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/page',
  tag: 'customers',
  summary: 'What the page of a customer says',
  permission: 'customers:read',
  params,
  reply: customerPage,
  errors: ['customer_not_found'],
})

const line = z.object({
  name: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: z.number().nullable(),
  amount: money,
})

export const timelineItem = z.object({
  eventId,
  type: z.string(),
  occurredAt: moment,
  /** The day in the business's time zone, for folding receipts by day. */
  day: z.string(),
  store: place.nullable(),
  channel: z.string().nullable(),
  amount: money.nullable(),
  receiptNumber: z.string().nullable(),
  lines: z.array(line),
  text: z.string().nullable(),
  /** The rest of what the event says: rating, medium, direction, article, properties. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type TimelineItem = z.output<typeof timelineItem>

export const timelineViews = ['all', 'visits', 'messages'] as const
export type TimelineView = (typeof timelineViews)[number]

export const readTimeline = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/timeline',
  tag: 'customers',
  summary: 'What happened with a customer, the latest first',
  permission: 'customers:read',
  params,
  query: z.object({ ...pageQuery, show: z.enum(timelineViews).default('all') }),
  reply: page(timelineItem),
  errors: ['customer_not_found', 'invalid_cursor'],
})
