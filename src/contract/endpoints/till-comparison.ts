import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { calendarDate, label } from '../language/text.ts'

/** Whether what was given here was booked as a discount at the cash register. */
export const tillDifference = z.object({
  day: z.string(),
  store: z.object({ code: z.string(), name: z.string() }),
  article: z.object({ key: z.string(), name: z.string(), sku: z.string() }),
  given: z.int().describe('Redeemed or handed over here, less what was taken back'),
  booked: z.number().describe('Pieces on receipts of that day that cost nothing, or less'),
})
export type TillDifference = z.output<typeof tillDifference>

export const compareWithTill = endpoint({
  method: 'GET',
  path: '/api/v1/pos/till-comparison',
  tag: 'pos',
  summary: 'Compare what was given here with what the cash register booked for it',
  description:
    'By day, store and article. An article counts by the key it is booked under at the till, articles of one key together; a line ' +
    'of a receipt counts where it costs nothing or less. Days of a store without any line of a receipt cannot ' +
    'be compared. Of at most 31 days, else of the last seven that are over; up to 200 differences, newest first.',
  permission: 'pos:correct',
  query: z.object({
    store: label(64).optional().describe('Code of the store; else all that are yours'),
    from: calendarDate.optional(),
    until: calendarDate.optional().describe('The last day'),
  }),
  reply: z.object({
    from: z.string(),
    until: z.string(),
    compared: z
      .int()
      .describe('Days of stores with something given or booked that could be compared'),
    unknown: z.int().describe('Days of stores with something given, but no line of a receipt'),
    differences: z.array(tillDifference),
  }),
  errors: ['store_unknown', 'store_not_allowed', 'period_too_long'],
})
