import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { label, text } from '../language/text.ts'
import { roles } from '../permissions.ts'
import { session } from './session.ts'

/** The page of ours the provider sends people back to. */
export const providerReturnPath = '/admin/sign-in/provider'

const rolesByClaim = z
  .record(text(200, 1), z.enum(roles))
  .refine((map) => Object.keys(map).length <= 100, 'has more than 100 entries')

const settings = {
  name: label(100).describe('As the button says it: "Sign in with ..."'),
  issuer: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .describe('Its address; below it lies /.well-known/openid-configuration'),
  clientId: label(300),
  roleClaim: text(100, 1).nullable().describe('null: roles are given here alone'),
  roles: rolesByClaim.describe('From values of that claim to roles'),
  passwordsClosed: z
    .boolean()
    .describe('Only the owner who closes them can still sign in with a password'),
}

const provider = z.object({ ...settings, hasSecret: z.boolean() })
export type SignInProvider = z.output<typeof provider>

export const readSignInProvider = endpoint({
  method: 'GET',
  path: '/api/v1/sign-in-provider',
  tag: 'staff',
  summary: 'The OpenID Connect provider people sign in with',
  permission: 'staff:manage',
  reply: z.object({
    provider: provider.nullable(),
    redirectUri: z.string().describe('What the provider must be told'),
  }),
})

export const setSignInProvider = endpoint({
  method: 'PUT',
  path: '/api/v1/sign-in-provider',
  tag: 'session',
  summary: 'Let people sign in with an OpenID Connect provider',
  description:
    'People are known by an e-mail the provider has verified, then by its subject. Nobody is added.',
  permission: 'staff:manage',
  body: z.strictObject({
    ...settings,
    clientSecret: text(2000, 1)
      .nullable()
      .optional()
      .describe('Left out: stays as it is; null: the client has none'),
  }),
  reply: provider,
  errors: ['provider_unreachable', 'provider_insecure', 'provider_unproved', 'confirmation_needed'],
})

export const removeSignInProvider = endpoint({
  method: 'DELETE',
  path: '/api/v1/sign-in-provider',
  tag: 'session',
  summary: 'Sign in without the provider again; passwords are open',
  permission: 'staff:manage',
  reply: z.void(),
  status: 204,
  errors: ['confirmation_needed'],
})

export const goToProvider = endpoint({
  method: 'POST',
  path: '/api/v1/session/provider/visit',
  tag: 'session',
  summary: 'Where the browser goes to sign in with the provider',
  permission: 'public',
  reply: z.object({ url: z.string() }),
  errors: ['provider_not_found', 'provider_unreachable'],
})

export const enterByProvider = endpoint({
  method: 'POST',
  path: '/api/v1/session/provider',
  tag: 'session',
  summary: 'Come back from the provider, with what it put into the address',
  permission: 'public',
  body: z.strictObject({
    code: text(4000, 1),
    state: text(500, 1),
    iss: text(500).optional(),
  }),
  reply: session,
  errors: [
    'sign_in_step_over',
    'provider_not_found',
    'provider_refused',
    'provider_unreachable',
    'provider_person_unknown',
  ],
})
