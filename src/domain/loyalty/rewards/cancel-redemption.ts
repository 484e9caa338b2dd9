import type { RewardCancellation } from '#contract/endpoints/rewards.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { lockAccounts } from '#domain/ledger/account-rows.ts'
import { cancelAct } from '#domain/ledger/cancel-act.ts'
import { customerOf } from '#domain/loyalty/customer-named.ts'
import { lockArticle } from '#domain/loyalty/gifts/article-rows.ts'
import { movePieces } from '#domain/loyalty/gifts/stock.ts'
import { monthNow } from '#domain/loyalty/partners/agreement-rows.ts'
import { refuseLateUndo } from '#domain/loyalty/undo.ts'
import { withdrawIssued } from '#domain/loyalty/vouchers/issue-voucher.ts'
import { refuseOtherStore } from '#domain/loyalty/vouchers/store-of.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import {
  findCancellation,
  findRedemption,
  type NewRedemption,
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
    const taken = await findRedemption(tx, redemptionId)
    if (!taken) throw notFound('reward_redemption')
    if (caller.stores !== null) refuseOtherStore(taken.storeNumber, caller.stores)
    const { name } = await lockAccountOf(tx, taken)
    const known = await findCancellation(tx, redemptionId)
    if (known) return known
    refuseLateUndo(caller, taken, now, 'reward_undo_too_late')
    await undo(tx, { ...taken, name }, caller, now)
    return (await findCancellation(tx, redemptionId))!
  })
}

async function lockAccountOf(tx: Tx, { customerId: takenBy, reward }: NewRedemption) {
  const { customerId } = await customerOf(tx, takenBy)
  const { currency, name } = (await readReward(tx, reward, 'of a stock')).content
  await lockAccounts(tx, [{ customerId, currency }])
  return { name }
}

type Taken = NewRedemption & { name: string }

async function undo(tx: Tx, { name, ...taken }: Taken, caller: Caller, now: Date): Promise<void> {
  const id = newId()
  const { customerId, storeNumber, reward, article, voucherIssueId } = taken
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
  if (article !== null) {
    await lockArticle(tx, article)
    const move = { article, reason: 'returned' as const, pieces: 1, cause: id }
    await movePieces(tx, { ...move, storeNumber, now, createdBy })
  }
  if (voucherIssueId !== null && !(await withdrawIssued(tx, voucherIssueId, now))) {
    throw conflict('reward_voucher_used', 'The voucher it gave was used or is kept for a checkout.')
  }
  const back = { times: -1 as const, points: -taken.points, money: -taken.money }
  const line = { ...taken, ...back, id, actId, occurredAt: now, createdBy }
  const month = taken.agreementId === null ? null : await monthNow(tx, now)
  await writeRedemption(tx, { ...line, cancels: taken.id, month })
}
