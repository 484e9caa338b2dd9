import { z } from 'zod'
import type { CustomerReference } from '#contract/language/event.ts'
import { shopText, shopTime } from './payload.ts'

/** The business's own event types and the properties each of them has. */
export type DefinedTypes = ReadonlyMap<string, ReadonlySet<string>>

const traits = z
  .object({
    email: shopText,
    phone: shopText,
    name: shopText,
    firstName: shopText,
    lastName: shopText,
  })
  .partial()

export const segmentCall = z.object({
  type: z.string().nullish(),
  messageId: shopText,
  userId: z.union([z.string(), z.number()]).transform(String).nullish(),
  timestamp: shopTime.nullish(),
  originalTimestamp: shopTime.nullish(),
  event: shopText,
  properties: z.record(z.string(), z.unknown()).nullish(),
  traits: traits.nullish(),
  context: z.object({ traits: traits.nullish(), locale: shopText }).nullish(),
})
export type SegmentCall = z.output<typeof segmentCall>
export type Call = SegmentCall & { at: Date; customer: CustomerReference | undefined }
