import type { WireReply } from '#contract/endpoint.ts'
import type { readKnown } from '#contract/endpoints/analytics.ts'

export type KnownReply = WireReply<typeof readKnown>
export type Figures = KnownReply['total']

export const shareOf = (count: number, { customers }: Figures) =>
  customers === 0 ? 0 : count / customers
