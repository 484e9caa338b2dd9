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
 * that was handed out: else their file, sent again, would hand it out twice.
 */
export async function erasePerson(tx: Tx, customerIds: readonly string[]): Promise<void> {
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
