import type { Input, Reply } from '#contract/endpoint.ts'
import type { redeemCode as endpoint } from '#contract/endpoints/pos-codes.ts'
import type { Caller } from '#contract/route.ts'
import { transaction } from '#database/transaction.ts'
import { takeCode } from '#domain/loyalty/redemption-codes/take-code.ts'
import { greetGuest, type Rim } from './greet-guest.ts'
import { refuseOwnCard } from './own-card.ts'

/** Redeems the code a guest shows, and greets them with what is left. */
export async function redeemCode(
  rim: Rim,
  caller: Caller,
  asked: Input<typeof endpoint>['body'],
): Promise<Reply<typeof endpoint>> {
  const { customerId, ...redeemed } = await transaction(rim.context.database, (tx) =>
    takeCode(tx, { ...rim, caller }, asked, (_, root) => refuseOwnCard(tx, caller, root)),
  )
  return { redeemed, guest: await greetGuest(rim, customerId, asked.language) }
}
