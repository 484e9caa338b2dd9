import { sql } from 'kysely'
import type { VoucherHold, VoucherRedemption } from '#contract/endpoints/voucher-codes.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { findHold, type Hold, holdView } from './hold.ts'
import { lockVoucher, type Purchase } from './look-up.ts'
import { readRedemption, writeRedemption } from './redemption.ts'

type Capture = { discount?: number | undefined; purchase?: Purchase | undefined }

/** Redeems what was kept, or so much of it as the purchase came to. */
export async function captureHold(
  { database, clock }: Context,
  caller: Caller,
  holdId: string,
  capture: Capture,
): Promise<VoucherRedemption> {
  return await transaction(database, (tx) =>
    captureHoldIn(tx, caller, { holdId, ...capture }, clock.now()),
  )
}

/** As part of capturing a cart. */
export async function captureHoldIn(
  tx: Tx,
  caller: Caller,
  { holdId, ...capture }: Capture & { holdId: string },
  now: Date,
): Promise<VoucherRedemption> {
  const hold = await lockHold(tx, caller, holdId)
  if (hold.redemptionId !== null) return await readRedemption(tx, hold.redemptionId)
  refuseCapture(hold, capture, now)
  return await redeemHeld(tx, hold, capture, { now, createdBy: callerKey(caller) ?? '' })
}

/** Lets go what was kept; letting go twice is the same as once. */
export async function releaseHold(
  { database }: Context,
  caller: Caller,
  holdId: string,
): Promise<VoucherHold> {
  return await transaction(database, (tx) => releaseHoldIn(tx, caller, holdId))
}

/** As part of releasing a cart. */
export async function releaseHoldIn(tx: Tx, caller: Caller, holdId: string): Promise<VoucherHold> {
  const hold = await lockHold(tx, caller, holdId)
  if (hold.status === 'captured') {
    throw conflict('voucher_hold_captured', 'This hold was redeemed; reverse the redemption.')
  }
  await sql`update voucher_holds set status = 'released' where hold_id = ${holdId}`.execute(tx)
  return holdView(hold)
}

/** The hold as it is once nobody else can change its voucher. */
async function lockHold(tx: Tx, caller: Caller, holdId: string): Promise<Hold> {
  const seen = await findHold(tx, holdId)
  if (!seen) throw notFound('voucher_hold')
  if (caller.stores !== null) refuseOtherStore(seen.storeNumber, caller.stores)
  await lockVoucher(tx, seen.voucherId)
  return (await findHold(tx, holdId))!
}

function refuseCapture({ status, expiresAt, discount }: Hold, capture: Capture, now: Date) {
  if (status === 'released') throw conflict('voucher_hold_released', 'This hold was let go.')
  if (expiresAt <= now) throw conflict('voucher_hold_over', 'The time of this hold is over.')
  if ((capture.discount ?? 0) > discount) {
    throw conflict('voucher_hold_exceeded', 'No more can be redeemed than was kept.')
  }
}

async function redeemHeld(
  tx: Tx,
  hold: Hold,
  { discount = hold.discount, purchase }: Capture,
  { now, createdBy }: { now: Date; createdBy: string },
): Promise<VoucherRedemption> {
  const redemptionId = newId()
  await sql`
    update voucher_holds set status = 'captured', redemption_id = ${redemptionId}
    where hold_id = ${hold.id}`.execute(tx)
  await writeRedemption(tx, {
    ...hold,
    redemptionId,
    purchase: purchase ?? purchaseOf(hold),
    occurredAt: now,
    createdBy,
    uses: 1,
    discount,
    // A cost of its own stays; one that is the discount becomes what was really given.
    cost: hold.cost === hold.discount ? discount : hold.cost,
    remaining: await remainingAfter(tx, hold, discount),
    holdId: hold.id,
    reverses: null,
    reason: null,
  })
  return await readRedemption(tx, redemptionId)
}

const purchaseOf = ({ purchaseSource, purchaseExternalId }: Hold): Purchase | null =>
  purchaseSource === null || purchaseExternalId === null
    ? null
    : { source: purchaseSource, externalId: purchaseExternalId }

/** What is left on a code that is used in parts; else null. */
async function remainingAfter(tx: Tx, hold: Hold, discount: number): Promise<number | null> {
  const { benefit } = hold
  if (benefit.kind !== 'amount' || !benefit.inParts) return null
  const { rows } = await sql<{ discount: number }>`
    select discount from voucher_code_uses where code_id = ${hold.codeId}`.execute(tx)
  return benefit.amount - (rows[0]?.discount ?? 0) - discount
}
