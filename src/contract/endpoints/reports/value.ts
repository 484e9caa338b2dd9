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
  period,
  share,
  storeName,
  table,
} from './parts.ts'

/** Kaplan-Meier: customers without a second purchase yet count as long as they were watched. */
export const timeToSecond = z.object({
  n: count,
  came: count.describe('Have bought on a second day'),
  open: count.describe('Have not yet'),
  medianDays: count.nullable().describe('Null: fewer than half, as far as is known'),
  curve: z
    .array(z.object({ days: count, share: z.number(), low: z.number(), high: z.number() }))
    .describe('Share with a second purchase day within so many days of the first'),
})

const perGroup = z.object({
  customers: count,
  purchaseDaysPer30Days: z.number().nullable(),
})

export const receiptRow = z.object({
  key: z.string(),
  name: z.string(),
  receipts: count,
  sales: money,
  averageReceipt: money.nullable(),
  coverage,
})

export const readValue = endpoint({
  method: 'GET',
  path: '/api/v1/reports/value',
  tag: 'reports',
  summary: 'What customers are worth: realized, not forecast',
  permission: 'reports:read',
  query: z.object(filterQuery),
  reply: z.object({
    basis,
    repurchase: z.object({
      n: count,
      repeated: count.describe('Two or more purchase days'),
      share,
      interval: interval.nullable(),
    }),
    timeToSecond,
    realized: z.object({
      n: count,
      revenue: money,
      margin: money,
      revenuePerCustomer: money.nullable(),
      marginPerCustomer: money.nullable(),
      medianRevenue: money.nullable(),
      purchaseDaysPerCustomer: z.number().nullable(),
      withoutProfit: count.describe('Customers whose margin is zero or less'),
    }),
    concentration: z.object({
      n: count,
      top20Customers: count.describe('A fifth of the customers, rounded up'),
      top20RevenueShare: share,
      withoutRevenue: count.describe('Customers whose net revenue is zero or less'),
      lorenz: z
        .array(z.object({ customers: z.number(), revenue: z.number() }))
        .describe('Cumulated shares, the smallest customers first; equal ones in any order'),
    }),
    frequency: z.object({ regulars: perGroup, newCustomers: perGroup, others: perGroup }),
    receipts: z.object({
      byStore: z.array(receiptRow),
      byChannel: z.array(receiptRow),
      byMonth: z.array(z.object({ ...receiptRow.shape, open: z.boolean() })),
    }),
  }),
  errors: filterErrors,
})

export const exportValue = endpoint({
  method: 'GET',
  path: '/api/v1/reports/value.csv',
  tag: 'reports',
  summary: 'The figures of value as CSV: figure, key, value',
  permission: 'reports:read',
  query: z.object(filterQuery),
  reply: z.string(),
  file: table,
  errors: [...filterErrors, 'recount_running'],
})

export const valueCell = z.object({
  index: count,
  n: count,
  revenuePerCustomer: money,
  marginPerCustomer: money,
  open: z.boolean(),
})

const valueCohortQuery = z.object({
  every: z.enum(['month', 'quarter', 'year']).default('quarter'),
  ...filterQuery,
})

export const readValueCohorts = endpoint({
  method: 'GET',
  path: '/api/v1/reports/value/cohorts',
  tag: 'reports',
  summary: 'Realized value per customer, cumulated since the first purchase',
  permission: 'reports:read',
  query: valueCohortQuery,
  reply: z.object({
    basis,
    every: z.enum(['month', 'quarter', 'year']),
    cohorts: z.array(z.object({ ...period.shape, size: count, cells: z.array(valueCell) })),
  }),
  errors: [...filterErrors],
})

export const exportValueCohorts = endpoint({
  method: 'GET',
  path: '/api/v1/reports/value/cohorts.csv',
  tag: 'reports',
  summary: 'Cumulated value per customer as CSV, one row per cell',
  permission: 'reports:read',
  query: valueCohortQuery,
  reply: z.string(),
  file: table,
  errors: [...filterErrors, 'recount_running'],
})

const fifth = z.int().min(1).max(5)

export const readRfm = endpoint({
  method: 'GET',
  path: '/api/v1/reports/rfm',
  tag: 'reports',
  summary: 'Who comes how often and was here last when: fifths by recency and frequency',
  description:
    'A customer stands in fifth 1 + floor(5 x customers below / customers). Customers with equal values ' +
    'stand together, in the lowest fifth any of them reaches; a fifth may be empty.',
  permission: 'reports:read',
  query: z.object(filterQuery),
  reply: z.object({
    basis,
    recency: z.array(
      z.object({ fifth, customers: count, from: day.nullable(), to: day.nullable() }),
    ),
    frequency: z.array(
      z.object({ fifth, customers: count, from: count.nullable(), to: count.nullable() }),
    ),
    cells: z.array(
      z.object({
        recency: fifth,
        frequency: fifth,
        customers: count,
        revenue: money,
        revenuePerCustomer: money.nullable(),
      }),
    ),
  }),
  errors: filterErrors,
})

export const exportRfm = endpoint({
  method: 'GET',
  path: '/api/v1/reports/rfm.csv',
  tag: 'reports',
  summary: 'The grid as CSV, one row per cell',
  permission: 'reports:read',
  query: z.object(filterQuery),
  reply: z.string(),
  file: table,
  errors: [...filterErrors, 'recount_running'],
})

export const listRfmCustomers = endpoint({
  method: 'GET',
  path: '/api/v1/reports/rfm/customers',
  tag: 'reports',
  summary: 'The customers of a cell of the grid, by revenue',
  permission: 'reports:customers',
  query: z.object({
    recency: z.coerce.number().int().min(1).max(5),
    frequency: z.coerce.number().int().min(1).max(5),
    ...filterQuery,
    ...pageQuery,
  }),
  reply: customerList,
  errors: filterErrors,
})

const receiptsQuery = z.object({ store: filterQuery.store, channel: filterQuery.channel })

export const readReceipts = endpoint({
  method: 'GET',
  path: '/api/v1/reports/receipts',
  tag: 'reports',
  summary: 'Receipts by store and hour, average receipt, top articles: needs no customers',
  description: 'Over the last 400 days the sources know.',
  permission: 'reports:read',
  query: receiptsQuery,
  reply: z.object({
    basis,
    receipts: count,
    sales: money,
    averageReceipt: money.nullable(),
    byStore: z.array(receiptRow),
    byHour: z
      .array(
        z.object({
          weekday: z.int().min(1).max(7).describe('1 is Monday'),
          hour: z.int().min(0).max(23),
          receipts: count,
          sales: money,
        }),
      )
      .nullable()
      .describe('Null: the receipts name no time of day'),
    byWeekday: z.array(z.object({ weekday: z.int().min(1).max(7), receipts: count, sales: money })),
    topArticles: z.array(
      z.object({
        sku: z.string().nullable(),
        name: z.string().nullable(),
        category: z.string().nullable(),
        quantity: z.number(),
        sales: money,
        receipts: count,
      }),
    ),
    nextSteps: z.array(z.enum(['name_customers_in_file', 'hand_out_cards', 'connect_till'])),
  }),
  errors: filterErrors,
})

export const exportReceipts = endpoint({
  method: 'GET',
  path: '/api/v1/reports/receipts.csv',
  tag: 'reports',
  summary: 'Receipts by weekday and hour as CSV',
  permission: 'reports:read',
  query: receiptsQuery,
  reply: z.string(),
  file: table,
  errors: [...filterErrors, 'recount_running'],
})

export const readReportChoices = endpoint({
  method: 'GET',
  path: '/api/v1/reports/choices',
  tag: 'reports',
  summary: 'What reports can be filtered by',
  permission: 'reports:read',
  reply: z.object({
    stores: z.array(storeName),
    channels: z.array(z.string()),
    categories: z.array(z.string()),
    tags: z.array(z.string()),
  }),
})
