import type { QueryKey } from '@tanstack/react-query'
import type { Endpoint, WireInput, WireReply } from '#contract/endpoint.ts'
import type {
  listCohortCustomers,
  listLeavingCustomers,
  listRegulars,
  listRetentionCustomers,
  listRfmCustomers,
} from '#contract/endpoints/analytics.ts'
import { type CallInput, call } from '../../client/index.ts'
import { useSession } from '../session.ts'

type ListEndpoint =
  | typeof listRetentionCustomers
  | typeof listCohortCustomers
  | typeof listRfmCustomers
  | typeof listLeavingCustomers
  | typeof listRegulars

export type CustomerList = WireReply<typeof listRegulars>
export type ListedCustomer = CustomerList['items'][number]

/** The customers behind a number: what they are called together, and how to load them page by page. */
export type Behind = {
  title: string
  key: QueryKey
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<CustomerList>
}

export function behind<E extends ListEndpoint & Endpoint>(
  title: string,
  endpoint: E,
  query: NonNullable<WireInput<E>['query']>,
): Behind {
  return {
    title,
    key: [endpoint.path, query, 'pages'],
    load: async (cursor, signal) => {
      // All lists page the same way; the compiler cannot see it through the choice of endpoint.
      const input: unknown = { query: { ...query, cursor } }
      return (await call(endpoint, input as CallInput<E>, { signal })) as CustomerList
    },
  }
}

/** Names behind numbers are not for every role. */
export const useMaySeeCustomers = () => useSession().permissions.includes('reports:customers')
