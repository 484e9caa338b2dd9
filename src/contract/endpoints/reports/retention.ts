import { z } from 'zod'
import { endpoint, pageQuery } from '../../endpoint.ts'
import { money } from '../../language/money.ts'
import { calendarDate, label } from '../../language/text.ts'
import {
  basis,
  calendarUnit,
  count,
  coverage,
  customerList,
  day,
  filterErrors,
  filterQuery,
  interval,
  period,
  rangeErrors,
  rangeQuery,
  share,
  storeName,
  table,
} from './parts.ts'

/** kept + reactivated + new = customersAtEnd; kept + lost = customersAtStart. */
export const balance = z.object({
  ...period.shape,
  customersAtStart: count.describe('Active in the calendar unit before'),
  new: count.describe('First purchase ever in this unit'),
  kept: count.describe('Active in the unit before and in this one'),
  reactivated: count.describe('Active in this unit and earlier, not in the unit before'),
  lost: count.describe('Active in the unit before, not in this one'),
  customersAtEnd: count.describe('Active in this unit'),
  formulaRate: share.describe('(customersAtEnd - new) / customersAtStart'),
  keptRate: share.describe('kept / customersAtStart'),
  churnRate: share.describe('lost / customersAtStart'),
})

export const retentionPeriod = z.object({
  ...balance.shape,
  keptInterval: interval.nullable().describe('Wilson interval of keptRate'),
  lostWithProfit: count.describe('Of those lost: realized margin above zero'),
  lostWithoutProfit: count,
  coverage,
})

const retentionQuery = z.object({
  every: calendarUnit.default('month'),
  ...rangeQuery,
  ...filterQuery,
})

export const readRetention = endpoint({
  method: 'GET',
  path: '/api/v1/reports/retention',
  tag: 'reports',
  summary: 'How many stay: the balance of each period',
  description:
    'One entry per calendar unit that touches the range. The formula counts those who come back as kept; ' +
    'keptRate does not.',
  permission: 'reports:read',
  query: retentionQuery,
  reply: z.object({ basis, every: calendarUnit, periods: z.array(retentionPeriod) }),
  errors: [...filterErrors, ...rangeErrors],
})

export const exportRetention = endpoint({
  method: 'GET',
  path: '/api/v1/reports/retention.csv',
  tag: 'reports',
  summary: 'The balance of each period as CSV',
  permission: 'reports:read',
  query: retentionQuery,
  reply: z.string(),
  file: table,
  errors: [...filterErrors, ...rangeErrors, 'recount_running'],
})

export const balanceKinds = [
  'start',
  'new',
  'kept',
  'reactivated',
  'lost',
  'lost_with_profit',
  'lost_without_profit',
  'end',
] as const

export const listRetentionCustomers = endpoint({
  method: 'GET',
  path: '/api/v1/reports/retention/customers',
  tag: 'reports',
  summary: 'The customers behind a number of the balance, by revenue',
  permission: 'reports:customers',
  query: z.object({
    every: calendarUnit.default('month'),
    period: calendarDate.describe('Any day of the period'),
    kind: z.enum(balanceKinds),
    ...filterQuery,
    ...pageQuery,
  }),
  reply: customerList,
  errors: filterErrors,
})

export const cohortCriteria = ['bounded', 'unbounded', 'revenue'] as const
export const cohortsBy = ['time', 'store', 'channel', 'category'] as const

export const cohortCell = z.object({
  index: count.describe('Periods since the period of the first purchase'),
  n: count.describe('Customers for whom this cell is closed; of an open cell all'),
  active: count,
  revenue: money
    .nullable()
    .describe('Net of returns, each at its own date; null unless the criterion is revenue'),
  share: share.describe(
    'Bounded and unbounded: active / n. Revenue: revenue / that of index 0 of the same customers.',
  ),
  open: z.boolean(),
})

export const cohort = z.object({
  start: day.nullable().describe('First day of the period they began in; null where not by time'),
  end: day.nullable(),
  group: storeName.nullable().describe('Store, channel or category of the first purchase'),
  size: count,
  cells: z.array(cohortCell),
})

const cohortQuery = z.object({
  every: calendarUnit.default('month'),
  by: z.enum(cohortsBy).default('time'),
  criterion: z.enum(cohortCriteria).default('bounded'),
  ...rangeQuery,
  ...filterQuery,
})

export const readCohorts = endpoint({
  method: 'GET',
  path: '/api/v1/reports/cohorts',
  tag: 'reports',
  summary: 'How many of those who began together come again',
  description:
    'Bounded: a purchase in exactly that period. Unbounded: then or later, up to the end of the range. ' +
    'Revenue: net revenue of that period. `all` weighs by size and rests on closed cells alone. ' +
    'Periods nobody began in are left out.',
  permission: 'reports:read',
  query: cohortQuery,
  reply: z.object({
    basis,
    every: calendarUnit,
    by: z.enum(cohortsBy),
    criterion: z.enum(cohortCriteria),
    cohorts: z.array(cohort),
    all: z.object({ size: count, cells: z.array(cohortCell) }),
  }),
  errors: [...filterErrors, ...rangeErrors],
})

export const exportCohorts = endpoint({
  method: 'GET',
  path: '/api/v1/reports/cohorts.csv',
  tag: 'reports',
  summary: 'The cohorts as CSV, one row per cell',
  permission: 'reports:read',
  query: cohortQuery,
  reply: z.string(),
  file: table,
  errors: [...filterErrors, ...rangeErrors, 'recount_running'],
})

export const listCohortCustomers = endpoint({
  method: 'GET',
  path: '/api/v1/reports/cohorts/customers',
  tag: 'reports',
  summary: 'The customers behind a cell of the cohorts, by revenue',
  permission: 'reports:customers',
  query: z.object({
    ...cohortQuery.omit({ criterion: true }).shape,
    criterion: z.enum(['bounded', 'unbounded']).default('bounded'),
    cohort: calendarDate.optional().describe('By time: any day of the period they began in'),
    group: label(64)
      .optional()
      .describe('By store, channel, category: its code; left out: not said'),
    index: z.coerce.number().int().min(0).max(2000).default(0),
    state: z.enum(['all', 'active', 'absent']).default('active'),
    ...pageQuery,
  }),
  reply: customerList,
  errors: [...filterErrors, ...rangeErrors],
})
