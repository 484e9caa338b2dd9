import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type {
  holdVoucher as holdVoucherEndpoint,
  VoucherHold,
} from '#contract/endpoints/voucher-codes.ts'
import { callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { type Asking, askForUse, guarded } from './ask.ts'
import { findHold, holdView } from './hold.ts'
import { claimReference } from './reference.ts'

type Holding = Input<typeof holdVoucherEndpoint>['body']

const minuteMillis = 60_000

/** Keeps a code for a checkout; until its time is over it counts as redeemed. */
export async function holdVoucher(asking: Asking, holding: Holding): Promise<VoucherHold> {
  return await guarded(asking, () =>
    transaction(asking.context.database, (tx) => holdVoucherIn(tx, asking, holding)),
  )
}

/** As part of keeping a cart. */
export async function holdVoucherIn(
  tx: Tx,
  asking: Asking,
  holding: Holding,
): Promise<VoucherHold> {
  const { source, externalId, language: _, ...use } = holding
  const holdId = newId()
  const known = await claimReference(tx, { source, externalId }, 'hold', use, holdId)
  if (known === null) await writeHold(tx, asking, holding, holdId)
  // The reference leads to it, and holds are not deleted.
  return holdView((await findHold(tx, known ?? holdId))!)
}

async function writeHold(tx: Tx, asking: Asking, holding: Holding, holdId: string) {
  const { verdict, asker, store, now, ...found } = await askForUse(tx, asking, holding)
  const customerId = typeof asker === 'object' ? asker.memberId : null
  const expiresAt = new Date(now.getTime() + holding.minutes * minuteMillis)
  await sql`
    insert into voucher_holds (hold_id, voucher_id, revision, code_id, code, customer_id,
      store_number, channel, purchase_source, purchase_external_id, basket, discount, cost,
      created_at, created_by, expires_at)
    values (${holdId}, ${found.voucherId}, ${found.revision}, ${found.codeId}, ${found.shown},
      ${customerId}, ${store?.number ?? null}, ${holding.cart.channel ?? null},
      ${holding.purchase?.source ?? null}, ${holding.purchase?.externalId ?? null},
      ${holding.cart.amount}, ${verdict.discount}, ${verdict.cost}, ${now},
      ${callerKey(asking.caller) ?? ''}, ${expiresAt})`.execute(tx)
}
