import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type {
  reverseVoucherRedemption,
  VoucherRedemption,
} from '#contract/endpoints/voucher-codes.ts'
import { type Caller, callerKey, isCashier } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { conflict, notFound, Refusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { roundHalfUp } from '#kernel/money.ts'
import { lockVoucher } from './look-up.ts'
import { readRedemption, writeRedemption } from './redemption.ts'
import { claimReference } from './reference.ts'

type Reversing = Input<typeof reverseVoucherRedemption>['body']

/** At the till a booking can be undone for so long; later it takes somebody who may. */
const undoMillis = 10 * 60_000

/** Gives back what a redemption took, by what it recorded and never by today's rules. */
export async function reverseRedemption(
  { database, clock }: Context,
  caller: Caller,
  redemptionId: string,
  { source, externalId, discount, reason }: Reversing,
): Promise<VoucherRedemption> {
  return await transaction(database, async (tx) => {
    const id = newId()
    const asked = { redemptionId, discount, reason }
    const known = await claimReference(tx, { source, externalId }, 'reversal', asked, id)
    if (known !== null) return await readRedemption(tx, known)
    const taken = await lockRedemption(tx, caller, redemptionId)
    refuseLateUndo(caller, taken, clock.now())
    const back = giveBack(taken, discount)
    await writeRedemption(tx, {
      ...taken,
      ...back,
      purchase: null,
      redemptionId: id,
      reverses: redemptionId,
      occurredAt: clock.now(),
      createdBy: callerKey(caller) ?? '',
      remaining: taken.remaining === null ? null : await remainingWith(tx, taken, back.discount),
      holdId: null,
      reason: reason ?? null,
    })
    return await readRedemption(tx, id)
  })
}

type Taken = {
  voucherId: string
  revision: number
  codeId: string
  customerId: string | null
  storeNumber: number | null
  channel: string | null
  createdBy: string
  occurredAt: Date
  basket: number
  discount: number
  cost: number
  remaining: number | null
  /** What reversals have given back so far, as negative numbers. */
  backUses: number
  backDiscount: number
  backCost: number
}

async function lockRedemption(tx: Tx, caller: Caller, redemptionId: string): Promise<Taken> {
  const seen = await findTaken(tx, redemptionId)
  if (!seen) throw notFound('voucher_redemption')
  if (caller.stores !== null) refuseOtherStore(seen.storeNumber, caller.stores)
  await lockVoucher(tx, seen.voucherId)
  return (await findTaken(tx, redemptionId))!
}

async function findTaken(tx: Tx, redemptionId: string): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`
    select voucher_id as "voucherId", revision, code_id as "codeId", customer_id as "customerId",
      store_number as "storeNumber", channel, created_by as "createdBy",
      occurred_at as "occurredAt", basket, taken.discount, taken.cost, remaining,
      coalesce(back.uses, 0) as "backUses", coalesce(back.discount, 0)::bigint as "backDiscount",
      coalesce(back.cost, 0)::bigint as "backCost"
    from voucher_redemptions as taken
    cross join lateral (
      select sum(uses) as uses, sum(discount) as discount, sum(cost) as cost
      from voucher_redemptions where reverses = ${redemptionId}
    ) as back
    where redemption_id = ${redemptionId} and taken.reverses is null`.execute(tx)
  return rows[0]
}

function refuseLateUndo(caller: Caller, { occurredAt, createdBy }: Taken, now: Date) {
  if (!isCashier(caller)) return
  const isOwn = createdBy === callerKey(caller)
  if (isOwn && now.getTime() - occurredAt.getTime() <= undoMillis) return
  throw new Refusal(
    'forbidden',
    'voucher_undo_too_late',
    'At the till you can undo your own redemptions for 10 minutes. Ask the store manager.',
  )
}

/**
 * Parts carry cost in proportion, rounded from what was given back in all, so that parts in any
 * order add up to the whole. The use comes back with the last part.
 */
function giveBack(taken: Taken, asked: number | undefined) {
  const { backUses, backDiscount, backCost } = taken
  if (backUses < 0) {
    throw conflict('voucher_redemption_reversed', 'This redemption was given back in whole.')
  }
  const left = taken.discount + backDiscount
  const part = asked ?? left
  if (part > left) {
    throw conflict('voucher_reversal_exceeds', `Of this redemption ${left} are left to give back.`)
  }
  const isWhole = part === left
  const total = taken.discount - left + part
  const cost = isWhole ? taken.cost : roundHalfUp((taken.cost * total) / taken.discount)
  return {
    uses: isWhole ? -1 : 0,
    discount: -part,
    cost: -(cost + backCost),
  }
}

async function remainingWith(tx: Tx, taken: Taken, discount: number): Promise<number> {
  const { rows } = await sql<{ remaining: number }>`
    select (content -> 'benefit' ->> 'amount')::bigint - own.discount as remaining
    from voucher_revisions, voucher_code_uses as own
    where voucher_id = ${taken.voucherId} and revision = ${taken.revision}
      and own.code_id = ${taken.codeId}`.execute(tx)
  return rows[0]!.remaining - discount
}
