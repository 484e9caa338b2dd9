import * as cart from '#contract/endpoints/cart.ts'
import { type Caller, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import type { GuessLimit } from '#domain/loyalty/vouchers/guess-limit.ts'
import { captureCart, releaseCart } from './end-cart.ts'
import { holdCart } from './hold-cart.ts'
import { askCart } from './price-cart.ts'

/** @param guesses of codes that do not exist; the same wherever codes are asked for */
export function routes(context: Context, guesses: GuessLimit): Route[] {
  const planFor = keptPlan()
  const rim = (caller: Caller) => ({ context, caller, guesses, planFor })
  return [
    on(cart.askCart, ({ body, caller }) => askCart(rim(caller), body)),
    on(cart.holdCart, ({ body, caller }) => holdCart(rim(caller), body)),
    on(cart.captureCart, ({ params, body, caller }) =>
      captureCart(context, caller, params.cartId, body.purchase),
    ),
    on(cart.releaseCart, ({ params, caller }) => releaseCart(context, caller, params.cartId)),
  ]
}
