import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { isGuestId } from '#domain/events/guest.ts'

/** Tills and what tells of their purchases do not keep the same time to the second. */
export const toleratedMillis = 3 * 60_000

/** A purchase that was told of otherwise, and may be the one of a receipt. */
export type Booking = {
  receipt: string
  eventId: string
  source: string
  externalId: string
  version: number
  customerId: string
  occurredAt: Date
  amount: number
  /** `open`: nobody's yet. `claimed`: an anonymous one that has found its customer. */
  holder: 'open' | 'claimed' | 'customer'
}

export type Sought = {
  receipt: string
  storeNumber: number
  from: Date
  to: Date
  /** What was rung up, and of it what counts: either may have been told. */
  amounts: readonly number[]
}

/**
 * The purchases at a store that were told of at that time with that amount, as they stand now;
 * without those that are known to be of another receipt.
 */
export async function findBookings(tx: Tx, sought: readonly Sought[]): Promise<Booking[]> {
  if (sought.length === 0) return []
  const asked = JSON.stringify(sought)
  const { rows } = await sql<Booking>`
    with sought as (
      select * from json_to_recordset(${asked}::json) as sought
        (receipt text, "storeNumber" smallint, "from" timestamptz, "to" timestamptz, amounts bigint[])
    )
    select receipt, events.event_id as "eventId", events.source, events.external_id as "externalId", event_keys.version,
      events.customer_id as "customerId", occurred_at as "occurredAt", amount,
      case when not ${isGuestId(sql`events.customer_id`)} then 'customer'
        when customers.customer_id is null then 'open' else 'claimed' end as holder
    from sought
    cross join lateral (
      select * from events
      where type = 'purchase' and store_number = "storeNumber"
        and occurred_at between "from" and "to" and amount = any(amounts)
      -- Asked for each receipt by place and time: joined at once, the whole log would be read.
      offset 0
    ) as events
    join event_keys using (source, external_id, event_id)
    left join customers on customers.customer_id = events.customer_id
    where not exists (
      select from receipt_scans
      where receipt_scans.source = events.source and receipt_scans.external_id = events.external_id
    ) and not exists (
      select from till_receipts
      where till_receipts.source = events.source and till_receipts.external_id = events.external_id
    )
    order by receipt, occurred_at, events.source, events.external_id`.execute(tx)
  return rows
}

/** The one nearest in time. */
export function nearest(bookings: readonly Booking[], at: Date): Booking | undefined {
  const apart = ({ occurredAt }: Booking) => Math.abs(occurredAt.getTime() - at.getTime())
  return bookings.toSorted((one, other) => apart(one) - apart(other))[0]
}
