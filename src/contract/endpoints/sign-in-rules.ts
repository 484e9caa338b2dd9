import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { roles } from '../permissions.ts'

const signInRules = z.strictObject({
  secondFactorRoles: z
    .array(z.enum(roles))
    .max(roles.length)
    .describe('Who signs in with a password also needs a second factor'),
})
export type SignInRules = z.output<typeof signInRules>

export const readSignInRules = endpoint({
  method: 'GET',
  path: '/api/v1/sign-in-rules',
  tag: 'staff',
  summary: 'What signing in takes',
  permission: 'staff:manage',
  reply: signInRules,
})

export const setSignInRules = endpoint({
  method: 'PUT',
  path: '/api/v1/sign-in-rules',
  tag: 'staff',
  summary: 'Require a second factor by role',
  permission: 'staff:manage',
  body: signInRules,
  reply: signInRules,
  errors: ['second_factor_own_first'],
})
