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
  gapDays: z
    .object({ median: z.number(), from: z.number(), to: z.number() })
    .nullable()
    .describe(
      'Days from one visit day to the next: the middle one, and between which half of them lie',
    ),
  weekdays: z.array(z.int()).describe('At most two, 1 is Monday, where most visits fall on them'),
  partOfDay: z.enum(partsOfDay).nullable(),
  store: place.nullable(),
  article: z.string().nullable(),
})
export type Rhythm = z.output<typeof rhythm>

export const customerPage = z.object({
  customer,
  reachable: z.object({ email: z.boolean(), phone: z.boolean() }),
  asOf: z.string().describe('The day all of this is as of: the last one the sources know'),
  regular: z.boolean(),
  firstPurchaseAt: moment.nullable(),
  lastPurchaseAt: moment.nullable(),
  firstDay: z.string().nullable().describe('The first day there, as the business counts it'),
  daysThere: z.int().describe('Distinct days there, as the business counts them'),
  lastVisitOn: z.string().nullable(),
  daysSinceLastVisit: z.int().nullable().describe('Whole days from the last visit to `asOf`'),
  purchases: z.int(),
  purchaseDays: z.int(),
  visits: z.int(),
  revenue: money,
  sales: money,
  returned: money,
  margin: money,
  averageReceipt: money.nullable(),
  rhythm,
  strip: z
    .object({
      start: z.string(),
      end: z.string().describe('exclusive'),
      days: z.array(z.object({ date: z.string(), purchase: z.boolean() })),
    })
    .describe('The last 26 weeks up to and with `asOf`'),
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

/** What we did, beside what happened: it stands in the timeline, but not in the log. */
export const actTypes = [
  'points',
  'reward_redeemed',
  'reward_returned',
  'voucher_redeemed',
  'voucher_returned',
  'gift_handed_over',
  'gift_returned',
  'extra_given',
  'extra_undone',
  'tier_changed',
] as const
export type ActType = (typeof actTypes)[number]

export const timelineItem = z.object({
  id: z.string().describe('Of this line, the same whenever it is asked for'),
  eventId: eventId.nullable().describe('null: no event, but something we did'),
  type: z
    .string()
    .describe(`The type of the event, or one of ${actTypes.join(', ')}, each for who may read it`),
  occurredAt: moment,
  day: z.string().describe("The day in the business's time zone, for folding receipts by day"),
  store: place.nullable(),
  channel: z.string().nullable(),
  amount: money.nullable(),
  receiptNumber: z.string().nullable(),
  lines: z.array(line),
  text: z.string().nullable(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .describe(
      'The rest of what is said: rating, medium, direction, article, properties; of points and rewards name, points and currency; of a tier from and to',
    ),
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
  query: z.object({
    ...pageQuery,
    show: z.enum(timelineViews).default('all'),
    event: eventId.optional().describe('Only this one'),
  }),
  reply: page(timelineItem),
  errors: ['customer_not_found', 'cursor_malformed'],
})
