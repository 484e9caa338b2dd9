import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { consentPurpose } from '../language/consent.ts'
import { languageTag } from '../language/customer.ts'
import { consentTextId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label, text } from '../language/text.ts'

export const consentWordingMax = 5000

export const consentText = z.object({
  id: consentTextId,
  language: z.string(),
  version: z.int(),
  wording: z.string(),
  asksAnew: z.boolean().describe('A yes to an earlier version counts no more'),
  createdAt: moment,
})

export const consentPurposeView = z.object({
  purpose: z.string(),
  label: z.string(),
  archived: z.boolean(),
  texts: z.array(consentText).describe('The latest version of each language first'),
})
export type ConsentPurposeView = z.output<typeof consentPurposeView>

export const listConsentTexts = endpoint({
  method: 'GET',
  path: '/api/v1/consent-texts',
  tag: 'customers',
  summary: 'What customers are asked for, and in which words',
  permission: 'consents:read',
  reply: z.object({ items: z.array(consentPurposeView) }),
})

export const addConsentText = endpoint({
  method: 'POST',
  path: '/api/v1/consent-texts',
  tag: 'customers',
  summary: 'Add a wording',
  description:
    'The first of a purpose needs its `label`. Another wording in the same language is its next ' +
    'version; what was agreed to before stays with the words it was agreed to in, and counts on, unless the new ' +
    'ones ask anew: then a yes to an earlier version of this language counts no more.',
  permission: 'consents:define',
  body: z.strictObject({
    purpose: consentPurpose,
    label: label(200).optional(),
    language: languageTag,
    wording: text(consentWordingMax, 1).trim().min(1),
    asksAnew: z.boolean().default(false),
  }),
  reply: consentPurposeView,
  status: 201,
  errors: [
    'consent_purpose_label_missing',
    'consent_text_unchanged',
    'consent_texts_too_many',
    'caller_limited_to_stores',
  ],
})

export const changeConsentPurpose = endpoint({
  method: 'PATCH',
  path: '/api/v1/consent-texts/:purpose',
  tag: 'customers',
  summary: 'Rename or archive a purpose',
  description: 'Of an archived purpose nobody says yes any more; what was said stays.',
  permission: 'consents:define',
  params: z.object({ purpose: consentPurpose }),
  body: z.strictObject({ label: label(200).optional(), archived: z.boolean().optional() }),
  reply: consentPurposeView,
  errors: ['consent_purpose_not_found', 'caller_limited_to_stores'],
})
