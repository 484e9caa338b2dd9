import { z } from 'zod'
import { articleKey } from './gift-ladder.ts'
import { pointCurrency } from './points.ts'
import { instant, label, programName } from './text.ts'

/** A card of so many stamps for an article. Stamps are a point currency, earned by earning rules. */
export const stampCard = z.strictObject({
  key: programName,
  name: label(100),
  validFrom: instant,
  currency: pointCurrency,
  stamps: z.int().min(2).max(100),
  articles: z.array(articleKey).min(1).max(50),
})
export type StampCard = z.output<typeof stampCard>
