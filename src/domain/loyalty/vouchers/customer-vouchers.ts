import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { listCustomerVouchers } from '#contract/endpoints/vouchers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { lastDateOf, readTerms } from './terms.ts'

type Items = Reply<typeof listCustomerVouchers>['items']
type Row = Omit<Items[number], 'remaining'> & { remaining: number | null }

const vouchersMax = 200

/** What a customer, and those merged into them, were issued; as far as the caller may see them. */
export async function customerVouchers(
  { database, clock }: Context,
  customerId: string,
  stores: Caller['stores'],
): Promise<{ items: Items }> {
  return await readOnly(database, async (tx) => {
    const { memberIds } = await seeCustomer(tx, customerId, stores)
    const terms = await readTerms(tx, clock.now())
    const { today, currency } = terms
    const rows = await readIssued(tx, memberIds)
    const items = rows.map(({ remaining, ...row }) => {
      const validUntil = lastDateOf(row, terms)
      const isOver = row.state === 'open' && validUntil !== null && validUntil < today
      return {
        ...{ ...row, validUntil, state: isOver ? 'over' : row.state },
        remaining: remaining === null ? null : { amount: remaining, currency },
      }
    })
    return { items }
  })
}

async function readIssued(tx: Tx, members: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select voucher_id as "voucherId", content ->> 'name' as name, issued.code,
      content ->> 'validUntil' as "validUntil", issued_at as "issuedAt",
      case when in_parts then amount - coalesce(own.discount, 0) end as remaining,
      case
        when own.uses > 0 and (not in_parts or own.discount >= amount) then 'used'
        when status <> 'active' then 'over'
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
