import type { WireReply } from '#contract/endpoint.ts'
import type {
  createConnection,
  listDeliveries,
  readConnection,
} from '#contract/endpoints/connections.ts'

export type Connection = WireReply<typeof readConnection>
export type Created = WireReply<typeof createConnection>
export type Delivery = WireReply<typeof listDeliveries>['items'][number]

/** Where a shop sends to, as it is typed in there. */
export const addressOf = ({ path }: Pick<Connection, 'path'>): string =>
  `${window.location.origin}${path}`
