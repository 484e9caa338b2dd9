import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { dayNumber } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { isMoved, isPlaced, moved } from './places.ts'

type Row = { last_receipt: string | null; last_seen_at: Date | null }

/**
 * The last day with any event; reports and previews look back from it. Null: nothing is known yet.
 * Both days are found through an index, however long the log. What was taken back may stand in
 * another shard of its day than what it takes back.
 */
export async function readLastKnownDay(tx: Tx, zone: TimeZone): Promise<number | null> {
  const { rows } = await sql<Row>`
    with ${moved}
    select
      (select day from store_days group by day
       having sum(known_receipts + anonymous_receipts) > 0
       order by day desc limit 1) as last_receipt,
      nullif(greatest(
        (select seen_at from list_places where ${isPlaced}
         order by seen_at desc, customer_id desc limit 1),
        (select max(seen_at) from current_places
         where ${isMoved(sql`current_places.customer_id`)})
      ), '-infinity') as last_seen_at`.execute(tx)
  const { last_receipt, last_seen_at } = rows[0]!
  const days = [
    ...(last_receipt === null ? [] : [dayNumber(last_receipt)]),
    ...(last_seen_at === null ? [] : [zone.dayOf(last_seen_at)]),
  ]
  return days.length === 0 ? null : Math.max(...days)
}
