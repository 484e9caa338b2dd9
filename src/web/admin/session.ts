import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { WireReply } from '#contract/endpoint.ts'
import { signOut as endSession, readSession, readWelcome } from '#contract/endpoints/session.ts'
import type { Permission } from '#contract/permissions.ts'
import { call, Problem } from '../client/index.ts'

/** Who is signed in, what they may do, and at which business. */
export type Session = WireReply<typeof readSession>
export type KnownBusiness = Omit<Session['business'], 'empty' | 'companies'>

export const sessionQuery = queryOptions({
  queryKey: [readSession.path],
  // Not given the signal: a page that stops looking must not cancel what the route waits for.
  queryFn: () => call(readSession, {}),
  staleTime: 60_000,
})

export const welcomeQuery = queryOptions({
  queryKey: [readWelcome.path],
  queryFn: () => call(readWelcome, {}),
  staleTime: 60_000,
})

/** For pages behind the sign-in: their route has loaded the session before they are shown. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** For the pages before the sign-in: their route has loaded it. */
export const useWelcome = () => useSuspenseQuery(welcomeQuery).data

/** Whether this person may do what a line of the permission table says. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return (permission) => permissions.includes(permission)
}

/** The business as far as this page knows it by now; nothing is asked for. */
export function useKnownBusiness(): KnownBusiness | undefined {
  const session = useQuery({ ...sessionQuery, enabled: false }).data
  const welcome = useQuery({ ...welcomeQuery, enabled: false }).data
  return session?.business ?? welcome?.business
}

export async function signOut() {
  try {
    await call(endSession, {})
  } catch (problem) {
    // A session that ran out in the meantime has nothing left to end.
    if (!(problem instanceof Problem && problem.kind === 'unauthenticated')) throw problem
  }
  // A fresh page forgets whatever the last person had on the screen.
  window.location.assign('/admin/sign-in')
}
