import type { WireReply } from '#contract/endpoint.ts'
import type { listCashiers } from '#contract/endpoints/cashiers.ts'

export type Cashier = WireReply<typeof listCashiers>['items'][number]
