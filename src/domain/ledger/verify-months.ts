import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { TimeZone } from '#kernel/time-zone.ts'

/** A place where what is kept differs from what the books and the acts say. */
export type LedgerDifference = { table: string; key: string; stored: string; replayed: string }

/**
 * Months whose sums are not what the entries booked in them come to.
 *
 * A month that is over stays as it is, so what was booked near the end of one stands in the month
 * of the time zone the business had then. Which that was nobody knows any more; but no zone is
 * further than twelve hours west or fourteen east. So a sum may stand in the month beside, up to
 * what was booked so close to the border between them, and nothing may be lost or added.
 */
export async function monthDifferences(
  tx: Tx,
  zone: TimeZone,
  limit: number,
): Promise<LedgerDifference[]> {
  const { rows } = await sql<LedgerDifference>`
    with moved as (
      select booked_at at time zone ${zone.name} as local,
        booked_at at time zone 'UTC' - interval '12 hours' as west,
        booked_at at time zone 'UTC' + interval '14 hours' as east,
        currency, kind, movement,
        coalesce(store_number, 0) as store, coalesce((movement->>'issuer')::int, 0) as issuer
      from ledger_entries, json_array_elements(movements) as movement
    ), booked as (
      select (extract(year from local) * 12 + extract(month from local) - 1 - 1970 * 12)::int as month,
        currency, case when kind = 'clock' then issuer else store end as store, issuer,
        movement->>'from' as from_account, movement->>'to' as to_account,
        sum((movement->>'points')::bigint) as points,
        sum((movement->>'points')::bigint)
          filter (where date_trunc('month', west) < date_trunc('month', local)) as maybe_before,
        sum((movement->>'points')::bigint)
          filter (where date_trunc('month', east) > date_trunc('month', local)) as maybe_after
      from moved group by 1, 2, 3, 4, 5, 6
    ), kept as (
      select month, currency, store_number as store, issuer_number as issuer, from_account,
        to_account, sum(points) as points
      from ledger_months group by 1, 2, 3, 4, 5, 6
    ), compared as (
      select month, currency, store, issuer, from_account, to_account,
        coalesce(kept.points, 0) as stored, coalesce(booked.points, 0) as replayed,
        coalesce(maybe_before, 0) as maybe_before, coalesce(maybe_after, 0) as maybe_after
      from booked full join kept using (month, currency, store, issuer, from_account, to_account)
    ), moved_on as (
      select compared.*, sum(stored - replayed) over up_to_here as too_early,
        lead(month) over up_to_here = month + 1 as has_next,
        lead(maybe_before) over up_to_here as maybe_of_next
      from compared
      window up_to_here as (
        partition by currency, store, issuer, from_account, to_account order by month
      )
    ), judged as (
      select moved_on.*, bool_or(
        too_early < case when has_next then -maybe_after else 0 end
        or too_early > case when has_next then maybe_of_next else 0 end
      ) over (partition by currency, store, issuer, from_account, to_account) as is_wrong
      from moved_on
    )
    select 'ledger_months' as table,
      concat_ws(' ', month, currency, store, issuer, from_account, to_account) as key,
      stored::text, replayed::text
    from judged where is_wrong and stored <> replayed
    limit ${limit}`.execute(tx)
  return rows
}
