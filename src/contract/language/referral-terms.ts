import { z } from 'zod'
import { pointCurrency, points } from './points.ts'
import { instant, minorUnits } from './text.ts'

/**
 * So long after a recruit became known we may be told who brought them. When a link was followed is
 * said by the caller: dated back far enough, any customer would pass as new.
 */
export const referralToldWithinDays = 7

/** What bringing another customer is worth, from `validFrom` on. */
export const referralTerms = z.strictObject({
  validFrom: instant,
  currency: pointCurrency,
  referrerPoints: points,
  recruitPoints: points,
  /** What the recruit's first purchase must come to. */
  amountMin: minorUnits.min(0).default(0),
  /** How long the recruit may give it back; nothing is paid before. */
  returnDays: z.int().min(0).max(365).default(14),
  /** Time between following the link and the first purchase. */
  withinDays: z.int().min(1).max(3660).default(90),
  /** The most customers one customer is rewarded for in a calendar year. */
  perYearMax: z.int().min(1).max(10_000).default(20),
})
export type ReferralTerms = z.output<typeof referralTerms>
