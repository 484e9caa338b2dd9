import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import {
  instantInFull,
  isBehind,
  storeOrNone,
  type TimelineAct,
  type TimelinePage,
} from '#domain/events/timeline-queries.ts'

type Told = TimelineAct<'voucher_redeemed' | 'voucher_returned'>

/** Vouchers redeemed by a customer and given back, the latest first. */
export async function readTimelineVouchers(
  tx: Tx,
  memberIds: readonly string[],
  { after, limit }: TimelinePage,
): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select redemption_id as id,
      case when reverses is null then 'voucher_redeemed' else 'voucher_returned' end as type,
      occurred_at as "occurredAt", ${instantInFull(sql`occurred_at`)} as "occurredText",
      ${storeOrNone} as store, abs(discount) as amount, null as text,
      jsonb_build_object('name', revised.content ->> 'name') as details
    from voucher_redemptions as taken
    join voucher_revisions as revised using (voucher_id, revision)
    left join stores on stores.number = taken.store_number
    where taken.customer_id = any(${memberIds}::uuid[])
      and ${isBehind(sql`occurred_at`, sql`redemption_id`, after)}
    order by occurred_at desc, redemption_id desc
    limit ${limit}`.execute(tx)
  return rows
}
