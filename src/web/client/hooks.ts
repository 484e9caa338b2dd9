import {
  QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { type CallInput, call } from './call.ts'
import { download, type ServedFile } from './download.ts'
import { Problem } from './problem.ts'

type CallSettings<E extends Endpoint> = {
  /** False while what the question needs is not known yet. */
  enabled?: boolean
  /** Asks again while work is under way; false when it has ended. */
  refetchEveryMillis?: (reply: WireReply<E> | undefined) => number | false
  /** Keeps the last reply on the screen while the next is on its way, as for filters and pages. */
  keepPrevious?: boolean
  /** What this device remembers of an earlier reply: shown at once, and asked for again. */
  remembered?: WireReply<E> | undefined
}

/** Asks an endpoint and keeps the reply; the same question is asked once. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  settings: CallSettings<E> = {},
): UseQueryResult<WireReply<E>, Problem> {
  const { enabled = true, refetchEveryMillis, keepPrevious = false, remembered } = settings
  return useQuery<WireReply<E>, Problem>({
    ...asQuery(endpoint, input),
    enabled,
    refetchInterval: (query) => refetchEveryMillis?.(query.state.data) ?? false,
    ...(keepPrevious && { placeholderData: (previous) => previous }),
    ...(remembered !== undefined && { initialData: remembered, initialDataUpdatedAt: 0 }),
  })
}

type ActionSettings<E extends Endpoint> = {
  /** Endpoints whose replies this changes; they are asked again. */
  changes?: readonly Pick<Endpoint, 'path'>[]
  onDone?: (reply: WireReply<E>) => void
}

/** A write. `mutate(input)` begins it; replies it makes stale are asked again. */
export function useAction<E extends Endpoint>(
  endpoint: E,
  settings: ActionSettings<E> = {},
): UseMutationResult<WireReply<E>, Problem, CallInput<E>> {
  const queries = useQueryClient()
  return useMutation<WireReply<E>, Problem, CallInput<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (reply) => {
      const stale = settings.changes ?? []
      await Promise.all(stale.map(({ path }) => queries.invalidateQueries({ queryKey: [path] })))
      settings.onDone?.(reply)
    },
  })
}

/** Fetches a file; `mutate(input)` begins it. */
export function useDownload<E extends Endpoint & { file: object }>(
  endpoint: E,
  onDone: (file: ServedFile) => void,
): UseMutationResult<ServedFile, Problem, CallInput<E>> {
  return useMutation<ServedFile, Problem, CallInput<E>>({
    mutationFn: (input) => download(endpoint, input),
    onSuccess: onDone,
  })
}

/** Asks all that is on the screen again, as when work in the background has ended. */
export function useAskAgain(): () => void {
  const queries = useQueryClient()
  return useCallback(() => void queries.invalidateQueries(), [queries])
}

/** As TanStack wants it; `[path, input]`: all questions to one endpoint share their first part. */
export const asQuery = <E extends Endpoint>(endpoint: E, input: CallInput<E>) => ({
  queryKey: [endpoint.path, input] satisfies QueryKey,
  queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, input, { signal }),
})

/** Asks again only where that can help: not after a refusal, twice after a lost connection. */
export const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, problem) =>
          failures < 2 &&
          problem instanceof Problem &&
          (problem.kind === 'offline' || problem.kind === 'unavailable'),
      },
    },
  })
