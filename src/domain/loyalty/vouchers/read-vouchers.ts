import { sql } from 'kysely'
import type { Voucher } from '#contract/endpoints/vouchers.ts'
import type { VoucherContent, VoucherStatus } from '#contract/language/voucher.ts'
import type { Queryable } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'

type Row = {
  id: string
  status: VoucherStatus
  codeKind: Voucher['codeKind']
  code: string | null
  revision: number
  content: VoucherContent
  createdAt: Date
  codes: number
  issued: number
  redeemed: number
  onHold: number
  discount: number
  cost: number
  currency: string
}

type Wish = {
  voucherId?: string
  status?: VoucherStatus | undefined
  /** The last one of the page before: older ones follow. */
  after?: string | null
  limit: number
}

/** Vouchers with what was taken of them so far, newest first. */
export async function readVouchers(
  { kysely }: Queryable,
  { voucherId, status, after, limit }: Wish,
  now: Date,
): Promise<Voucher[]> {
  const { rows } = await sql<Row>`
    with wanted as (
      select * from vouchers
      where (${voucherId ?? null}::uuid is null or voucher_id = ${voucherId ?? null})
        and (${status ?? null}::text is null or status = ${status ?? null})
        and (${after ?? null}::uuid is null or voucher_id < ${after ?? null})
      order by voucher_id desc
      limit ${limit}
    )
    select voucher_id as id, status, code_kind as "codeKind", wanted.revision, content,
      wanted.created_at as "createdAt", codes, uses as redeemed, discount, cost, currency,
      case code_kind when 'shared' then (
        select shown from voucher_codes where voucher_codes.voucher_id = wanted.voucher_id limit 1
      ) end as code,
      (select count(*) from customer_vouchers
        where customer_vouchers.voucher_id = wanted.voucher_id) as issued,
      (select count(*) from voucher_holds
        where voucher_holds.voucher_id = wanted.voucher_id and voucher_holds.status = 'open'
          and expires_at > ${now}) as "onHold"
    from wanted
    join voucher_revisions using (voucher_id, revision)
    cross join business
    order by voucher_id desc`.execute(kysely)
  return rows.map(toVoucher)
}

export async function readVoucher(db: Queryable, voucherId: string, now: Date): Promise<Voucher> {
  const [voucher] = await readVouchers(db, { voucherId, limit: 1 }, now)
  if (!voucher) throw notFound('voucher')
  return voucher
}

function toVoucher(row: Row): Voucher {
  const { codes, issued, redeemed, onHold, discount, cost, currency, ...voucher } = row
  return {
    ...voucher,
    use: {
      codes,
      issued,
      redeemed,
      onHold,
      discount: { amount: discount, currency },
      cost: { amount: cost, currency },
    },
  }
}
