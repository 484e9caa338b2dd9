import { useInfiniteQuery } from '@tanstack/react-query'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { type CallInput, call, type Problem } from '../../client/index.ts'

type Paged = { items: readonly unknown[]; nextCursor: string | null }
type ItemOf<E extends Endpoint> =
  WireReply<E> extends { items: readonly (infer Item)[] } ? Item : never

const pageSize = 25

/** A list of the API, page after page. */
export function usePages<E extends Endpoint>(
  endpoint: E,
  input: { params?: Record<string, string>; query?: Record<string, string | undefined> },
) {
  return useInfiniteQuery<Paged, Problem, ItemOf<E>[], unknown[], string | undefined>({
    queryKey: [endpoint.path, 'pages', input],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = { ...input.query, limit: pageSize, cursor }
      // The caller's endpoint is a list in pages: its input is params and query, its reply a page.
      const asked = { ...input, query } as unknown as CallInput<E>
      return (await call(endpoint, asked, { signal })) as Paged
    },
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items as ItemOf<E>[]),
  })
}
