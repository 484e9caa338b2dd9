import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { countedRows } from './counted.ts'
import type { LoggedEvent, Payload } from './fact.ts'

export type TimelineEvent = {
  eventId: string
  type: LoggedEvent['type']
  occurredAt: Date
  /** To the microsecond, in UTC. */
  occurredText: string
  store: { code: string; name: string } | null
  channel: string | null
  amount: number | null
  payload: Payload
  texts: Readonly<Record<string, unknown>> | null
}

export type TimelinePlace = { occurredAt: string; eventId: string }

/**
 * What counts of the streams of a customer, the latest first, tombstones aside.
 * @param types only these; null: all
 */
export async function readTimelineEvents(
  tx: Tx,
  memberIds: readonly string[],
  {
    types,
    after,
    limit,
  }: { types: readonly string[] | null; after: TimelinePlace | null; limit: number },
): Promise<TimelineEvent[]> {
  const { rows } = await sql<TimelineEvent>`
    with logged as (
      select * from events where customer_id = any(${memberIds}::uuid[])
    ), ${countedRows}, page as (
      select * from counted
      where type not in ('superseded', 'import_taken_back')
        and (${types}::text[] is null or type = any(${types}::text[]))
        and (
          ${after?.occurredAt ?? null}::timestamptz is null
          or (occurred_at, event_id) < (${after?.occurredAt ?? null}::timestamptz, ${after?.eventId ?? null}::uuid)
        )
      order by occurred_at desc, event_id desc
      limit ${limit}
    )
    select event_id as "eventId", page.type, page.occurred_at as "occurredAt",
      to_char(page.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredText",
      case when stores.number is null then null
        else json_build_object('code', stores.code, 'name', stores.name) end as store,
      channels.code as channel, events.amount, events.payload, event_texts.content as texts
    from page
    join events using (customer_id, event_id)
    left join event_texts using (customer_id, event_id)
    left join stores on stores.number = events.store_number
    left join channels on channels.number = events.channel_number
    order by page.occurred_at desc, event_id desc`.execute(tx)
  return rows
}
