import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import {
  instantInFull,
  isBehind,
  storeOrNone,
  type TimelineAct,
  type TimelinePage,
} from '#domain/events/timeline-queries.ts'

/** A book of what customers took: each line says what it is, or which other line it undoes. */
type Book<Taken extends string, Returned extends string> = {
  taken: Taken
  returned: Returned
  /** Selects `id`, `undoes`, `occurred_at`, `store_number`, `amount` and `details`. */
  lines: RawBuilder<unknown>
}

/** What was taken by a customer and given back, the latest first. */
export async function readTimelineBook<Taken extends string, Returned extends string>(
  tx: Tx,
  { taken, returned, lines }: Book<Taken, Returned>,
  { after, limit }: TimelinePage,
): Promise<TimelineAct<Taken | Returned>[]> {
  const { rows } = await sql<TimelineAct<Taken | Returned>>`
    select id, case when undoes is null then ${taken}::text else ${returned}::text end as type,
      occurred_at as "occurredAt", ${instantInFull(sql`occurred_at`)} as "occurredText",
      ${storeOrNone} as store, amount, null as text, details
    from (${lines}) as book
    left join stores on stores.number = book.store_number
    where ${isBehind(sql`occurred_at`, sql`id`, after)}
    order by occurred_at desc, id desc
    limit ${limit}`.execute(tx)
  return rows
}
