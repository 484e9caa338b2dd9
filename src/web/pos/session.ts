import type { WireReply } from '#contract/endpoint.ts'
import type { listStores } from '#contract/endpoints/business.ts'
import type { readSession } from '#contract/endpoints/session.ts'

/** Who stands at the counter. */
export type Session = WireReply<typeof readSession>
export type Store = WireReply<typeof listStores>['items'][number]
