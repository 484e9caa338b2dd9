import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { WireReply } from '#contract/endpoint.ts'
import { countCustomers, listCustomers } from '#contract/endpoints/customers.ts'
import { call, type Problem, useCall } from '../../client/index.ts'
import { filterOf, type Question } from './question.ts'

type Page = WireReply<typeof listCustomers>
export type Row = Page['items'][number]

/** Customers page by page; the last list stays while the next question is on its way. */
export const useCustomers = (question: Question) =>
  useInfiniteQuery<Page, Problem, Row[], readonly unknown[], string | undefined>({
    queryKey: [listCustomers.path, question, 'pages'],
    queryFn: ({ pageParam: cursor, signal }) =>
      call(listCustomers, { query: { ...question, cursor } }, { signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    placeholderData: keepPreviousData,
  })

export const useCount = (question: Question) =>
  useCall(countCustomers, { query: filterOf(question) }, { keepPrevious: true }).data
