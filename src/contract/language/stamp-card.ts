import { z } from 'zod'
import { pointCurrency } from './points.ts'
import { reward } from './reward.ts'
import { instant, label, programName, text } from './text.ts'

/**
 * A card with so many places for stamps that leads to a reward, from `validFrom` on. Its stamps are
 * a point currency, earned by earning rules.
 */
export const stampCard = z.strictObject({
  key: programName,
  name: label(100),
  status: z.enum(['active', 'ended']).default('active'),
  validFrom: instant,
  currency: pointCurrency,
  places: z.int().min(2).max(100),
  reward: reward.shape.key.describe('What a full card is exchanged for'),
  words: text(200, 1).optional().describe('What else the customer reads on it'),
})
export type StampCard = z.output<typeof stampCard>

/** What a card is, whenever it begins. */
export const stampCardContent = stampCard.omit({ status: true, validFrom: true })
export type StampCardContent = z.output<typeof stampCardContent>
