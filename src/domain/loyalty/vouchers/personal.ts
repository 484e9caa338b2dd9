import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { nobody } from './code.ts'

/** What vouchers hold about a person. */
export type VoucherExport = {
  issued: { name: string; code: string; issuedAt: Date }[]
  redeemed: { name: string; occurredAt: Date; uses: number; discount: number }[]
}

/** @param customerIds the customer and all who were merged into them */
export async function exportPerson(tx: Tx, customerIds: readonly string[]): Promise<VoucherExport> {
  const { rows: issued } = await sql<VoucherExport['issued'][number]>`
    select content ->> 'name' as name, code, issued_at as "issuedAt"
    from customer_vouchers
    join vouchers using (voucher_id)
    join voucher_revisions using (voucher_id, revision)
    where customer_id = any(${customerIds}::uuid[])
    order by issued_at`.execute(tx)
  const { rows: redeemed } = await sql<VoucherExport['redeemed'][number]>`
    select content ->> 'name' as name, occurred_at as "occurredAt", uses, discount
    from voucher_redemptions
    join voucher_revisions using (voucher_id, revision)
    where customer_id = any(${customerIds}::uuid[])
    order by redemption_id`.execute(tx)
  return { issued, redeemed }
}

/**
 * Forgets the codes that were these customers' own. What was redeemed stays in the books, under
 * an id that leads to nobody and codes that are named nowhere. A code of a partner stays, as one
 * that was handed out: else their file, sent again, would hand it out twice. To be called while the
 * log still knows their purchases by name, with the log open for erasing.
 */
export async function erasePerson(
  tx: Tx,
  customerIds: readonly string[],
  erasureKey: string,
): Promise<void> {
  await forgetReferences(tx, customerIds)
  await hidePurchases(tx, customerIds, erasureKey)
  await forgetCodes(tx, customerIds)
}

/** What other systems call what was done for them: asked again it would find nobody anyway. */
async function forgetReferences(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    delete from voucher_references where target_id in (
      select hold_id from voucher_holds where customer_id = any(${customerIds}::uuid[])
      union all
      select redemption_id from voucher_redemptions where customer_id = any(${customerIds}::uuid[])
      union all
      select issue_id from customer_vouchers where customer_id = any(${customerIds}::uuid[])
    )`.execute(tx)
}

/** Returns still find them: the log renames purchases in the same way. */
async function hidePurchases(
  tx: Tx,
  customerIds: readonly string[],
  erasureKey: string,
): Promise<void> {
  const renamed = sql`erased_external_id(${erasureKey}, purchase_source, purchase_external_id)`
  const theirs = sql`
    customer_id = any(${customerIds}::uuid[])
    or (purchase_source, purchase_external_id) in (
      select source, external_id from events where customer_id = any(${customerIds}::uuid[])
    )`
  await sql`
    with held as (
      update voucher_holds set purchase_external_id = ${renamed} where ${theirs}
    )
    update voucher_redemptions set purchase_external_id = ${renamed}, reason = null
    where ${theirs}`.execute(tx)
}

async function forgetCodes(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with held as (
      delete from customer_vouchers where customer_id = any(${customerIds}::uuid[])
    ), released as (
      update voucher_holds set status = case status when 'open' then 'released' else status end,
        code = '', customer_id = null
      where customer_id = any(${customerIds}::uuid[])
    ), of_partner as (
      select code from voucher_codes
      join vouchers using (voucher_id)
      join voucher_revisions using (voucher_id, revision)
      where customer_id = any(${customerIds}::uuid[])
        and content -> 'benefit' ->> 'kind' = 'at_partner'
    ), kept as (
      update voucher_codes set customer_id = ${nobody} from of_partner
      where voucher_codes.code = of_partner.code
    ), forgotten as (
      delete from voucher_codes
      where customer_id = any(${customerIds}::uuid[]) and code not in (select code from of_partner)
      returning voucher_id
    ), counted as (
      select voucher_id, count(*) as codes from forgotten group by voucher_id
    )
    update vouchers set codes = vouchers.codes - counted.codes
    from counted
    where vouchers.voucher_id = counted.voucher_id`.execute(tx)
}
