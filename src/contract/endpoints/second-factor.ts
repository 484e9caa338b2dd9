import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { passkeyId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label, text } from '../language/text.ts'
import { session } from './session.ts'

const passkey = z.object({
  id: passkeyId,
  name: z.string(),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
})
export type Passkey = z.output<typeof passkey>

const recoveryCodes = z.array(z.string()).describe('Each works once; shown only now')

const secondFactor = z.object({
  required: z.boolean().describe('By the rule for this role'),
  authenticator: z.boolean(),
  passkeys: z.array(passkey),
  recoveryCodesLeft: z.int(),
})
export type SecondFactor = z.output<typeof secondFactor>

const ownWayIn = ['confirmation_needed'] as const

export const readSecondFactor = endpoint({
  method: 'GET',
  path: '/api/v1/session/second-factor',
  tag: 'session',
  summary: 'What one has besides the password',
  permission: 'self',
  reply: secondFactor,
})

export const beginAuthenticator = endpoint({
  method: 'POST',
  path: '/api/v1/session/authenticator',
  tag: 'session',
  summary: 'Make the secret an authenticator app keeps; it counts once a code of it was seen',
  permission: 'self',
  reply: z.object({
    secret: z.string().describe('To be typed, where no picture can be read'),
    uri: z.string().describe('What the QR code says'),
  }),
  status: 201,
  errors: [...ownWayIn, 'authenticator_known'],
})

export const confirmAuthenticator = endpoint({
  method: 'POST',
  path: '/api/v1/session/authenticator/confirmation',
  tag: 'session',
  summary: 'Show a first code: from now on one is asked for at each sign-in',
  permission: 'self',
  body: z.strictObject({ code: text(40, 1) }),
  reply: z.object({ recoveryCodes: recoveryCodes.nullable() }),
  errors: ['code_wrong', 'attempts_too_many', 'authenticator_not_begun'],
})

export const removeAuthenticator = endpoint({
  method: 'DELETE',
  path: '/api/v1/session/authenticator',
  tag: 'session',
  summary: 'Take the authenticator app away',
  permission: 'self',
  reply: z.void(),
  status: 204,
  errors: [...ownWayIn, 'second_factor_required'],
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/v1/session/recovery-codes',
  tag: 'session',
  summary: 'Make ten new recovery codes; the old ones end',
  permission: 'self',
  reply: z.object({ recoveryCodes }),
  status: 201,
  errors: [...ownWayIn, 'second_factor_missing'],
})

const base64url = (max: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(max)

/** As WebAuthn writes it in JSON: `PublicKeyCredentialCreationOptionsJSON`. */
const passkeyOptions = z.object({ options: z.record(z.string(), z.unknown()) })

export const beginPasskey = endpoint({
  method: 'POST',
  path: '/api/v1/session/passkeys/options',
  tag: 'session',
  summary: 'What the browser needs to make a passkey',
  permission: 'self',
  reply: passkeyOptions,
  errors: [...ownWayIn, 'passkeys_too_many'],
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/v1/session/passkeys',
  tag: 'session',
  summary: 'Keep the passkey the browser made',
  permission: 'self',
  body: z.strictObject({
    name: label(100),
    credential: z.object({
      id: base64url(1400),
      rawId: base64url(1400),
      type: z.literal('public-key'),
      response: z.object({
        clientDataJSON: base64url(8000),
        attestationObject: base64url(16_000),
        transports: z.array(text(40)).max(10).optional(),
      }),
    }),
  }),
  reply: z.object({ passkey, recoveryCodes: recoveryCodes.nullable() }),
  status: 201,
  errors: ['sign_in_step_over', 'passkey_refused'],
})

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/api/v1/session/passkeys/:passkeyId',
  tag: 'session',
  summary: 'Take a passkey away',
  permission: 'self',
  params: z.object({ passkeyId }),
  reply: z.void(),
  status: 204,
  errors: [...ownWayIn, 'passkey_not_found', 'second_factor_required'],
})

export const askPasskey = endpoint({
  method: 'POST',
  path: '/api/v1/session/passkey/options',
  tag: 'session',
  summary: 'What the browser needs to sign in with a passkey; the same for everybody',
  permission: 'public',
  reply: passkeyOptions,
})

export const enterByPasskey = endpoint({
  method: 'POST',
  path: '/api/v1/session/passkey',
  tag: 'session',
  summary: 'Sign in with a passkey, without e-mail or password',
  permission: 'public',
  body: z.strictObject({
    credential: z.object({
      id: base64url(1400),
      rawId: base64url(1400),
      type: z.literal('public-key'),
      response: z.object({
        clientDataJSON: base64url(8000),
        authenticatorData: base64url(8000),
        signature: base64url(4000),
        userHandle: base64url(200).nullish(),
      }),
    }),
  }),
  reply: session,
  errors: ['sign_in_step_over', 'passkey_refused'],
})
