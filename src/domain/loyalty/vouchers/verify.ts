import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'

export type VoucherDifference = { table: string; key: string; stored: string; replayed: string }

const differencesMax = 100

/**
 * Compares what was taken of each voucher, and with each single code, with the lines of the book.
 * Writes nothing.
 */
export async function verifyVouchers({
  database,
}: Pick<Context, 'database'>): Promise<{ vouchers: number; differences: VoucherDifference[] }> {
  return await readOnly(database, async (tx) => {
    const { rows: differences } = await sql<VoucherDifference>`
      with kept as (
        select 'vouchers' as table, voucher_id as id, uses, discount, cost from vouchers
        union all
        select 'voucher_code_uses', code_id, uses, discount, null from voucher_code_uses
      ), booked as (
        select 'vouchers' as table, voucher_id as id, sum(uses) as uses,
          sum(discount)::bigint as discount, sum(cost)::bigint as cost
        from voucher_redemptions group by voucher_id
        union all
        select 'voucher_code_uses', code_id, sum(line.uses), sum(line.discount)::bigint, null
        from voucher_redemptions as line join vouchers using (voucher_id)
        where code_kind = 'single' group by code_id
      )
      select "table", id::text as key,
        concat_ws(' ', coalesce(kept.uses, 0), coalesce(kept.discount, 0), kept.cost) as stored,
        concat_ws(' ', coalesce(booked.uses, 0), coalesce(booked.discount, 0), booked.cost) as replayed
      from kept full join booked using ("table", id)
      where (coalesce(kept.uses, 0), coalesce(kept.discount, 0), coalesce(kept.cost, 0))
        <> (coalesce(booked.uses, 0), coalesce(booked.discount, 0), coalesce(booked.cost, 0))
      order by 1, 2 limit ${differencesMax}`.execute(tx)
    const { rows } = await sql<{ vouchers: number }>`
      select count(*) as vouchers from vouchers`.execute(tx)
    return { vouchers: rows[0]!.vouchers, differences }
  })
}
