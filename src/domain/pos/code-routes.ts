import * as codes from '#contract/endpoints/pos-codes.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { makeCardCode } from './make-card-code.ts'
import { redeemCode } from './redeem-code.ts'

/** What passes between the counter and a guest's own phone. */
export function codeRoutes(context: Context): Route[] {
  const rim = { context, planFor: keptPlan() }
  return [
    on(codes.makeCardCode, ({ params, origin }) =>
      makeCardCode(context, { customerId: params.customerId, origin }),
    ),
    on(codes.redeemCode, ({ body, caller }) => redeemCode(rim, caller, body)),
  ]
}
