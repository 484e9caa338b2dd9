import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { customerNouns, languages } from '#locales/language.ts'
import { call } from '../client/index.ts'

const sessionReply = z.object({
  person: z.object({
    name: z.string(),
    email: z.string(),
    role: z.string(),
    language: z.enum(languages).nullable(),
  }),
  business: z.object({
    name: z.string(),
    logoUrl: z.string().nullable(),
    accentHue: z.number(),
    customerNoun: z.enum(customerNouns),
    language: z.enum(languages),
    timeZone: z.string(),
    currency: z.string(),
  }),
})

/** Who is signed in, and at which business. */
export type Session = z.output<typeof sessionReply>

const readSession = {
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who am I',
  tag: 'session',
  permission: 'self',
  reply: sessionReply,
} as const satisfies Endpoint

export const sessionQuery = queryOptions({
  queryKey: [readSession.path],
  queryFn: () => call(readSession, {}),
  staleTime: 60_000,
})

/** For pages behind the sign-in: their route has loaded the session before they are shown. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** For what surrounds all pages: the session once somebody is signed in, without asking for it. */
export const useKnownSession = (): Session | undefined =>
  useQuery({ ...sessionQuery, enabled: false }).data

export async function signOut() {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-stammgast': '1' },
    body: '{}',
    credentials: 'same-origin',
  })
  // A fresh page forgets whatever the last person had on the screen.
  window.location.assign('/admin/sign-in')
}
