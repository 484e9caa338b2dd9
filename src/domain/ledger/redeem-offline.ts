import type { Tx } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import type { Instant } from './facts.ts'
import { type ActAnswer, type ActRequest, recordAct } from './record-act.ts'
import { refuseNoPoints } from './redeem.ts'

export type OfflineRedemption = ActRequest & { points: number; redeemedAt: Date }

/**
 * Records what a device gave away while it was offline. It has happened, so it is never refused for
 * want of points: what was not there is the loss of the business, and the balance stays at zero.
 */
export async function redeemOffline(
  tx: Tx,
  redemption: OfflineRedemption,
  now: Date,
): Promise<ActAnswer> {
  const { points, redeemedAt } = redemption
  const happenedAt: Instant = redeemedAt.getTime()
  if (happenedAt > now.getTime()) {
    throw malformed('redeemed_in_future', 'What was redeemed offline cannot lie in the future.')
  }
  const decide = () => {
    refuseNoPoints(points)
    return { kind: 'redeem_offline' as const, points }
  }
  const asked = [points, happenedAt]
  return await recordAct(tx, { request: redemption, asked, decide, happenedAt }, now)
}
