import { z } from 'zod'
import { label, minorUnits, programName, text } from './text.ts'

export const partnerKey = programName

/** A neighbor's business whose things our regulars can have, or the other way round. */
export const partnerContent = z.strictObject({
  name: label(100),
  contact: text(300).default('').describe('Whom to ask there, and how'),
  note: text(1000).default('').describe('For the office only'),
  active: z
    .boolean()
    .default(true)
    .describe('false: nothing new is agreed; what was agreed goes on'),
})
export type PartnerContent = z.output<typeof partnerContent>

const each = minorUnits.min(1).describe('For each redemption, in minor units')

/** Who owes whom for a redemption. */
export const partnerTerms = z.discriminatedUnion('owes', [
  z.strictObject({ owes: z.literal('business'), amount: each }),
  z.strictObject({ owes: z.literal('partner'), amount: each }),
  z.strictObject({ owes: z.literal('nobody') }),
])
export type PartnerTerms = z.output<typeof partnerTerms>
