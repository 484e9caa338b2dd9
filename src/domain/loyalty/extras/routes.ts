import * as extras from '#contract/endpoints/extras.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { keptPlan } from '../follow-program.ts'
import { cancelExtra } from './cancel-extra.ts'
import { claimExtra } from './claim-extra.ts'

export function routes(context: Context): Route[] {
  const planFor = keptPlan()
  return [
    on(extras.claimExtra, ({ body, caller }) => claimExtra({ context, caller, planFor }, body)),
    on(extras.cancelExtra, ({ params, caller }) => cancelExtra(context, caller, params.claimId)),
  ]
}
