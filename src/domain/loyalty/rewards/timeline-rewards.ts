import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import {
  instantInFull,
  isBehind,
  storeOrNone,
  type TimelineAct,
  type TimelinePage,
} from '#domain/events/timeline-queries.ts'

type Told = TimelineAct<'reward_redeemed' | 'reward_returned'>

/** Rewards redeemed by a customer and given back, the latest first. */
export async function readTimelineRewards(
  tx: Tx,
  memberIds: readonly string[],
  { after, limit }: TimelinePage,
): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select redemption_id as id,
      case when cancels is null then 'reward_redeemed' else 'reward_returned' end as type,
      occurred_at as "occurredAt", ${instantInFull(sql`occurred_at`)} as "occurredText",
      ${storeOrNone} as store, null as amount, null as text,
      jsonb_build_object('name', revised.content ->> 'name', 'reward', taken.reward,
        'points', -taken.points, 'currency', point_currencies.name) as details
    from reward_redemptions as taken
    join reward_revisions as revised using (reward, revision)
    join rewards using (reward)
    join point_currencies using (currency)
    left join stores on stores.number = taken.store_number
    where taken.customer_id = any(${memberIds}::uuid[])
      and ${isBehind(sql`occurred_at`, sql`redemption_id`, after)}
    order by occurred_at desc, redemption_id desc
    limit ${limit}`.execute(tx)
  return rows
}
