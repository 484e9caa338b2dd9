import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { storeId } from '../language/ids.ts'
import { calendarDate, label } from '../language/text.ts'

export const spansADayMax = 2
export const closuresMax = 100

const span = z.strictObject({
  weekday: z.int().min(1).max(7).describe('1 is Monday, 7 Sunday'),
  opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of the day'),
  closes: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is no time of the day')
    .describe('Before `opens`: on the next day'),
})
export type OpenSpan = z.output<typeof span>

const closure = z.strictObject({
  from: calendarDate,
  until: calendarDate.describe('The last day it is closed'),
  name: label(80),
})
export type Closure = z.output<typeof closure>

const openingHours = z.object({
  storeId,
  hours: z
    .array(span)
    .max(7 * spansADayMax)
    .nullable()
    .describe("In the business's time zone; null: nobody has said them"),
  closures: z.array(closure).max(closuresMax),
})
export type OpeningHours = z.output<typeof openingHours>

export const listOpeningHours = endpoint({
  method: 'GET',
  path: '/api/v1/opening-hours',
  tag: 'business',
  summary: 'When stores are open, and on which days they are closed',
  description: 'Staff limited to stores see those. Archived stores are left out.',
  permission: 'business:read',
  reply: z.object({ items: z.array(openingHours) }),
})

export const setOpeningHours = endpoint({
  method: 'PATCH',
  path: '/api/v1/stores/:storeId/opening-hours',
  tag: 'business',
  summary: 'Say when a store is open, or on which days it is closed',
  description:
    `What is left out stays. At most ${spansADayMax} spans a weekday, none of which overlap. While a ` +
    'store is closed nobody is told that nothing comes from it.',
  permission: 'opening_hours:write',
  params: z.object({ storeId }),
  body: openingHours
    .pick({ hours: true, closures: true })
    .partial()
    .strict()
    .meta({ examples: [{ hours: [{ weekday: 1, opens: '08:00', closes: '18:00' }] }] }),
  reply: openingHours,
  errors: ['store_not_found', 'store_not_allowed', 'opening_hours_overlap', 'closure_reversed'],
})
