import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { staffId, storeId } from '../language/ids.ts'
import { email, label, text } from '../language/text.ts'
import { roles } from '../permissions.ts'
import { businessSummary } from './business.ts'

export const passwordCharactersMin = 10
const newPassword = text(128, passwordCharactersMin)
const token = z.string().min(20).max(200)

export const session = z.object({
  staffId,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  storeIds: z.array(storeId).nullable().describe('null: every store'),
  permissions: z.array(z.string()).describe('The lines of the permission table this person has'),
  secondFactorMissing: z
    .boolean()
    .describe('The role asks for a second factor: until it is set up nothing else is open'),
  business: businessSummary.extend({
    empty: z.boolean().describe('Nothing has been recorded yet: the first start'),
    companies: z.boolean().describe('It has companies, or wants to see their pages'),
  }),
})
export type Session = z.output<typeof session>

/** Either somebody is in, or a second factor is asked for. */
export const entered = z.union([
  session,
  z.object({
    secondFactor: z
      .object({ code: z.boolean(), passkey: z.boolean() })
      .describe('What this person has besides the password; a recovery code always counts'),
  }),
])
export type Entered = z.output<typeof entered>

export const readWelcome = endpoint({
  method: 'GET',
  path: '/api/v1/welcome',
  tag: 'session',
  summary: 'What the sign-in page shows before anybody is known',
  permission: 'public',
  reply: z.object({
    business: businessSummary,
    provider: z.string().nullable().describe('The name of the provider one can sign in with'),
    passwordsClosed: z.boolean().describe('Only one owner still signs in with a password'),
    setUpNeeded: z
      .boolean()
      .describe(
        'Nobody owns this yet: the address with the set-up link stands where the program was started',
      ),
  }),
})

export const readSession = endpoint({
  method: 'GET',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Who am I',
  permission: 'self',
  reply: session,
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Sign in with e-mail and password',
  description:
    'Sets a cookie. Writes that come with the cookie also need the header `x-stammgast: 1`.',
  permission: 'public',
  body: z.strictObject({ email: text(254, 1), password: text(128, 1) }),
  reply: entered,
  errors: ['sign_in_failed', 'attempts_too_many', 'passwords_closed'],
})

export const enterCode = endpoint({
  method: 'POST',
  path: '/api/v1/session/code',
  tag: 'session',
  summary: 'After the password: the code of an authenticator app, or a recovery code',
  permission: 'public',
  body: z.strictObject({ code: text(40, 1) }),
  reply: session,
  errors: ['sign_in_step_over', 'code_wrong', 'attempts_too_many'],
})

export const confirmSession = endpoint({
  method: 'POST',
  path: '/api/v1/session/confirmation',
  tag: 'session',
  summary: 'Give the password once more, before a way to sign in is changed',
  permission: 'self',
  body: z.strictObject({ password: text(128, 1) }),
  reply: z.void(),
  status: 204,
  errors: ['password_wrong', 'attempts_too_many'],
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Sign out',
  permission: 'self',
  reply: z.void(),
  status: 204,
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/v1/session/password',
  tag: 'session',
  summary: "Change one's own password; ends all other sessions",
  permission: 'self',
  body: z.strictObject({ current: text(128, 1), next: newPassword }),
  reply: session,
  errors: ['password_wrong', 'attempts_too_many'],
})

export const readSetUpLink = endpoint({
  method: 'POST',
  path: '/api/v1/set-up/link',
  tag: 'session',
  summary: 'Read for whom a set-up link is, without using it up',
  permission: 'public',
  body: z.strictObject({ token }),
  reply: z.object({
    kind: z
      .enum(['owner', 'invitation', 'password'])
      .describe(
        'owner: the first; invitation: somebody was added; password: a new password is to be set',
      ),
    email: z.string().nullable(),
    name: z.string().nullable(),
    role: z.enum(roles),
  }),
  errors: ['set_up_link_spent'],
})

export const finishSetUp = endpoint({
  method: 'POST',
  path: '/api/v1/set-up',
  tag: 'session',
  summary: 'Use a set-up link: name and password are set, the person signs in',
  permission: 'public',
  body: z.strictObject({
    token,
    name: label(200),
    email: email.optional().describe('Needed for the first owner; an invitation already names it'),
    password: newPassword,
  }),
  reply: entered,
  status: 201,
  errors: ['set_up_link_spent', 'email_missing'],
})
