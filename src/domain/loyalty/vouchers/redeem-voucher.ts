import type { Input } from '#contract/endpoint.ts'
import type {
  redeemVoucher as redeemVoucherEndpoint,
  VoucherRedemption,
} from '#contract/endpoints/voucher-codes.ts'
import { callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { type Asking, askForUse, guarded } from './ask.ts'
import { type NewRedemption, readRedemption, writeRedemption } from './redemption.ts'
import { claimReference } from './reference.ts'

type Redeeming = Input<typeof redeemVoucherEndpoint>['body']

/** Redeems a code once, however often the same reference asks for it. */
export async function redeemVoucher(
  asking: Asking,
  redeeming: Redeeming,
): Promise<VoucherRedemption> {
  return await guarded(asking, () =>
    transaction(asking.context.database, (tx) => redeem(tx, asking, redeeming)),
  )
}

async function redeem(tx: Tx, asking: Asking, redeeming: Redeeming): Promise<VoucherRedemption> {
  const { source, externalId, language: _, ...use } = redeeming
  const redemptionId = newId()
  const reference = { source, externalId }
  const known = await claimReference(tx, reference, 'redemption', use, redemptionId)
  if (known === null) {
    await writeRedemption(tx, await takenBy(tx, asking, redeeming, redemptionId))
  }
  return await readRedemption(tx, known ?? redemptionId)
}

async function takenBy(
  tx: Tx,
  asking: Asking,
  redeeming: Redeeming,
  redemptionId: string,
): Promise<NewRedemption> {
  const { verdict, asker, store, now, ...found } = await askForUse(tx, asking, redeeming)
  return {
    redemptionId,
    voucherId: found.voucherId,
    revision: found.revision,
    codeId: found.codeId,
    customerId: typeof asker === 'object' ? asker.memberId : null,
    storeNumber: store?.number ?? null,
    channel: redeeming.cart.channel ?? null,
    purchase: redeeming.purchase ?? null,
    occurredAt: now,
    createdBy: callerKey(asking.caller) ?? '',
    basket: redeeming.cart.amount,
    uses: 1,
    discount: verdict.discount,
    cost: verdict.cost,
    remaining: verdict.remaining === null ? null : verdict.remaining - verdict.discount,
    holdId: null,
    reverses: null,
    reason: null,
  }
}
