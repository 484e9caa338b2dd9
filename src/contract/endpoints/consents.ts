import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import {
  consentActs,
  consentChannels,
  consentProof,
  consentPurpose,
  consentSources,
} from '../language/consent.ts'
import { consentTextId, customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { instant } from '../language/text.ts'

const params = z.object({ customerId })

const wording = z.object({
  id: consentTextId,
  version: z.int(),
  language: z.string(),
  wording: z.string(),
})

export const consentReceipt = z.object({
  customerId: customerId.describe('Whose chain it stands in: another where customers were merged'),
  number: z.int().describe('In the chain of this customer, from 1'),
  purpose: z.string(),
  purposeLabel: z.string(),
  channel: z.enum(consentChannels),
  act: z.enum(consentActs),
  text: wording.nullable().describe('What was agreed to, word for word'),
  occurredAt: moment,
  recordedAt: moment,
  source: z.enum(consentSources),
  recordedBy: z.string().nullable().describe('Name of the person of staff; null: a program'),
  proof: consentProof.nullable().describe('null: none, or forgotten'),
  hash: z.string().describe('SHA-256 of the receipt and of the hash before it, hexadecimal'),
})
export type ConsentReceipt = z.output<typeof consentReceipt>

export const consentState = z.object({
  purpose: z.string(),
  label: z.string(),
  channel: z.enum(consentChannels),
  state: z
    .enum(['granted', 'withdrawn', 'asked_anew'])
    .describe(
      'asked_anew: a yes to words that were replaced by others, which ask anew; it counts no more',
    ),
  since: moment,
  text: wording.nullable().describe('What was agreed to; null: a no'),
})
export type ConsentState = z.output<typeof consentState>

export const listConsents = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/consents',
  tag: 'customers',
  summary: 'What a customer agreed to, with every receipt',
  description:
    'The latest word counts, by the time it was said. Where customers were merged, the stricter one ' +
    'counts until something is said for both. `whole` is false where a receipt does not fit the chain.',
  permission: 'consents:read',
  params,
  reply: z.object({
    states: z.array(consentState),
    receipts: z.array(consentReceipt).describe('The latest first'),
    whole: z.boolean(),
  }),
  errors: ['customer_not_found'],
})

export const consentInput = z.strictObject({
  purpose: consentPurpose,
  channel: z.enum(consentChannels),
  act: z.enum(consentActs),
  textId: consentTextId.optional().describe('What was agreed to; said with every yes'),
  occurredAt: instant.optional().describe('When it was said; else now'),
  source: z.enum(consentSources),
  proof: consentProof.optional().describe('Said with every yes'),
})
export type ConsentInput = z.output<typeof consentInput>

export const recordConsent = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/consents',
  tag: 'customers',
  summary: 'Record a yes or a no',
  description:
    'A receipt is never changed: a no follows a yes. The same said again (customer, purpose, channel, ' +
    'yes or no, time and source) is the same receipt. A yes needs its wording and a proof; a person of ' +
    'staff records one only from a signed paper.',
  permission: 'consents:write',
  params,
  body: consentInput.meta({
    examples: [
      {
        purpose: 'news',
        channel: 'email',
        act: 'withdrawn',
        source: 'message',
        occurredAt: '2026-11-20T09:00:00+01:00',
      },
    ],
  }),
  reply: consentReceipt,
  status: 201,
  errors: [
    'customer_not_found',
    'consent_purpose_not_found',
    'consent_purpose_archived',
    'consent_text_missing',
    'consent_text_not_found',
    'consent_text_of_other_purpose',
    'consent_proof_missing',
    'consent_needs_paper',
    'consent_source_gives_no_yes',
    'consent_in_future',
    'consent_address_of_nobody',
    'consents_too_many',
  ],
})
