import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'

/** Of a life that ended before the program began, a state may be kept or not: it says nothing. */
export const statesOfTheFollowed = sql`
  select * from program_states where (state #>> '{last,0}')::bigint >= (
    select extract(epoch from min(valid_from)) * 1000 from program_revisions
  )`

/** What holds rows of a customer, beside the books and the log, which are only added to. */
const tables: Record<string, RawBuilder<unknown>> = {
  customers: sql`select * from customers`,
  persons: sql`select * from persons`,
  identities: sql`select * from identities`,
  customer_tags: sql`select * from customer_tags`,
  person_revisions: sql`select * from person_revisions`,
  profiles: sql`select * from profiles`,
  customer_days: sql`select * from customer_days`,
  program_states: statesOfTheFollowed,
  // Until when time was booked says nothing of the customer; an account of nothing is none.
  ledger_accounts: sql`
    select customer_id, currency, state::jsonb - 'settledAt' as state, next_at from ledger_accounts
    where state::jsonb -> 'sums' <> '{}'`,
  ledger_acts: sql`select * from ledger_acts`,
  gift_hand_overs: sql`select * from gift_hand_overs`,
  customer_vouchers: sql`select * from customer_vouchers`,
  voucher_redemptions: sql`select * from voucher_redemptions`,
  referrals: sql`select * from referrals`,
  referral_codes: sql`select * from referral_codes`,
  event_keys: sql`select * from event_keys`,
  // What the books come to: of every cause, lot and pair of accounts.
  ledger_entries: sql`
    with moved as (
      select customer_id, currency, kind, effective_at, coalesce(act_id, event_id) as cause,
        movement ->> 'lot' as lot, movement ->> 'from' as one, movement ->> 'to' as other,
        (movement ->> 'points')::bigint as points
      from ledger_entries, json_array_elements(movements) as movement
    )
    select customer_id, currency, kind, effective_at, cause, lot, least(one, other) as one,
      greatest(one, other) as other, sum(case when one < other then points else -points end) as points
    from moved group by 1, 2, 3, 4, 5, 6, 7, 8
    having sum(case when one < other then points else -points end) <> 0`,
  store_days: sql`
    select day as customer_id, day, store_number, channel_number, sum(known_receipts) as known,
      sum(known_sales) as sales, sum(anonymous_receipts) as anonymous, sum(anonymous_sales) as more
    from store_days group by day, store_number, channel_number
    having sum(known_receipts) <> 0 or sum(anonymous_receipts) <> 0
      or sum(known_sales) <> 0 or sum(anonymous_sales) <> 0`,
}

/** Every row of every table, as text, by table. */
export async function contents({ kysely }: Queryable): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const [table, rows] of Object.entries(tables)) {
    const result = await sql<{ row: string }>`
      select to_jsonb(kept)::text as row from (${rows}) as kept order by 1`.execute(kysely)
    found[table] = result.rows.map(({ row }) => row)
  }
  return found
}
