import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { listCustomerVouchers } from '#contract/endpoints/vouchers.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { notFound } from '#kernel/errors.ts'
import { readTerms } from './terms.ts'

type Items = Reply<typeof listCustomerVouchers>['items']
type Row = Omit<Items[number], 'remaining'> & { remaining: number | null }

const vouchersMax = 200

/** What a customer, and those merged into them, were issued. */
export async function customerVouchers(
  { database, clock }: Context,
  customerId: string,
): Promise<{ items: Items }> {
  return await readOnly(database, async (tx) => {
    await refuseUnknown(tx, customerId)
    const { today, currency } = await readTerms(tx, clock.now())
    const root = (await rootsOf(tx, [customerId])).get(customerId)!
    const members = (await membersOf(tx, [root])).get(root)!
    const rows = await readIssued(tx, members, today)
    const items = rows.map(({ remaining, ...row }) => ({
      ...row,
      remaining: remaining === null ? null : { amount: remaining, currency },
    }))
    return { items }
  })
}

async function refuseUnknown(tx: Tx, customerId: string) {
  const { rows } = await sql`select from customers where customer_id = ${customerId}`.execute(tx)
  if (rows.length === 0) throw notFound('customer')
}

async function readIssued(tx: Tx, members: readonly string[], today: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select voucher_id as "voucherId", content ->> 'name' as name, issued.code,
      content ->> 'validUntil' as "validUntil", issued_at as "issuedAt",
      case when in_parts then amount - coalesce(own.discount, 0) end as remaining,
      case
        when own.uses > 0 and (not in_parts or own.discount >= amount) then 'used'
        when status <> 'active' or content ->> 'validUntil' < ${today} then 'over'
        else 'open' end as state
    from customer_vouchers as issued
    join vouchers using (voucher_id)
    join voucher_revisions using (voucher_id, revision)
    left join voucher_code_uses as own using (code_id)
    cross join lateral (
      select coalesce((content -> 'benefit' ->> 'inParts')::boolean, false) as in_parts,
        (content -> 'benefit' ->> 'amount')::bigint as amount
    ) as worth
    where issued.customer_id = any(${members}::uuid[])
    order by issued_at desc, code_id desc
    limit ${vouchersMax}`.execute(tx)
  return rows
}
