import type { Context } from '#database/context.ts'
import type { Within } from '#domain/events/record.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'

/** What the portal's verbs are given. */
export type PortalRim = {
  context: Context
  planFor: PlanFor
  within: readonly Within[]
  /** The program's own: it seals what guests ask for. */
  secret: string
}
