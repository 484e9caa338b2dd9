import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { TimelinePage } from '#domain/events/timeline-queries.ts'
import { readTimelineBook } from '../timeline-book.ts'

/** Rewards redeemed by a customer and given back, the latest first. */
export const readTimelineRewards = (tx: Tx, memberIds: readonly string[], page: TimelinePage) =>
  readTimelineBook(
    tx,
    {
      taken: 'reward_redeemed',
      returned: 'reward_returned',
      lines: sql`
        select redemption_id as id, cancels as undoes, occurred_at, store_number, null as amount,
          jsonb_build_object('name', revised.content ->> 'name', 'reward', taken.reward,
            'points', -taken.points, 'currency', point_currencies.name) as details
        from reward_redemptions as taken
        join reward_revisions as revised using (reward, revision)
        join rewards using (reward)
        join point_currencies using (currency)
        where taken.customer_id = any(${memberIds}::uuid[])`,
    },
    page,
  )
