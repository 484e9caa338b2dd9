import { sql } from 'kysely'
import type { RewardCancellation } from '#contract/endpoints/rewards.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { cancelAct } from '#domain/ledger/cancel-act.ts'
import { lockAccount } from '#domain/ledger/lock-account.ts'
import { monthNow } from '#domain/loyalty/partners/agreement-rows.ts'
import { refuseLateUndo } from '#domain/loyalty/undo.ts'
import { withdrawIssued } from '#domain/loyalty/vouchers/issue-voucher.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { lockRows } from './lock-reward.ts'
import {
  findCancellation,
  findRedemption,
  type Redemption,
  writeRedemption,
} from './redemption-rows.ts'
import { readReward } from './reward-rows.ts'

/** Undoes a redemption by what it recorded: points, stock and voucher, once. */
export async function cancelRedemption(
  { database, clock }: Context,
  caller: Caller,
  redemptionId: string,
): Promise<RewardCancellation> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const mayTakeBack = (taken: Redemption) =>
      refuseLateUndo(caller, taken, now, 'reward_undo_too_late')
    return await cancelWithin(tx, { caller, now, mayTakeBack }, redemptionId)
  })
}

type Canceling = { caller: Caller; now: Date; mayTakeBack(taken: Redemption): void }

/** The same in a caller's transaction, for who decides otherwise whether it is too late. */
export async function cancelWithin(
  tx: Tx,
  { caller, now, mayTakeBack }: Canceling,
  redemptionId: string,
): Promise<RewardCancellation> {
  const taken = await findRedemption(tx, redemptionId)
  if (!taken) throw notFound('reward_redemption')
  if (caller.stores !== null) refuseOtherStore(taken.storeNumber, caller.stores)
  const { name } = await lockFor(tx, taken)
  const known = await findCancellation(tx, redemptionId)
  if (known) return known
  mayTakeBack(taken)
  await undo(tx, { ...taken, name }, caller, now)
  return (await findCancellation(tx, redemptionId))!
}

/** In the order of a redemption: the customer's account, the reward, the article that was given. */
async function lockFor(tx: Tx, { customerId, reward, article }: Redemption) {
  const { key, content } = await readReward(tx, reward, 'of a stock')
  await lockAccount(tx, { customerId, currency: content.currency })
  await lockRows(tx, { key, content }, article)
  return { name: content.name }
}

type Taken = Redemption & { name: string }

async function undo(tx: Tx, { name, ...taken }: Taken, caller: Caller, now: Date): Promise<void> {
  const id = newId()
  const { customerId, storeNumber, reward, voucherIssueId } = taken
  const { actId } = await cancelAct(
    tx,
    {
      ...{ customerId, store: storeNumber ?? 0, doneBy: callerKey(caller), act: taken.actId },
      reason: { key: 'canceled.reward', params: { reward: name, key: reward } },
      allowed: 'any_time',
    },
    now,
  )
  const createdBy = callerKey(caller) ?? ''
  if (voucherIssueId !== null && !(await withdrawIssued(tx, voucherIssueId, now))) {
    throw conflict('reward_voucher_used', 'The voucher it gave was used or is kept for a checkout.')
  }
  const back = { times: -1 as const, points: -taken.points, money: -taken.money }
  const line = { ...taken, ...back, id, actId, occurredAt: now, createdBy }
  const month = taken.agreementId === null ? null : await monthNow(tx, now)
  const agreed = sql`select ${taken.agreementId}::uuid as agreement_id, ${month}::smallint as month`
  await writeRedemption(tx, { ...line, cancels: taken.id }, agreed)
}
