import { sql } from 'kysely'
import type { VoucherHold } from '#contract/endpoints/voucher-codes.ts'
import type { VoucherBenefit } from '#contract/language/voucher.ts'
import type { Tx } from '#database/transaction.ts'

/** A voucher kept for a checkout, as it stands in the table. */
export type Hold = {
  id: string
  voucherId: string
  revision: number
  codeId: string
  code: string
  customerId: string | null
  storeNumber: number | null
  channel: string | null
  purchaseSource: string | null
  purchaseExternalId: string | null
  basket: number
  discount: number
  cost: number
  expiresAt: Date
  status: 'open' | 'captured' | 'released'
  redemptionId: string | null
  benefit: VoucherBenefit
  currency: string
}

export async function findHold(tx: Tx, holdId: string): Promise<Hold | undefined> {
  const { rows } = await sql<Hold>`
    select hold_id as id, held.voucher_id as "voucherId", held.revision, code_id as "codeId", code,
      customer_id as "customerId", store_number as "storeNumber", channel,
      purchase_source as "purchaseSource", purchase_external_id as "purchaseExternalId",
      basket, discount, cost, expires_at as "expiresAt", status,
      redemption_id as "redemptionId", content -> 'benefit' as benefit, currency
    from voucher_holds as held
    join voucher_revisions as revised
      on revised.voucher_id = held.voucher_id and revised.revision = held.revision
    cross join business
    where hold_id = ${holdId}`.execute(tx)
  return rows[0]
}

/** What was promised; it does not change when the hold ends. */
export const holdView = (hold: Hold): VoucherHold => ({
  id: hold.id,
  voucherId: hold.voucherId,
  code: hold.code,
  customerId: hold.customerId,
  discount: { amount: hold.discount, currency: hold.currency },
  article:
    hold.benefit.kind === 'free_article'
      ? { sku: hold.benefit.sku, name: hold.benefit.name }
      : null,
  expiresAt: hold.expiresAt,
})
