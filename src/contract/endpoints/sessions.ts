import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { staffSessionId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'

export const signInMethods = [
  'password',
  'code',
  'recovery_code',
  'passkey',
  'provider',
  'link',
] as const
export type SignInMethod = (typeof signInMethods)[number]

const staffSession = z.object({
  id: staffSessionId,
  current: z.boolean().describe('The one that asks'),
  browser: z.string().nullable().describe('As it names itself'),
  system: z.string().nullable(),
  method: z.enum(signInMethods),
  beganAt: moment,
  usedAt: moment.describe('To within five minutes'),
})
export type StaffSession = z.output<typeof staffSession>

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/v1/sessions',
  tag: 'session',
  summary: "Where one is signed in: one's own sessions",
  permission: 'self',
  reply: z.object({ items: z.array(staffSession) }),
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/v1/sessions/:sessionId',
  tag: 'session',
  summary: "End one of one's own sessions",
  permission: 'self',
  params: z.object({ sessionId: staffSessionId }),
  reply: z.void(),
  status: 204,
  errors: ['session_not_found'],
})

export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/v1/sessions',
  tag: 'session',
  summary: "End all of one's own sessions but this one",
  permission: 'self',
  reply: z.void(),
  status: 204,
})
