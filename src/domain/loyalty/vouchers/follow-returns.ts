import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { type Concerned, type Follower, readReturned } from '#domain/loyalty/returned-purchases.ts'
import { newId } from '#kernel/ids.ts'
import { isNothing, lineOf, owedBack, type Taken } from './give-back.ts'
import { lockVoucher } from './look-up.ts'
import { writeRedemption } from './redemption.ts'

/** In the book, what returns gave back is told from what people did by this. */
const byReturns = 'returns'

/**
 * Gives back what vouchers took of purchases that were returned, by what the redemption recorded.
 * It follows the log by cursor; what it writes and how far it has read are one transaction.
 */
export const voucherReturnsWorker = (context: Context): Worker => ({
  name: 'voucher returns',
  restMillis: 1_000,
  work: async (signal) => {
    const more = await transaction(context.database, async (tx) => {
      const read = await readReturned(tx, redemptions)
      for (const one of read.concerned) await follow(tx, one, context.clock.now())
      return read.more
    })
    return more && !signal.aborted ? 'more' : 'done'
  },
})

const redemptions: Follower = {
  cursor: sql.table('voucher_returns_read'),
  taken: sql`
    select redemption_id as taken_id, voucher_id as lock_id, purchase_source as source,
      purchase_external_id as external_id
    from voucher_redemptions where purchase_external_id is not null and reverses is null`,
}

async function follow(tx: Tx, concerned: Concerned, now: Date) {
  const { takenId: redemptionId, lockId: voucherId, ...purchase } = concerned
  await lockVoucher(tx, voucherId)
  const { taken, byHand, before, ...line } = await readTaken(tx, redemptionId)
  const back = lineOf(owedBack(taken, purchase), byHand, before)
  if (isNothing(back)) return
  await writeRedemption(tx, {
    ...line,
    ...back,
    redemptionId: newId(),
    voucherId,
    purchase: null,
    occurredAt: now,
    createdBy: byReturns,
    remaining: line.remaining === null ? null : line.remaining - back.discount,
    holdId: null,
    reverses: redemptionId,
    reason: null,
  })
}

type Row = {
  revision: number
  codeId: string
  customerId: string | null
  storeNumber: number | null
  channel: string | null
  basket: number
  /** On the code now, where it is used in parts. */
  remaining: number | null
  taken: Taken
  byHand: Taken
  before: Taken
}

async function readTaken(tx: Tx, redemptionId: string): Promise<Row> {
  const { rows } = await sql<Row>`
    with back as (
      select created_by = ${byReturns} as by_returns, uses, discount, cost
      from voucher_redemptions where reverses = ${redemptionId}
    ), sums as (
      select by_returns, json_build_object('uses', sum(uses), 'discount', sum(discount),
        'cost', sum(cost)) as taken
      from back group by by_returns
    ), nothing as (
      select json_build_object('uses', 0, 'discount', 0, 'cost', 0) as taken
    )
    select redeemed.revision, redeemed.code_id as "codeId", customer_id as "customerId",
      store_number as "storeNumber", channel, basket,
      case when remaining is not null then
        (content -> 'benefit' ->> 'amount')::bigint - coalesce(own.discount, 0) end as remaining,
      json_build_object('uses', redeemed.uses, 'discount', redeemed.discount,
        'cost', redeemed.cost) as taken,
      coalesce((select taken from sums where not by_returns), nothing.taken) as "byHand",
      coalesce((select taken from sums where by_returns), nothing.taken) as before
    from voucher_redemptions as redeemed
    join voucher_revisions as revised
      on revised.voucher_id = redeemed.voucher_id and revised.revision = redeemed.revision
    left join voucher_code_uses as own on own.code_id = redeemed.code_id
    cross join nothing
    where redemption_id = ${redemptionId}`.execute(tx)
  return rows[0]!
}
