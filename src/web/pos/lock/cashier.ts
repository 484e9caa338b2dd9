import type { WireReply } from '#contract/endpoint.ts'
import type { unlockTill } from '#contract/endpoints/cashiers.ts'

export type Cashier = WireReply<typeof unlockTill>
