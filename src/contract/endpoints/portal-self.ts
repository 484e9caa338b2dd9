import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import {
  consentActs,
  consentChannels,
  consentPurpose,
  consentSources,
} from '../language/consent.ts'
import { birthday } from '../language/customer.ts'
import { consentTextId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { calendarDate, email, label, minorUnits, text } from '../language/text.ts'
import { membershipTermsText } from './portal-settings.ts'
import { signInCodeDigits } from './portal-sign-in.ts'
import { unearned } from './pos.ts'
import { erasure, personExport } from './rights.ts'
import { receiptText, shownReceiptErrors } from './tills.ts'

const tag = 'portal'
const language = screenLanguage.optional().describe("Else the guest's own, else the business's")

const ownData = z.object({
  name: z.string().nullable(),
  birthday: z.string().nullable(),
  language: screenLanguage.nullable(),
  emails: z.array(
    z.object({
      address: z.string(),
      confirmed: z.boolean().describe('They have shown that it is theirs'),
    }),
  ),
  phones: z.array(z.string()),
  memberSince: moment,
})
export type OwnData = z.output<typeof ownData>

export const readOwnData = endpoint({
  method: 'GET',
  path: '/api/v1/portal/me',
  tag,
  summary: 'What the business knows of me',
  permission: 'guest',
  reply: ownData,
})

export const correctOwnData = endpoint({
  method: 'PATCH',
  path: '/api/v1/portal/me',
  tag,
  summary: 'Correct name, birthday or language',
  permission: 'guest',
  body: z
    .strictObject({
      name: label(200).nullable().optional(),
      birthday: birthday.nullable().optional(),
      language: screenLanguage.optional(),
    })
    .meta({ examples: [{ name: 'Anna Lorenz' }] }),
  reply: ownData,
})

export const addAddress = endpoint({
  method: 'POST',
  path: '/api/v1/portal/addresses',
  tag,
  summary: 'Have a code sent to a new address, or to one that is not confirmed yet',
  description:
    'It belongs to the guest once the code is entered. The answer is the same whoever has it. ' +
    'A code that was asked for before counts no more.',
  permission: 'guest',
  body: z.strictObject({ email, language }).meta({ examples: [{ email: 'anna@example.com' }] }),
  reply: z.object({ expiresAt: moment, digits: z.literal(signInCodeDigits) }),
  status: 202,
  errors: ['attempts_too_many'],
})

const askedAddress = z.object({
  asked: z
    .object({ address: z.string(), expiresAt: moment, digits: z.literal(signInCodeDigits) })
    .nullable()
    .describe('null: no code is open'),
})

export const readAskedAddress = endpoint({
  method: 'GET',
  path: '/api/v1/portal/addresses/asked',
  tag,
  summary: 'The address whose code is still to be entered',
  permission: 'guest',
  reply: askedAddress,
})

export const dropAskedAddress = endpoint({
  method: 'DELETE',
  path: '/api/v1/portal/addresses/asked',
  tag,
  summary: 'Not this address after all: its code counts no more',
  permission: 'guest',
  reply: askedAddress,
})

export const confirmAddress = endpoint({
  method: 'POST',
  path: '/api/v1/portal/addresses/confirmation',
  tag,
  summary: 'Enter the code that was sent to the new address',
  permission: 'guest',
  body: z.strictObject({ code: text(40, 1) }).meta({ examples: [{ code: '4821 0937' }] }),
  reply: ownData,
  errors: [
    'guest_code_wrong',
    'guest_code_over',
    'attempts_too_many',
    'identity_taken',
    'identity_erased',
    'identities_too_many',
  ],
})

export const removeAddress = endpoint({
  method: 'POST',
  path: '/api/v1/portal/addresses/removal',
  tag,
  summary: 'Take an address away',
  description: 'The last one stays where nothing else would let the guest in again.',
  permission: 'guest',
  body: z.strictObject({ email }).meta({ examples: [{ email: 'anna@example.com' }] }),
  reply: ownData,
  errors: ['identity_not_found', 'address_is_last'],
})

export const exportOwnData = endpoint({
  method: 'GET',
  path: '/api/v1/portal/export',
  tag,
  costly: true,
  summary: 'Everything the business holds about me',
  permission: 'guest',
  reply: personExport,
})

export const printOwnData = endpoint({
  method: 'GET',
  path: '/api/v1/portal/export/pdf',
  tag,
  costly: true,
  summary: 'The same on paper',
  permission: 'guest',
  reply: z.string(),
  file: { contentType: 'application/pdf' },
})

export const eraseMyself = endpoint({
  method: 'POST',
  path: '/api/v1/portal/erasure',
  tag,
  summary: 'Leave: erase myself, or say what that would forget',
  description: 'Cannot be undone. The session ends with it.',
  permission: 'guest',
  body: z
    .strictObject({ dryRun: z.boolean().describe('true: says what would go; nothing is done') })
    .meta({ examples: [{ dryRun: true }] }),
  reply: erasure.omit({ customerId: true, people: true, revenue: true }),
  errors: ['erasure_waits'],
})

const ownConsents = z.object({
  purposes: z.array(
    z.object({
      purpose: z.string(),
      label: z.string(),
      text: z
        .object({ id: consentTextId, version: z.int(), language: z.string(), wording: z.string() })
        .nullable()
        .describe('What is agreed to; null: nobody is asked for this any more'),
      channels: z.array(
        z.object({
          channel: z.enum(consentChannels),
          state: z
            .enum(['granted', 'withdrawn', 'asked_anew', 'unsaid'])
            .describe('asked_anew: a yes to words that count no more'),
          since: moment.nullable(),
          agreedTo: z
            .string()
            .nullable()
            .describe('The words of the yes, where they are others than those above'),
          can: z
            .enum(['say', 'confirm_first'])
            .describe('confirm_first: the address has to be confirmed before'),
        }),
      ),
    }),
  ),
  receipts: z
    .array(
      z.object({
        label: z.string(),
        channel: z.enum(consentChannels),
        act: z.enum(consentActs),
        wording: z.string().nullable(),
        version: z.int().nullable(),
        at: moment,
        source: z.enum(consentSources),
      }),
    )
    .describe('The latest first'),
})
export type OwnConsents = z.output<typeof ownConsents>

export const readOwnConsents = endpoint({
  method: 'GET',
  path: '/api/v1/portal/consents',
  tag,
  summary: 'What I agreed to, and what I am asked for',
  permission: 'guest',
  query: z.object({ language }),
  reply: ownConsents,
})

export const sayConsent = endpoint({
  method: 'POST',
  path: '/api/v1/portal/consents',
  tag,
  summary: 'Say yes or no',
  permission: 'guest',
  body: z
    .strictObject({
      purpose: consentPurpose,
      channel: z.enum(consentChannels),
      act: z.enum(consentActs),
      textId: consentTextId.optional().describe('The words that were shown; said with every yes'),
      language,
    })
    .meta({ examples: [{ purpose: 'news', channel: 'email', act: 'withdrawn' }] }),
  reply: ownConsents,
  status: 201,
  errors: [
    'consent_purpose_not_found',
    'consent_purpose_archived',
    'consent_text_missing',
    'consent_text_not_found',
    'consent_text_of_other_purpose',
    'consent_address_unconfirmed',
    'consents_too_many',
  ],
})

export const withdrawConsents = endpoint({
  method: 'POST',
  path: '/api/v1/portal/consents/withdrawal',
  tag,
  summary: 'No to everything, in one tap',
  permission: 'guest',
  body: z.strictObject({ language }).default({}),
  reply: ownConsents,
})

export const readOwnTerms = endpoint({
  method: 'GET',
  path: '/api/v1/portal/terms',
  tag,
  summary: 'The terms in force and those to come, and whether I accepted them',
  permission: 'guest',
  query: z.object({ language }),
  reply: z.object({
    current: membershipTermsText.nullable(),
    coming: membershipTermsText.nullable(),
  }),
})

export const acceptTerms = endpoint({
  method: 'POST',
  path: '/api/v1/portal/terms/acceptance',
  tag,
  summary: 'Accept a version of the terms',
  permission: 'guest',
  body: z
    .strictObject({ version: z.int().min(1).max(1_000_000) })
    .meta({ examples: [{ version: 1 }] }),
  reply: z.object({ version: z.int(), acceptedAt: moment }),
  status: 201,
  errors: ['terms_not_found', 'terms_superseded'],
})

const claimed = z.object({
  store: z.string().nullable(),
  at: moment,
  amount: money.nullable(),
  gained: z.array(z.object({ name: z.string(), points: z.int() })),
  unearned: unearned.nullable().describe('Why it brought nothing; null: it brought something'),
})

export const listPortalStores = endpoint({
  method: 'GET',
  path: '/api/v1/portal/stores',
  tag,
  summary: 'Where receipts come from',
  permission: 'guest',
  reply: z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) }),
})

export const claimByReceipt = endpoint({
  method: 'POST',
  path: '/api/v1/portal/receipts',
  tag,
  summary: 'Claim a purchase by what stands on its receipt',
  permission: 'guest',
  body: z
    .strictObject({
      store: label(64).describe('Code of the store'),
      receiptNumber: label(100),
      day: calendarDate,
      amount: minorUnits.min(0).describe('The total, in minor units'),
    })
    .meta({
      examples: [{ store: 'old-town', receiptNumber: '4711', day: '2026-11-20', amount: 1480 }],
    }),
  reply: claimed,
  status: 201,
  errors: [
    'attempts_too_many',
    'receipt_not_found',
    'receipt_claimed',
    'receipt_ambiguous',
    'merges_too_many',
    'store_unknown',
  ],
})

export const claimByCode = endpoint({
  method: 'POST',
  path: '/api/v1/portal/receipts/code',
  tag,
  summary: 'Claim a purchase by the code that was given for it at the till',
  permission: 'guest',
  body: z.strictObject({ code: text(40, 1) }).meta({ examples: [{ code: 'K7QM-3XWP' }] }),
  reply: claimed,
  status: 201,
  errors: [
    'attempts_too_many',
    'receipt_code_not_found',
    'receipt_code_claimed',
    'receipt_code_expired',
    'own_card',
    'merges_too_many',
  ],
})

export const claimBySignature = endpoint({
  method: 'POST',
  path: '/api/v1/portal/receipts/qr',
  tag,
  summary: 'Claim a purchase by the QR code printed on its receipt',
  permission: 'guest',
  body: z.strictObject({ code: receiptText }).meta({ examples: [{ code: 'V0;KASSE-1;...' }] }),
  reply: claimed,
  status: 201,
  errors: shownReceiptErrors,
})
