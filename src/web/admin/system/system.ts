import type { WireReply } from '#contract/endpoint.ts'
import type { readSystem } from '#contract/endpoints/system.ts'

/** How the program is, as it was told. */
export type System = WireReply<typeof readSystem>
