import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import {
  instantInFull,
  isBehind,
  storeOrNone,
  type TimelineAct,
  type TimelinePage,
} from '#domain/events/timeline-queries.ts'

type Told = TimelineAct<'gift_handed_over' | 'gift_returned'>

/** Gifts handed over to a customer and taken back, the latest first. */
export async function readTimelineGifts(
  tx: Tx,
  memberIds: readonly string[],
  { after, limit }: TimelinePage,
): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select hand_over_id as id,
      case when cancels is null then 'gift_handed_over' else 'gift_returned' end as type,
      occurred_at as "occurredAt", ${instantInFull(sql`occurred_at`)} as "occurredText",
      ${storeOrNone} as store, null as amount, null as text,
      jsonb_build_object('name', gift_articles.content ->> 'name', 'article', given.article,
        'ladder', ladder, 'basketGift', basket_gift) as details
    from gift_hand_overs as given
    join gift_articles using (article)
    left join stores on stores.number = given.store_number
    where given.customer_id = any(${memberIds}::uuid[])
      and ${isBehind(sql`occurred_at`, sql`hand_over_id`, after)}
    order by occurred_at desc, hand_over_id desc
    limit ${limit}`.execute(tx)
  return rows
}
