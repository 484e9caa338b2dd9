import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { cardNumber } from '../language/card-number.ts'
import { guestSessionId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { email, text } from '../language/text.ts'
import { businessSummary } from './business.ts'
import { portalTextKinds } from './portal-settings.ts'

/** So long a code that was sent, and the link beside it, let somebody in. */
export const signInCodeMinutes = 10
export const signInCodeDigits = 8 as const
/** Wrong codes after which the right one counts no more. */
export const signInCodeTries = 5
/** So long a code that was given at the till lets a card in, once. */
export const cardCodeDays = 30

const language = screenLanguage.optional().describe("Else the guest's own, else the business's")
const tag = 'portal-session'

export const readPortal = endpoint({
  method: 'GET',
  path: '/api/v1/portal/welcome',
  tag,
  summary: 'What the portal shows before anybody is known',
  permission: 'public',
  reply: z.object({
    business: businessSummary,
    open: z.boolean().describe('false: the business has switched the portal off'),
    program: z.boolean().describe('There is something to collect or to redeem'),
    selfEnrollment: z.boolean().describe('A new address becomes a new member'),
    mails: z
      .boolean()
      .describe('false: no mail server is named, and codes are asked for in the shop'),
    texts: z.array(z.enum(portalTextKinds)).describe('What the footer leads to'),
    terms: z.int().nullable().describe('Version of the terms of membership in force'),
  }),
})

export const readPortalText = endpoint({
  method: 'GET',
  path: '/api/v1/portal/texts/:kind',
  tag,
  summary: 'Imprint, privacy, accessibility or terms',
  permission: 'public',
  params: z.object({ kind: z.enum(portalTextKinds) }),
  query: z.object({ language }),
  reply: z.object({
    kind: z.enum(portalTextKinds),
    language: screenLanguage,
    text: z.string().describe('Plain text; empty lines part its paragraphs'),
    version: z.int().nullable().describe('Of terms'),
    validFrom: moment.nullable().describe('Of terms'),
  }),
  errors: ['portal_text_not_found'],
})

export const askSignIn = endpoint({
  method: 'POST',
  path: '/api/v1/portal/sign-in',
  tag,
  summary: 'Have a code sent to an address, or to the address a card belongs to',
  description:
    'The answer is the same whether or not there is such an address or card. A code of ' +
    `${signInCodeDigits} digits and a link are sent; either counts once, for ${signInCodeMinutes} minutes. ` +
    'The link leads to `/sign-in#token=...`: that page has one button, which sends the token. ' +
    'The code counts in the browser that asked for it, the link in any. There is no link where nobody said ' +
    '(`PUBLIC_URL`) under which name the program is reached. Sets a cookie.',
  permission: 'public',
  body: z
    .strictObject({
      email: email.optional(),
      cardNumber: cardNumber.optional(),
      language,
    })
    .refine(
      (said) => (said.email === undefined) !== (said.cardNumber === undefined),
      'names either an address or a card',
    )
    .meta({ examples: [{ email: 'anna@example.com' }] }),
  reply: z.object({ expiresAt: moment, digits: z.literal(signInCodeDigits) }),
  status: 202,
  errors: ['attempts_too_many', 'portal_closed'],
})

export const portalSession = z.object({
  name: z.string().nullable(),
  language: screenLanguage,
  emails: z.array(z.string()).describe('Addresses of this guest'),
  termsToAccept: z.int().nullable().describe('Version of the terms they have not accepted yet'),
  termsAccepted: z.boolean().describe('They have accepted a version once, be it an older one'),
})
export type PortalSession = z.output<typeof portalSession>

export const enterPortalCode = endpoint({
  method: 'POST',
  path: '/api/v1/portal/sign-in/code',
  tag,
  summary: 'Sign in with the code that was sent',
  description: `After ${signInCodeTries} wrong ones a new code has to be asked for.`,
  permission: 'public',
  body: z.strictObject({ code: text(40, 1) }).meta({ examples: [{ code: '4821 0937' }] }),
  reply: portalSession,
  errors: ['guest_code_wrong', 'guest_code_over', 'attempts_too_many', 'portal_closed'],
})

export const enterPortalLink = endpoint({
  method: 'POST',
  path: '/api/v1/portal/sign-in/link',
  tag,
  summary: 'Sign in with the token of the link that was sent',
  permission: 'public',
  body: z.strictObject({ token: text(100, 1) }),
  reply: portalSession,
  errors: ['guest_code_over', 'portal_closed'],
})

export const enterPortalCard = endpoint({
  method: 'POST',
  path: '/api/v1/portal/sign-in/card',
  tag,
  summary: 'Sign in with a card and the code that was given for it at the till',
  description: `For cards without an address. Such a code counts once, for ${cardCodeDays} days.`,
  permission: 'public',
  body: z
    .strictObject({ cardNumber, cardCode: text(40, 1) })
    .meta({ examples: [{ cardNumber: '4821093755', cardCode: 'K7QM-3XWP' }] }),
  reply: portalSession,
  errors: ['card_code_wrong', 'attempts_too_many', 'portal_closed'],
})

export const readPortalSession = endpoint({
  method: 'GET',
  path: '/api/v1/portal/session',
  tag,
  summary: 'Who am I',
  permission: 'guest',
  reply: portalSession,
})

export const leavePortal = endpoint({
  method: 'DELETE',
  path: '/api/v1/portal/session',
  tag,
  summary: 'Sign out of the portal',
  permission: 'guest',
  reply: z.void(),
  status: 204,
})

export const guestSignInMethods = ['email_code', 'email_link', 'card_code'] as const
export type GuestSignInMethod = (typeof guestSignInMethods)[number]

const guestSession = z.object({
  id: guestSessionId,
  current: z.boolean().describe('The one that asks'),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  method: z.enum(guestSignInMethods),
  beganAt: moment,
  usedAt: moment.describe('To within an hour'),
})
export type GuestSession = z.output<typeof guestSession>

export const listGuestSessions = endpoint({
  method: 'GET',
  path: '/api/v1/portal/sessions',
  tag,
  summary: 'On which devices one is signed in',
  permission: 'guest',
  reply: z.object({ items: z.array(guestSession) }),
})

export const endGuestSession = endpoint({
  method: 'DELETE',
  path: '/api/v1/portal/sessions/:sessionId',
  tag,
  summary: 'End one of them',
  permission: 'guest',
  params: z.object({ sessionId: guestSessionId }),
  reply: z.void(),
  status: 204,
  errors: ['guest_session_not_found'],
})

export const endOtherGuestSessions = endpoint({
  method: 'DELETE',
  path: '/api/v1/portal/sessions',
  tag,
  summary: 'End all others',
  permission: 'guest',
  reply: z.void(),
  status: 204,
})
