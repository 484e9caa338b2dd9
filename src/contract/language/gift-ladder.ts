import { z } from 'zod'
import { condition } from './condition.ts'
import { instant, label, minorUnits, programName } from './text.ts'

export const articleKey = programName

/** An article to give away. */
export const giftArticle = z.strictObject({
  key: articleKey,
  name: label(100),
  sku: label(64).optional(),
  category: label(64).optional(),
  /** Pieces at hand; null: as many as wished. */
  stock: z.int().min(0).max(1e9).nullable(),
  /** What one piece costs the business, in minor units. */
  cost: minorUnits.min(0),
})
export type GiftArticle = z.output<typeof giftArticle>

const step = z.strictObject({
  /** The count of purchases, within its round, at which the gift is due. */
  count: z.int().min(1).max(10_000),
  articles: z.array(articleKey).min(1).max(50),
})

const round = z
  .strictObject({ steps: z.array(step).min(1).max(50) })
  .refine(
    ({ steps }) => steps.every((one, index) => index === 0 || one.count > steps[index - 1]!.count),
    { path: ['steps'], error: 'do not rise' },
  )

/** Gifts at counts of purchases, from `validFrom` on. After the last round it begins anew. */
export const giftLadder = z.strictObject({
  key: programName,
  name: label(100),
  status: z.enum(['active', 'ended']).default('active'),
  validFrom: instant,
  /** `visits`: several receipts of one visit count once. */
  counts: z.enum(['visits', 'purchases']).default('visits'),
  amountMin: minorUnits.min(0).default(0),
  when: condition.optional(),
  rounds: z.array(round).min(1).max(20),
})
export type GiftLadder = z.output<typeof giftLadder>
