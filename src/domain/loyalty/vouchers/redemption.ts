import { sql } from 'kysely'
import type { VoucherRedemption } from '#contract/endpoints/voucher-codes.ts'
import type { VoucherBenefit, VoucherWorth } from '#contract/language/voucher.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import type { Purchase } from './look-up.ts'

/** A line of the book of redemptions; a reversal carries negative numbers. */
export type NewRedemption = {
  redemptionId: string
  voucherId: string
  revision: number
  codeId: string
  customerId: string | null
  storeNumber: number | null
  channel: string | null
  purchase: Purchase | null
  occurredAt: Date
  createdBy: string
  basket: number
  uses: number
  discount: number
  cost: number
  remaining: number | null
  holdId: string | null
  reverses: string | null
  reason: string | null
}

/** Writes the line and adds it to what was taken. The voucher is locked by the caller. */
export async function writeRedemption(tx: Tx, line: NewRedemption): Promise<void> {
  await sql`
    with taken as (
      update vouchers
      set uses = uses + ${line.uses}, discount = discount + ${line.discount},
        cost = cost + ${line.cost}
      where voucher_id = ${line.voucherId}
      returning code_kind
    ), taken_of_code as (
      insert into voucher_code_uses (code_id, uses, discount)
      select ${line.codeId}::uuid, ${line.uses}::integer, ${line.discount}::bigint
      from taken where code_kind = 'single'
      on conflict (code_id) do update
      set uses = voucher_code_uses.uses + excluded.uses,
        discount = voucher_code_uses.discount + excluded.discount
    )
    insert into voucher_redemptions (redemption_id, voucher_id, revision, code_id, customer_id,
      store_number, channel, purchase_source, purchase_external_id, occurred_at, created_by,
      basket, uses, discount, cost, remaining, hold_id, reverses, reason)
    values (${line.redemptionId}, ${line.voucherId}, ${line.revision}, ${line.codeId},
      ${line.customerId}, ${line.storeNumber}, ${line.channel}, ${line.purchase?.source ?? null},
      ${line.purchase?.externalId ?? null}, ${line.occurredAt}, ${line.createdBy}, ${line.basket},
      ${line.uses}, ${line.discount}, ${line.cost}, ${line.remaining}, ${line.holdId},
      ${line.reverses}, ${line.reason})`.execute(tx)
}

type Row = {
  id: string
  voucherId: string
  revision: number
  customerId: string | null
  discount: number
  cost: number
  remaining: number | null
  reverses: string | null
  reason: string | null
  occurredAt: Date
  benefit: VoucherBenefit
  currency: string
}

/** @param after the last one of the page before: older ones follow */
export async function readRedemptions(
  { kysely }: Queryable,
  voucherId: string,
  after: string | null,
  limit: number,
): Promise<VoucherRedemption[]> {
  const { rows } = await sql<Row>`
    ${selected}
    where redeemed.voucher_id = ${voucherId}
      and (${after}::uuid is null or redemption_id < ${after})
    order by redemption_id desc
    limit ${limit}`.execute(kysely)
  return rows.map(toRedemption)
}

export async function readRedemption(tx: Tx, redemptionId: string): Promise<VoucherRedemption> {
  const { rows } = await sql<Row>`${selected} where redemption_id = ${redemptionId}`.execute(tx)
  return toRedemption(rows[0]!)
}

const selected = sql`
  select redemption_id as id, redeemed.voucher_id as "voucherId", redeemed.revision,
    customer_id as "customerId", discount, cost, remaining, reverses, reason,
    occurred_at as "occurredAt", content -> 'benefit' as benefit, currency
  from voucher_redemptions as redeemed
  join voucher_revisions as revised
    on revised.voucher_id = redeemed.voucher_id and revised.revision = redeemed.revision
  cross join business`

function toRedemption({ benefit, currency, ...row }: Row): VoucherRedemption {
  const money = (amount: number) => ({ amount, currency })
  return {
    ...row,
    discount: money(row.discount),
    cost: money(row.cost),
    remaining: row.remaining === null ? null : money(row.remaining),
    article: articleOf(benefit),
  }
}

/** The article to be booked as a discount at the till. */
export const articleOf = (benefit: VoucherWorth) =>
  benefit.kind === 'free_article' ? { sku: benefit.sku, name: benefit.name } : null
