import { z } from 'zod'
import { endpoint, pageQuery } from '../../endpoint.ts'
import { money } from '../../language/money.ts'
import {
  basis,
  count,
  coverage,
  customerList,
  day,
  filterErrors,
  filterQuery,
  interval,
  namedCustomer,
  period,
  share,
  storeName,
} from './parts.ts'

/** The one number a figure shows, how it moved, and what is usual. */
export const keyFigure = z.object({
  definition: z.enum(['kept_rate', 'regulars_leaving', 'value_of_regular', 'campaign_effect']),
  unit: z.enum(['share', 'customers', 'money']).describe('money: minor units of basis.currency'),
  value: z.number().nullable(),
  /** Why there is no value. */
  reason: z
    .enum(['too_soon', 'no_regulars', 'no_revenue', 'few_amounts', 'no_campaigns', 'data_missing'])
    .nullable(),
  period: period.nullable(),
  part: count.nullable().describe('kept; leaving; regulars'),
  n: count.describe('Of how many customers'),
  interval: interval.nullable(),
  trend: z
    .array(
      z.object({
        ...period.shape,
        value: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        n: count,
      }),
    )
    .describe('Oldest first; the last closed period is the figure itself; open ones have no value'),
  usual: z
    .object({ low: z.number(), high: z.number(), periods: count })
    .nullable()
    .describe('Mean ± 2 standard deviations of the closed periods before; null below six'),
  standing: z.enum(['below', 'within', 'above']).nullable().describe('Against the usual'),
  before: z
    .object({ ...period.shape, value: z.number() })
    .nullable()
    .describe('For comparison: a year before; of regulars_leaving four weeks before'),
  other: z.number().nullable().describe('value_of_regular: that of a customer who is none'),
  coverage,
})

export const overviewStore = z.object({
  store: storeName,
  start: count.describe('Active there in the month before the last closed one'),
  kept: count.describe('Of them active in the last closed month, at whatever store'),
  keptRate: share,
  keptInterval: interval.nullable(),
  trend: z
    .array(z.object({ start: day, end: day, n: count, keptRate: share }))
    .describe('The same of the last months, oldest first; the last is the one above'),
  standing: z
    .enum(['below', 'within', 'above'])
    .nullable()
    .describe(
      'Whether the interval, widened for the number of stores, leaves out the overall rate',
    ),
  leaving: count.nullable().describe('Regulars of the store who stay away; null: data is missing'),
  regulars: count.describe('Regulars who mostly buy there'),
  averageReceipt: money.nullable(),
  coverage,
  lastReceiptDay: day.nullable(),
  lastReceiptAt: z.iso
    .datetime()
    .nullable()
    .describe('Known to the minute for receipts that came in of late'),
  silent: z.boolean().describe('Longer without a receipt than ever in its last 90 days with some'),
})

const monthlyRates = {
  from: day,
  to: day.describe('exclusive'),
  kept: count,
  start: count,
  rate: z.number(),
}

/** What could be said today, worded by the locales. */
export const finding = z.discriminatedUnion('key', [
  z.object({ key: z.literal('nothing_yet') }),
  z.object({ key: z.literal('receipts_without_customers'), receipts: count, stores: count }),
  z.object({ key: z.literal('store_silent'), store: storeName, lastDay: day, silentDays: count }),
  z.object({
    key: z.enum(['store_below', 'store_above']),
    store: storeName,
    ...monthlyRates,
    overallRate: z.number(),
    interval,
  }),
  z.object({
    key: z.enum(['leaving_above_usual', 'leaving_below_usual']),
    leaving: count,
    regulars: count,
    usual: z.object({ low: z.number(), high: z.number() }),
  }),
  z.object({
    key: z.enum(['kept_below_usual', 'kept_above_usual']),
    ...monthlyRates,
    usual: z.object({ low: z.number(), high: z.number() }),
  }),
  z.object({ key: z.literal('regulars_leaving'), leaving: count, regulars: count }),
  z.object({ key: z.literal('kept'), ...monthlyRates }),
  z.object({
    key: z.literal('first_figures'),
    customers: count,
    purchases: count,
    daysThere: count,
    since: day,
  }),
])

export const setUpSteps = [
  'business_named',
  'purchases_in',
  'program_begun',
  'imprint_told',
  'privacy_told',
  'terms_told',
  'mails_sent',
  'customers_known',
  'stores_named',
  'logo_set',
  'margin_set',
  'staff_invited',
  'source_connected',
] as const

export const setUp = z.object({
  done: count,
  steps: z.array(
    z.object({
      key: z.enum(setUpSteps),
      done: z.boolean(),
      gaps: count.describe('Left to fill in, in a text that is begun'),
    }),
  ),
})

/** Over the whole history; guests are counted in none of the customers' figures. */
export const overviewFigures = z.object({
  customers: count.describe('Who were there at least once: by default with a purchase'),
  purchases: count.describe('Theirs; returns are not counted'),
  purchaseDays: count.describe('Distinct days with a purchase, summed over customers'),
  daysThere: count.describe('Distinct days there, summed over customers: by default the same'),
  revenue: money.describe('Theirs, net of returns'),
  repurchaseShare: share.describe('Share of them who were there on two or more days'),
  top20RevenueShare: share.describe('Share of that revenue from the top fifth, rounded up'),
  top20Customers: count,
  regulars: count.describe('There on at least regularPurchaseDays days in regularWithinDays days'),
  activeCustomers: count.describe('There within regularWithinDays days'),
  regularsShare: share.describe('regulars / activeCustomers'),
  regularPurchaseDays: count,
  regularWithinDays: count,
  averageReceipt: money.nullable().describe('Sales / receipts, anonymous ones included'),
  receipts: count.describe('Anonymous ones included'),
  coverage,
  frequency: z
    .object({
      regulars: z.number().nullable(),
      newCustomers: z.number().nullable().describe('There first within regularWithinDays days'),
    })
    .describe('Days there per customer and 30 days, over regularWithinDays days'),
})

export const readOverview = endpoint({
  method: 'GET',
  path: '/api/v1/reports/overview',
  tag: 'reports',
  summary: 'The state of retention on one page',
  permission: 'reports:read',
  query: z.object(filterQuery),
  reply: z.object({
    basis,
    figures: overviewFigures,
    staying: keyFigure,
    leaving: keyFigure,
    worth: keyFigure,
    effect: keyFigure,
    stores: z.array(overviewStore),
    storesMonth: period.nullable(),
    findings: z.array(finding).describe('The first is the sentence of the day'),
    sources: z.object({
      today: day,
      daysBehind: count.nullable().describe('Days from asOf to today'),
      stores: z.array(
        z.object({
          store: storeName,
          lastDay: day,
          silentDays: count,
          usualGapDaysMax: count,
          silent: z.boolean(),
        }),
      ),
      alarms: z
        .array(z.object({ store: storeName, source: z.string(), silentSince: z.iso.datetime() }))
        .describe(
          'Sources that fell silent in hours in which something always came; nobody of these stores is said to stay away',
        ),
    }),
    setUp,
  }),
  errors: filterErrors,
})

export const readSetUp = endpoint({
  method: 'GET',
  path: '/api/v1/reports/set-up',
  tag: 'reports',
  summary: 'How far the business has come with its set-up, in the order of the steps',
  permission: 'reports:read',
  reply: setUp,
})

/** One thing worth doing today, with a name. */
export const task = z.discriminatedUnion('key', [
  z.object({
    key: z.literal('regular_away'),
    customer: namedCustomer,
    usualGapDays: z
      .number()
      .nullable()
      .describe(
        'Their own middle gap; null before five visits over six weeks, or where it wanders',
      ),
    visits: count.describe('Days they were here, ever'),
    awayDays: count,
    lastDay: day,
    store: storeName.nullable(),
  }),
  z.object({ key: z.literal('birthday'), customer: namedCustomer, day, inDays: count }),
])

export const readToday = endpoint({
  method: 'GET',
  path: '/api/v1/reports/today',
  tag: 'reports',
  summary: 'What to do today: at most five, with names',
  permission: 'reports:customers',
  query: z.object(filterQuery),
  reply: z.object({ asOf: day.nullable(), today: day, tasks: z.array(task).max(5) }),
  errors: filterErrors,
})

export const listLeavingCustomers = endpoint({
  method: 'GET',
  path: '/api/v1/reports/leaving/customers',
  tag: 'reports',
  summary: 'Regulars who stay away longer than they do otherwise, by revenue',
  permission: 'reports:customers',
  query: z.object({ ...filterQuery, ...pageQuery }),
  reply: customerList,
  errors: filterErrors,
})

export const listRegulars = endpoint({
  method: 'GET',
  path: '/api/v1/reports/regulars/customers',
  tag: 'reports',
  summary: 'The regulars, by revenue',
  permission: 'reports:customers',
  query: z.object({ ...filterQuery, ...pageQuery }),
  reply: customerList,
  errors: filterErrors,
})
