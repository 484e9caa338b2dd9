import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useCall } from '../client/index.ts'
import { type Card, readPortalSession, readPulse } from './routes.ts'

const beatMillis = 1500

/** While the card is open before somebody, what happens at the till shows within a breath. */
export function usePulse({ revision }: Card, isKnown: boolean) {
  const queries = useQueryClient()
  const beat = useCall(readPulse, {}, { enabled: isKnown, refetchEveryMillis: () => beatMillis })
  const newest = beat.data?.revision
  useEffect(() => {
    if (newest === undefined || newest === revision) return
    const unmoved: readonly unknown[] = [readPulse.path, readPortalSession.path]
    void queries.invalidateQueries({ predicate: ({ queryKey }) => !unmoved.includes(queryKey[0]) })
  }, [newest, revision, queries])
}
