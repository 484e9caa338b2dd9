import type { WireReply } from '#contract/endpoint.ts'
import type { readValue } from '#contract/endpoints/analytics.ts'

export type ValueReport = WireReply<typeof readValue>
