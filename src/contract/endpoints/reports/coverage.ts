import { z } from 'zod'
import { calendarUnits } from '#kernel/calendar.ts'
import { endpoint } from '../../endpoint.ts'
import {
  basis,
  coverage,
  filterErrors,
  filterQuery,
  period,
  rangeErrors,
  rangeQuery,
  storeName,
} from './parts.ts'

export const coveragePeriodsMax = 400

export const readCoverage = endpoint({
  method: 'GET',
  path: '/api/v1/reports/coverage',
  tag: 'reports',
  summary: 'How much of what is sold is tied to a customer, by store and day',
  description:
    'Receipts and sales of known customers over all. A store without receipts on a day has a share of null ' +
    'there: closed, or cut off (see the sources of the overview).',
  permission: 'reports:read',
  query: z.object({
    store: filterQuery.store,
    channel: filterQuery.channel,
    ...rangeQuery,
    every: z.enum(calendarUnits).default('day'),
  }),
  reply: z.object({
    basis,
    periods: z.array(z.object({ ...period.shape, coverage })),
    stores: z.array(
      z.object({
        store: storeName.nullable().describe('Null: no store was said'),
        coverage,
        byPeriod: z.array(coverage).describe('In the order of `periods`'),
      }),
    ),
  }),
  errors: [...filterErrors, ...rangeErrors],
})
