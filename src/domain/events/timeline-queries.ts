import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { countedRows } from './counted.ts'
import type { LoggedEvent, Payload } from './fact.ts'

export type TimelineEvent = {
  eventId: string
  /** In whose stream it stands. */
  memberId: string
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

/** Where a page ends: a line's instant, to the microsecond in UTC, and its id. */
export type TimelinePlace = { occurredAt: string; id: string }
export type TimelinePage = { after: TimelinePlace | null; limit: number }

/** Something else that stands beside the events: what was done, not what happened. */
export type TimelineAct<Type extends string> = {
  id: string
  type: Type
  occurredAt: Date
  /** To the microsecond, in UTC. */
  occurredText: string
  store: { code: string; name: string } | null
  amount: number | null
  text: string | null
  details: Record<string, string | number | boolean | null>
}

/** Whether a row lies behind the place where the page before ended. */
export const isBehind = (
  at: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  after: TimelinePlace | null,
): RawBuilder<unknown> =>
  after === null
    ? sql`true`
    : sql`(${at}, ${id}) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`

/** An instant to the microsecond, in UTC. */
export const instantInFull = (at: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Of the table `stores`, joined or not. */
export const storeOrNone = sql`case when stores.number is null then null
  else json_build_object('code', stores.code, 'name', stores.name) end`

/** Only events of these types, null: of all; only this one; only those of `counted` that fit. */
type Wished = {
  types: readonly string[] | null
  event?: string | null | undefined
  belongs?: RawBuilder<unknown>
}

/**
 * What counts of the streams of a customer, the latest first, tombstones aside. */
export async function readTimelineEvents(
  tx: Tx,
  memberIds: readonly string[],
  { types, event = null, after, limit, belongs = sql`true` }: TimelinePage & Wished,
): Promise<TimelineEvent[]> {
  const { rows } = await sql<TimelineEvent>`
    with logged as (
      select * from events where customer_id = any(${memberIds}::uuid[])
    ), ${countedRows}, page as (
      select * from counted
      where type <> all(array['superseded', 'import_taken_back', 'customers_merged', 'customers_parted'])
        and (${types}::text[] is null or type = any(${types}::text[]))
        and (${event}::uuid is null or event_id = ${event}::uuid)
        and ${isBehind(sql`occurred_at`, sql`event_id`, after)}
        and ${belongs}
      order by occurred_at desc, event_id desc
      limit ${limit}
    )
    select event_id as "eventId", customer_id as "memberId", page.type, page.occurred_at as "occurredAt",
      ${instantInFull(sql`page.occurred_at`)} as "occurredText", ${storeOrNone} as store,
      channels.code as channel, events.amount, events.payload, event_texts.content as texts
    from page
    join events using (customer_id, event_id)
    left join event_texts using (customer_id, event_id)
    left join stores on stores.number = events.store_number
    left join channels on channels.number = events.channel_number
    order by page.occurred_at desc, event_id desc`.execute(tx)
  return rows
}
