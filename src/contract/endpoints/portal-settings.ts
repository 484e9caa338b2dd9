import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { mailId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { email, instant, label, text } from '../language/text.ts'

export const portalTextKinds = ['imprint', 'privacy', 'terms', 'accessibility'] as const
export type PortalTextKind = (typeof portalTextKinds)[number]

/** Terms that are worse for members are told them so long before. */
export const termsNoticeDays = 30

const tag = 'portal'
const limited = 'caller_limited_to_stores'
const inLanguages = z.strictObject({ de: text(50_000), en: text(50_000) })

export const portalSettings = z.object({
  open: z.boolean().describe('Whether customers can sign in'),
  selfEnrollment: z.boolean().describe('A new address becomes a new member once it is confirmed'),
  imprint: inLanguages,
  privacy: inLanguages,
  accessibility: inLanguages,
})
export type PortalSettings = z.output<typeof portalSettings>

export const readPortalSettings = endpoint({
  method: 'GET',
  path: '/api/v1/portal-settings',
  tag,
  summary: 'How the portal is set up',
  permission: 'business:read',
  reply: portalSettings,
})

const legalDrafts = portalSettings.pick({ imprint: true, privacy: true, accessibility: true })
export type LegalDrafts = z.output<typeof legalDrafts>

export const readLegalDrafts = endpoint({
  method: 'GET',
  path: '/api/v1/portal-settings/drafts',
  tag,
  summary: 'Drafts of imprint, privacy and accessibility in the name of the business',
  description:
    'No legal advice. What is still to be filled in stands between lines, `___street and number___`; ' +
    'a text that holds such a gap is shown to no guest.',
  permission: 'business:read',
  reply: legalDrafts,
})

export const updatePortalSettings = endpoint({
  method: 'PATCH',
  path: '/api/v1/portal-settings',
  tag,
  summary: 'Open or close the portal, and say its texts',
  description:
    'What is left out stays. A text that is empty in a language shows the other one, and so does ' +
    'one that has gaps (`___like this___`) still to be filled in.',
  permission: 'business:write',
  body: z
    .strictObject(portalSettings.shape)
    .partial()
    .meta({ examples: [{ open: true, selfEnrollment: true }] }),
  reply: portalSettings,
  errors: [limited],
})

const termsVersion = z.object({
  version: z.int(),
  wording: inLanguages,
  worse: z.boolean().describe('Worse for members than before'),
  validFrom: moment,
  publishedAt: moment,
  accepted: z.int().describe('By so many members'),
})
export type TermsVersion = z.output<typeof termsVersion>

export const listTerms = endpoint({
  method: 'GET',
  path: '/api/v1/membership-terms',
  tag,
  summary: 'The terms of membership, the latest first',
  permission: 'business:read',
  reply: z.object({ items: z.array(termsVersion) }),
})

export const publishTerms = endpoint({
  method: 'POST',
  path: '/api/v1/membership-terms',
  tag,
  summary: 'Publish new terms',
  description: `A version is never changed. What is worse for members begins ${termsNoticeDays} days later at the earliest.`,
  permission: 'business:write',
  body: z
    .strictObject({
      wording: inLanguages,
      worse: z.boolean().describe('Worse for members than before'),
      validFrom: instant.optional().describe('Else now'),
    })
    .meta({
      examples: [{ wording: { de: 'Teilnahme ...', en: 'Taking part ...' }, worse: false }],
    }),
  reply: termsVersion,
  status: 201,
  errors: [
    'terms_empty',
    'terms_with_gaps',
    'terms_notice_too_short',
    'terms_start_in_past',
    'terms_before_latest',
    'terms_too_many',
    limited,
  ],
})

export const mailSecurities = ['tls', 'starttls', 'none'] as const

const mailServer = {
  host: label(255),
  port: z.int().min(1).max(65_535),
  security: z
    .enum(mailSecurities)
    .describe('none: only for a server on the same machine or network'),
  user: text(255).nullable(),
  fromAddress: email,
  fromName: text(200).nullable().describe("Else the business's name"),
}

export const mailSettings = z.object({
  from: z
    .enum(['environment', 'settings', 'nowhere'])
    .describe('nowhere: mails stay here, in the outbox that staff can read'),
  server: z.object({ ...mailServer, passwordSaid: z.boolean() }).nullable(),
})
export type MailSettings = z.output<typeof mailSettings>

export const readMailSettings = endpoint({
  method: 'GET',
  path: '/api/v1/mail-settings',
  tag,
  summary: 'By which server mails go out',
  permission: 'business:write',
  reply: mailSettings,
  errors: [limited],
})

export const updateMailSettings = endpoint({
  method: 'PUT',
  path: '/api/v1/mail-settings',
  tag,
  summary: 'Say by which server mails go out',
  description: 'A server named in the environment (SMTP_URL) counts before this one.',
  permission: 'business:write',
  body: z
    .strictObject({
      server: z
        .strictObject({
          ...mailServer,
          password: text(500).optional().describe('Left out: the one that is known'),
        })
        .nullable(),
    })
    .meta({
      examples: [
        {
          server: {
            ...{ host: 'smtp.example.com', port: 465, security: 'tls', user: 'cafe' },
            ...{ password: '...', fromAddress: 'cafe@example.com', fromName: null },
          },
        },
      ],
    }),
  reply: mailSettings,
  errors: [limited],
})

export const mailKinds = ['sign_in', 'enrollment', 'address'] as const
export type MailKind = (typeof mailKinds)[number]

/** kept: no server is named, so it stays in the outbox. */
export const mailStates = ['waiting', 'sent', 'kept', 'failed'] as const
export type MailState = (typeof mailStates)[number]

const mail = z.object({
  id: mailId,
  kind: z.enum(mailKinds),
  to: z.string().describe('Masked: a...@example.com'),
  state: z.enum(mailStates),
  createdAt: moment,
  expiresAt: moment.describe('Until then its code counts'),
  readable: z.boolean().describe('It stayed here and its code still counts'),
})
export type Mail = z.output<typeof mail>

export const listMails = endpoint({
  method: 'GET',
  path: '/api/v1/mails',
  tag,
  summary: 'Mails of the last day, the latest first',
  permission: 'mails:read',
  reply: z.object({ items: z.array(mail), server: z.boolean().describe('A mail server is named') }),
})

export const openMail = endpoint({
  method: 'POST',
  path: '/api/v1/mails/:mailId/open',
  tag,
  summary: 'Read the code of a mail that stayed here, to tell it to the guest',
  description:
    'Only while it counts and only where no mail server is named. Stands in the audit log.',
  permission: 'mails:read',
  params: z.object({ mailId }),
  reply: z.object({
    to: z.string(),
    code: z.string(),
    link: z.string().describe('Empty: the mail holds none'),
    expiresAt: moment,
  }),
  errors: ['mail_not_found', 'mail_not_kept', 'mail_code_over'],
})

export const membershipTermsText = z.object({
  version: z.int(),
  language: screenLanguage,
  text: z.string(),
  validFrom: moment,
  acceptedAt: moment.nullable(),
})
