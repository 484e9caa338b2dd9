import { z } from 'zod'
import { calendarUnits } from '#kernel/calendar.ts'
import { customerId } from '../../language/ids.ts'
import { money } from '../../language/money.ts'
import { presence } from '../../language/presence.ts'
import { calendarDate, label } from '../../language/text.ts'
import { recount } from '../business.ts'

export const count = z.int().min(0)
/** A fraction of one; null where there is nothing to divide by. */
export const share = z.number().nullable()
export const calendarUnit = z.enum(calendarUnits)
/** A calendar date in the business's time zone. */
export const day = z.iso.date()

/** A parameter that may stand several times: `?store=A&store=B`. */
const several = (item: z.ZodString) =>
  z
    .union([item, z.array(item).max(50)])
    .transform((given) => (typeof given === 'string' ? [given] : given))
    .optional()

/**
 * Which customers, and which of their purchases. Store, channel and category choose purchases: a
 * customer then counts with those alone, from the first that matches. Tag and attribute choose
 * customers: one must carry all tags and values named.
 */
export const filterQuery = {
  store: several(label(64)).describe('Code of a store; may be repeated.'),
  channel: several(label(64)).describe('Code of a channel; may be repeated.'),
  category: several(label(64)).describe('Code of a category; may be repeated.'),
  tag: several(label(64)).describe('Name of a tag; repeated: all of them.'),
  attribute: several(label(300)).describe('`name=value`; repeated: all of them.'),
  presence: presence
    .optional()
    .describe(
      'What counts as having been there: purchases, or visits without an amount as well. Left out: as the business counts.',
    ),
}

/** `from` inclusive, `to` exclusive. Left out: the last periods the sources know. */
export const rangeQuery = {
  from: calendarDate.optional(),
  to: calendarDate.optional(),
}

/** How much of the business is tied to a customer, over the days and stores of a figure. */
export const coverage = z.object({
  knownReceipts: count,
  receipts: count,
  receiptsShare: share,
  knownRevenue: money.describe('Sales before returns of known customers'),
  revenue: money.describe('All sales before returns'),
  revenueShare: share,
})

/** 95 % unless `level` says otherwise. */
export const interval = z.object({ low: z.number(), high: z.number(), level: z.number() })

export const period = z.object({
  start: day,
  end: day.describe('exclusive'),
  open: z.boolean().describe('The sources do not know its last day yet'),
})

/** What every report rests on. */
export const basis = z.object({
  asOf: day.nullable().describe('The last day with any event; null: nothing is known yet'),
  ageSeconds: count
    .nullable()
    .describe('Read from a replica that is at most so far behind; null: from the database itself'),
  presence: presence.describe('What counted as having been there'),
  visitsLeftOut: z
    .boolean()
    .describe('There are visits and no purchase of a customer, but the business counts purchases'),
  boughtShare: z
    .number()
    .nullable()
    .describe(
      'Where visits count: on which share of the days somebody was there they bought something, of all ' +
        'customers, whatever the filters. Amounts say little where it is low. Null: purchases alone ' +
        'count, or nobody was there',
    ),
  timeZone: z.string(),
  currency: z.string(),
  from: day,
  to: day.describe('exclusive'),
  customers: count.describe('Customers who were there at least once, as far as the filters match'),
  recount: recount
    .nullable()
    .describe('Not null: customers are being counted anew, some count by the old terms yet'),
  coverage,
  filters: z.object({
    store: z.array(z.string()),
    channel: z.array(z.string()),
    category: z.array(z.string()),
    tag: z.array(z.string()),
    attribute: z.array(z.string()),
  }),
})

export const storeName = z.object({ code: z.string(), name: z.string() })

/** A customer as a list names them. */
export const namedCustomer = z.object({
  customerId,
  name: z.string().nullable(),
  shown: z.string().nullable().describe('An identity to tell them by where no name is known'),
})
export type NamedCustomer = z.output<typeof namedCustomer>

/** One row of the customers behind a figure. */
export const listedCustomer = z.object({
  customer: namedCustomer,
  firstDay: day.describe('The first day there, by basis.presence'),
  lastDay: day,
  daysThere: count.describe('Distinct days there'),
  firstPurchase: day.nullable().describe('Null only where visits count'),
  lastPurchase: day.nullable(),
  purchases: count,
  purchaseDays: count,
  revenue: money,
  margin: money,
})

export const customerList = z.object({
  items: z.array(listedCustomer),
  nextCursor: z.string().nullable(),
  total: count.describe('How many customers stand behind the figure'),
})

export const table = { contentType: 'text/csv; charset=utf-8' }
export const filterErrors = [
  'store_unknown',
  'channel_unknown',
  'category_unknown',
  'tag_unknown',
  'attribute_unknown',
  'store_not_allowed',
] as const
export const rangeErrors = ['range_empty', 'range_too_long'] as const
