import { z } from 'zod'
import { programName } from './text.ts'

/** What customers collect: `points`, `stars`, `stamps`; a business may have several. */
export const pointCurrency = programName

/** The most one decision gives, takes or asks for; sums of thousands of them stay exact. */
export const pointsMax = 1_000_000_000
export const points = z.int().min(1).max(pointsMax)

/** An exact number as text, since a rate of 0.1 has no exact form in floating point. */
export const exactRate = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, 'is no decimal with at most six places')
  .refine((value) => /[1-9]/.test(value), 'is zero')

/** The last day on which points count, seen from the day they are earned. */
export const pointExpiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('after_days'), days: z.int().min(1).max(3660) }),
  z.strictObject({ kind: z.literal('after_months'), months: z.int().min(1).max(120) }),
  z.strictObject({
    kind: z.literal('end_of_year'),
    /** 0: the year in which they are earned. */
    years: z.int().min(0).max(10),
  }),
])
export type PointExpiry = z.output<typeof pointExpiry>

export const pendingDays = z.int().min(0).max(365)
