import { z } from 'zod'
import { label } from './text.ts'

/** What another system calls what it asks us to do: the same twice is done once. */
export const actReference = {
  source: label(64).describe(
    'Which system asks: `shop`. With `externalId` it makes repeats harmless.',
  ),
  externalId: label(200),
}

/** Names a purchase of the log, which may still be to come. */
export const purchaseReference = z.strictObject({ source: label(64), externalId: label(200) })
