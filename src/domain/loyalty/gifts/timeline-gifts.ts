import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { TimelinePage } from '#domain/events/timeline-queries.ts'
import { readTimelineBook } from '../timeline-book.ts'

/** Gifts handed over to a customer and taken back, the latest first. */
export const readTimelineGifts = (tx: Tx, memberIds: readonly string[], page: TimelinePage) =>
  readTimelineBook(
    tx,
    {
      taken: 'gift_handed_over',
      returned: 'gift_returned',
      lines: sql`
        select hand_over_id as id, cancels as undoes, occurred_at, store_number, null as amount,
          jsonb_build_object('name', gift_articles.content ->> 'name', 'article', given.article,
            'ladder', ladder, 'basketGift', basket_gift) as details
        from gift_hand_overs as given
        join gift_articles using (article)
        where given.customer_id = any(${memberIds}::uuid[])`,
    },
    page,
  )
