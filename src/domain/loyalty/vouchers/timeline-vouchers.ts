import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { TimelinePage } from '#domain/events/timeline-queries.ts'
import { readTimelineBook } from '../timeline-book.ts'

/** Vouchers redeemed by a customer and given back, the latest first. */
export const readTimelineVouchers = (tx: Tx, memberIds: readonly string[], page: TimelinePage) =>
  readTimelineBook(
    tx,
    {
      taken: 'voucher_redeemed',
      returned: 'voucher_returned',
      lines: sql`
        select redemption_id as id, reverses as undoes, occurred_at, store_number,
          abs(discount) as amount, jsonb_build_object('name', revised.content ->> 'name') as details
        from voucher_redemptions as taken
        join voucher_revisions as revised using (voucher_id, revision)
        where taken.customer_id = any(${memberIds}::uuid[])`,
    },
    page,
  )
