import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import {
  instantInFull,
  isBehind,
  storeOrNone,
  type TimelineAct,
  type TimelinePage,
} from '#domain/events/timeline-queries.ts'
import type { Deed } from './act.ts'
import { toldOnce } from './act-rows.ts'
import type { Reason } from './facts.ts'

/** Holds come and go with a checkout; what came of them is told. */
const told: readonly Deed['kind'][] = [
  ...(['redeem', 'donate', 'redeem_offline', 'capture', 'grant', 'goodwill', 'opening'] as const),
  ...(['cancel', 'extend', 'end', 'transfer_out', 'transfer_in'] as const),
]
/** Rewards have a book of their own, and who brought somebody has an event that says so. */
const toldElsewhere: readonly Reason['key'][] = [
  'redeemed.reward',
  'canceled.reward',
  'referral.referrer',
]

/** What was done with the points of a customer, the latest first. */
export async function readTimelineActs(
  tx: Tx,
  memberIds: readonly string[],
  { after, limit }: TimelinePage,
): Promise<TimelineAct<'points'>[]> {
  const { rows } = await sql<TimelineAct<'points'>>`
    select act_id as id, 'points' as type, at as "occurredAt",
      ${instantInFull(sql`at`)} as "occurredText", ${storeOrNone} as store, null as amount,
      note as text,
      jsonb_build_object(
        'act', acts.kind, 'reason', reason_key, 'reward', reason_params ->> 'reward',
        'currency', point_currencies.name,
        'points', case
          when acts.kind in ('redeem', 'donate', 'redeem_offline', 'capture', 'transfer_out')
            then -(deed ->> 'points')::bigint
          when acts.kind = 'transfer_in' then (
            select sum((lot ->> 'points')::bigint) from jsonb_array_elements(deed -> 'lots') as lot
          )
          else (deed ->> 'points')::bigint end
      ) as details
    from ledger_acts as acts
    join point_currencies using (currency)
    left join act_notes using (customer_id, act_id)
    left join stores on stores.number = acts.store_number
    where acts.customer_id = any(${memberIds}::uuid[]) and acts.kind = any(${told}::text[])
      and reason_key <> all(${toldElsewhere}::text[])
      and ${toldOnce(memberIds)} and ${isBehind(sql`at`, sql`act_id`, after)}
    order by at desc, act_id desc
    limit ${limit}`.execute(tx)
  return rows
}
