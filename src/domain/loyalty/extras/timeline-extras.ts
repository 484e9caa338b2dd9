import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { TimelinePage } from '#domain/events/timeline-queries.ts'
import { readTimelineBook } from '../timeline-book.ts'

/** Free extras of a tier given to a customer and undone, the latest first. */
export const readTimelineExtras = (tx: Tx, memberIds: readonly string[], page: TimelinePage) =>
  readTimelineBook(
    tx,
    {
      taken: 'extra_given',
      returned: 'extra_undone',
      lines: sql`
        select claim_id as id, cancels as undoes, occurred_at, store_number, null as amount,
          jsonb_build_object('name', extra) as details
        from extra_claims where customer_id = any(${memberIds}::uuid[])`,
    },
    page,
  )
