import { z } from 'zod'
import { instant, label } from './text.ts'

const codes = z.array(label(64)).max(500).default([])
const articles = z.strictObject({ categories: codes, skus: codes })

/** What holds for the whole program, from `validFrom` on. */
export const programTerms = z.strictObject({
  validFrom: instant,
  /** Receipts so close after a visit's first one are the same visit. */
  visitMinutes: z
    .int()
    .min(0)
    .max(24 * 60)
    .default(60),
  deposits: articles.default({ categories: [], skus: [] }),
  giftCards: articles.default({ categories: [], skus: [] }),
  /** When a birthday on 29 February is kept in common years. */
  leapBirthday: z.enum(['02-28', '03-01']).default('02-28'),
})
export type ProgramTerms = z.output<typeof programTerms>
