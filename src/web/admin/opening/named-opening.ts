import type { WireReply } from '#contract/endpoint.ts'
import type { listOpeningHours } from '#contract/endpoints/opening-hours.ts'

/** What is known of a store, with the name it goes by. */
export type NamedOpening = WireReply<typeof listOpeningHours>['items'][number] & { name: string }
