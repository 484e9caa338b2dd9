import { z } from 'zod'
import { instant, label, programName, text } from './text.ts'

export const consentChannels = ['email', 'sms', 'phone', 'post', 'push'] as const
export type ConsentChannel = (typeof consentChannels)[number]

export const consentActs = ['granted', 'withdrawn'] as const
export type ConsentAct = (typeof consentActs)[number]

/** What is asked for: `news`. */
export const consentPurpose = programName

/** By which ways somebody says yes: all of them leave the wording and a proof. */
export const grantSources = ['paper', 'web_form', 'portal', 'shop', 'import'] as const

/** A no counts however it was said. */
export const consentSources = [
  ...grantSources,
  'message',
  'in_person',
  'phone',
  'letter',
  'other',
] as const
export type ConsentSource = (typeof consentSources)[number]

const address = text(254, 3)

/** What shows that it was said. Forgotten with the person; the chain of receipts holds without it. */
export const consentProof = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('double_opt_in'),
      address: address.describe('The address that was confirmed'),
      askedAt: instant.describe('When the confirmation was asked for'),
      ip: z.union([z.ipv4(), z.ipv6()]).optional().describe('From where it was confirmed'),
    })
    .meta({ id: 'ConsentByDoubleOptIn' }),
  z
    .strictObject({
      kind: z.literal('form'),
      form: label(200).describe('Where the signed paper or the form is found'),
    })
    .meta({ id: 'ConsentByForm' }),
  z
    .strictObject({
      kind: z.literal('shop'),
      shop: label(100),
      level: z.enum(['single', 'confirmed', 'unsaid']).describe('How often it was said there'),
      address: address.optional(),
    })
    .meta({ id: 'ConsentByShop' }),
  z
    .strictObject({ kind: z.literal('statement'), text: text(1000, 1) })
    .meta({ id: 'ConsentByStatement' }),
])
export type ConsentProof = z.output<typeof consentProof>

export const contactBlockReasons = ['died', 'no_contact'] as const
export type ContactBlockReason = (typeof contactBlockReasons)[number]
