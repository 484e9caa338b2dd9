import { sql } from 'kysely'
import type { VoucherCode } from '#contract/endpoints/vouchers.ts'
import type { Caller } from '#contract/route.ts'
import type { Queryable } from '#database/transaction.ts'
import { wasIn } from '#domain/profile/customer-conditions.ts'
import { nobody } from './code.ts'

type Row = {
  codeId: string
  code: string
  state: VoucherCode['state']
  customerId: string | null
  redeemed: number
  remaining: number | null
  currency: string
  createdAt: Date
}

export type ListedCode = Omit<VoucherCode, 'customerName'> & { codeId: string }

type Wish = {
  state?: VoucherCode['state'] | undefined
  /** The last one of the page before. */
  after: string | null
  limit: number
  /** Who may not see a customer does not see their code. */
  stores?: Caller['stores']
}

/** Codes of a voucher in the order in which they were made, with what became of them. */
export async function readCodes(
  { kysely }: Queryable,
  voucherId: string,
  { state, after, limit, stores = null }: Wish,
): Promise<ListedCode[]> {
  const { rows } = await sql<Row>`
    select codes.code_id as "codeId", shown as code, state,
      nullif(customer_id, ${nobody}) as "customerId",
      coalesce(own.uses, case code_kind when 'shared' then vouchers.uses else 0 end) as redeemed,
      case when in_parts then amount - coalesce(own.discount, 0) end as remaining,
      currency, codes.created_at as "createdAt"
    from voucher_codes as codes
    join vouchers using (voucher_id)
    join voucher_revisions as revised
      on revised.voucher_id = codes.voucher_id and revised.revision = vouchers.revision
    left join voucher_code_uses as own using (code_id)
    cross join business
    cross join lateral (
      select coalesce((content -> 'benefit' ->> 'inParts')::boolean, false) as in_parts,
        (content -> 'benefit' ->> 'amount')::bigint as amount
    ) as worth
    cross join lateral (
      select case
        when code_kind = 'single' and own.uses > 0 and (not in_parts or own.discount >= amount)
          then 'used'
        when customer_id is not null then 'issued'
        else 'free' end as state
    ) as stands
    where codes.voucher_id = ${voucherId}
      and (${after}::uuid is null or codes.code_id > ${after})
      and ${ofState(state)} and ${ofVisible(stores)}
    order by codes.code_id
    limit ${limit}`.execute(kysely)
  return rows.map(({ remaining, currency, ...row }) => ({
    ...row,
    remaining: remaining === null ? null : { amount: remaining, currency },
  }))
}

/** Of a million codes few are used or issued: those are found by themselves, not by looking at all. */
function ofState(state: VoucherCode['state'] | undefined) {
  switch (state) {
    case undefined:
      return sql`true`
    case 'used':
      return sql`state = 'used'
        and codes.code_id in (select code_id from voucher_code_uses where uses > 0)`
    case 'issued':
      return sql`state = 'issued' and customer_id is not null`
    case 'free':
      return sql`state = 'free' and customer_id is null`
  }
}

const ofVisible = (stores: Caller['stores']) =>
  stores === null
    ? sql`true`
    : sql`(customer_id is null or customer_id in (
        select customer_id from profiles where ${wasIn(stores)}))`
