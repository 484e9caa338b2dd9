import type { RewardContent } from '#contract/language/reward.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { storeAllowed } from '#domain/business/store-of.ts'
import { lockAccount } from '#domain/ledger/lock-account.ts'
import { accountNow } from '#domain/ledger/record-act.ts'
import { redeemOffline } from '#domain/ledger/redeem-offline.ts'
import { standingOf } from '#domain/ledger/standing.ts'
import { claimedTarget } from '#domain/loyalty/act-reference.ts'
import { agreedOn } from '#domain/loyalty/partners/agreement-rows.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { lockReward } from './lock-reward.ts'
import { claimAndLookUp } from './look-up.ts'
import { refusalOf } from './reason-in-words.ts'
import { writeRedemption } from './redemption-rows.ts'

export type RedeemedOffline = {
  source: string
  externalId: string
  reward: string
  customerId: string
  store: string
  /** The price that was shown. */
  points: number
  happenedAt: Date
}

/** A device without a network can judge nothing but points. */
export const needsPointsAlone = ({ gives, stock, perCustomer, tiers, inPart }: RewardContent) =>
  (gives.kind === 'article' || gives.kind === 'exclusive_product' || gives.kind === 'experience') &&
  [stock, perCustomer ?? null, tiers ?? null, inPart ?? null].every((limit) => limit === null)

/**
 * Records what was redeemed while a device had no network, once; the same act that was sent before
 * the network went is known by its reference. It has happened, so it is not refused for want of points.
 * @returns `lost`: the points that were not there; null where it was known before
 */
export async function redeemRewardOffline(
  tx: Tx,
  caller: Caller,
  { source, externalId, points, happenedAt, ...redeemed }: RedeemedOffline,
  now: Date,
): Promise<{ id: string; lost: number | null }> {
  const { reward: key, customerId, store: code } = redeemed
  // As the counter asks with a network, so that both are known to be one.
  const asked = { reward: key, customer: { id: customerId }, store: code }
  const reference = { source, externalId }
  const id = newId()
  const wish = { store: code, reward: key, now }
  const { claimed, seen, business, ...found } = await claimAndLookUp(
    tx,
    { reference, asked, id },
    wish,
  )
  if (!claimed) return { id: await claimedTarget(tx, 'reward', reference, asked), lost: null }
  const store = storeAllowed(code, found.store, caller.stores, '/store')
  if (!seen) throw notFound('reward')
  const account = await lockAccount(tx, { customerId, currency: seen.content.currency })
  const { defined, article } = await lockReward(tx, seen)
  const { content, revision } = defined
  if (!needsPointsAlone(content)) {
    throw conflict('reward_online_only', 'This reward is redeemed with a network alone.')
  }
  if (points !== content.price) {
    throw conflict('reward_changed', 'The reward has another price by now.')
  }
  if (article?.stock === 0) throw refusalOf(['reward_out_of_stock'], business.language)
  const { currency } = content
  const before = standingOf(currency, await accountNow(tx, account, now)).offlineLoss
  const doneBy = callerKey(caller)
  const { actId, standing } = await redeemOffline(
    tx,
    {
      ...{ customerId: account.kept.customerId, currency, identity: `reward ${id}`, doneBy },
      ...{ store: store?.number ?? 0, points, redeemedAt: happenedAt },
      reason: { key: 'redeemed.reward', params: { reward: content.name, key } },
    },
    now,
  )
  await writeRedemption(
    tx,
    {
      ...{ id, customerId, reward: key, revision, times: 1, points, money: 0, actId },
      ...{ article: article?.key ?? null, voucherIssueId: null, cancels: null },
      ...{ storeNumber: store?.number ?? null, occurredAt: happenedAt, createdBy: doneBy ?? '' },
    },
    agreedOn(key, business.today),
  )
  return { id, lost: standing.offlineLoss - before }
}
