import type { Input, Reply } from '#contract/endpoint.ts'
import type { redeemCode as endpoint } from '#contract/endpoints/pos-codes.ts'
import type { Caller } from '#contract/route.ts'
import { takeCode } from '#domain/loyalty/redemption-codes/take-code.ts'
import { greetGuest, type Rim } from './greet-guest.ts'

/** Redeems the code a guest shows, and greets them with what is left. */
export async function redeemCode(
  rim: Rim,
  caller: Caller,
  { code, store, language }: Input<typeof endpoint>['body'],
): Promise<Reply<typeof endpoint>> {
  const { customerId, ...redeemed } = await takeCode(rim, caller, { code, store, language })
  return { redeemed, guest: await greetGuest(rim, customerId, language) }
}
