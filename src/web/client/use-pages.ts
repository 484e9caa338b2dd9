import { useInfiniteQuery } from '@tanstack/react-query'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { type CallInput, call } from './call.ts'
import type { Problem } from './problem.ts'

type Paged = { items: readonly unknown[]; nextCursor: string | null }
type ItemOf<E extends Endpoint> =
  WireReply<E> extends { items: readonly (infer Item)[] } ? Item : never

const pageSize = 25

type PagesOptions<Item> = {
  /** Asked of the rows at hand; what is under way is asked for again until it is done. */
  refetchEveryMillis?: (items: Item[]) => number | false
}

/** A list of the API, page after page. */
export function usePages<E extends Endpoint>(
  endpoint: E,
  input: { params?: Record<string, string>; query?: Record<string, string | undefined> },
  { refetchEveryMillis }: PagesOptions<ItemOf<E>> = {},
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
    select: ({ pages }) => itemsOf<E>(pages),
    refetchInterval: ({ state }) =>
      (state.data && refetchEveryMillis?.(itemsOf<E>(state.data.pages))) ?? false,
  })
}

const itemsOf = <E extends Endpoint>(pages: readonly Paged[]) =>
  // The contract says what a page of this endpoint holds.
  pages.flatMap(({ items }) => items as ItemOf<E>[])
