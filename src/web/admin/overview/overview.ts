import type { WireReply } from '#contract/endpoint.ts'
import type { readOverview } from '#contract/endpoints/analytics.ts'

export type Overview = WireReply<typeof readOverview>
export type KeyFigure = Overview['staying']
export type Finding = Overview['findings'][number]
