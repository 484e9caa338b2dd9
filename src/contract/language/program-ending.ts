import { z } from 'zod'
import { calendarDate, instant } from './text.ts'

/** So long before the last day to redeem guests must be able to read of it. */
export const endingNoticeDays = 30

const days = {
  collectUntil: calendarDate.describe('The last day that still brings points'),
  redeemUntil: calendarDate.describe('The last day on which points can be redeemed'),
}

/** How the whole program comes to its end. */
export const programEnding = z.strictObject({
  validFrom: instant,
  status: z.enum(['active', 'ended']).describe('ended: the program goes on after all'),
  ...days,
})
export type ProgramEnding = z.output<typeof programEnding>

export const programEndingInput = z.strictObject(days)
