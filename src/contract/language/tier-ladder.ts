import { z } from 'zod'
import { tierKey } from './earning-rule.ts'
import { pointCurrency } from './points.ts'
import { privilege } from './privilege.ts'
import { instant, label } from './text.ts'

const level = z.strictObject({
  key: tierKey,
  name: label(60),
  /** Visits, purchase days, points or minor units of money, within the window. */
  threshold: z.int().min(1).max(1e12),
  lasting: z.enum(['period', 'lifetime']).default('period'),
  privileges: z.array(privilege).max(20).default([]),
})
export type TierLevel = z.output<typeof level>

const shape = {
  basis: z.enum(['visits', 'purchase_days', 'points', 'spend']).default('visits'),
  /** Whose points count, where points do. */
  currency: pointCurrency.optional(),
  windowDays: z.int().min(1).max(3660).default(365),
  /** How long a level is held once it is reached, before it has to be earned again. */
  periodDays: z.int().min(28).max(3660).default(365),
  graceDays: z.int().min(0).max(365).default(30),
  levels: z.array(level).max(20),
}

const ladderFrom = <Start extends z.ZodType>(validFrom: Start) =>
  z
    .strictObject({ validFrom, ...shape })
    .refine(({ basis, currency }) => basis !== 'points' || currency !== undefined, {
      path: ['currency'],
      error: 'is needed where points count',
    })
    .refine(({ levels }) => new Set(levels.map(({ key }) => key)).size === levels.length, {
      path: ['levels'],
      error: 'name one level twice',
    })

/** How customers rise and fall, from `validFrom` on; the levels from the lowest to the highest. */
export const tierLadder = ladderFrom(instant)
export type TierLadder = z.output<typeof tierLadder>

/** The same as it is sent: without a time it acts from now on. */
export const tierLadderInput = ladderFrom(instant.optional())
