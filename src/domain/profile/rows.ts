import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import type { DayRow } from './day-rows.ts'
import type { Profile } from './profile.ts'
import { decodeProfile, type ProfileRow, profileRows } from './profile-row.ts'

/** The profiles of these customers, locked in order of their ids. */
export async function lockProfiles(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Profile>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<ProfileRow>`${prepared}
    select profiles.*
    from unnest(${customerIds}::uuid[]) as asked(customer_id) join profiles using (customer_id)
    order by customer_id for update of profiles`.execute(tx)
  return new Map(rows.map((row) => [row.customer_id, decodeProfile(row)]))
}

export async function readProfiles(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Profile>> {
  const { rows } = await sql<ProfileRow>`
    select * from profiles where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.customer_id, decodeProfile(row)]))
}

/** What a transaction adds to the receipts of one day, store and channel. */
export type StoreDay = {
  day: number
  store: number
  channel: number
  knownReceipts: number
  knownSales: number
  anonymousReceipts: number
  anonymousSales: number
}

export type CustomerDay = DayRow & { customerId: string }

/** Writes profiles, adds to the customers' days and to the stores' days, in one statement. */
export async function saveProfiles(
  tx: Tx,
  profiles: ReadonlyMap<string, Profile>,
  customerDays: readonly CustomerDay[],
  storeDays: readonly StoreDay[],
  shard: number,
): Promise<void> {
  await sql`${prepared}
    with saved as (
      update profiles set
        last_seen_at = coalesce(new.last_seen_at, (
          select created_at from customers where customers.customer_id = new.customer_id)),
        first_purchase_at = new.first_purchase_at, last_purchase_at = new.last_purchase_at,
        revenue = new.revenue, sales = new.sales, returned = new.returned, margin = new.margin,
        purchases = new.purchases, purchase_days = new.purchase_days, visits = new.visits,
        facts = new.facts, open_returns = new.open_returns, first_category = new.first_category,
        first_store = new.first_store, first_channel = new.first_channel,
        first_month = new.first_month, months = new.months, month_revenue = new.month_revenue,
        days = new.days, categories = new.categories, engagement = new.engagement
      from ${profileRows(profiles)}
      where profiles.customer_id = new.customer_id
    ), counted as (
      insert into store_days as known (day, store_number, channel_number, known_receipts,
        known_sales, anonymous_receipts, anonymous_sales, shard)
      select *, ${shard}::smallint from ${storeDayRows(storeDays)}
      order by day, store_number, channel_number
      on conflict (day, store_number, channel_number, shard) do update set
        known_receipts = known.known_receipts + excluded.known_receipts,
        known_sales = known.known_sales + excluded.known_sales,
        anonymous_receipts = known.anonymous_receipts + excluded.anonymous_receipts,
        anonymous_sales = known.anonymous_sales + excluded.anonymous_sales
    )
    insert into customer_days as known (customer_id, day, store_number, channel_number,
      category_number, purchases, receipts, sales, returned, margin)
    select * from ${customerDayRows(customerDays)}
    on conflict (customer_id, day, store_number, channel_number, category_number) do update set
      purchases = known.purchases + excluded.purchases,
      receipts = known.receipts + excluded.receipts,
      sales = known.sales + excluded.sales,
      returned = known.returned + excluded.returned,
      margin = known.margin + excluded.margin`.execute(tx)
}

export const customerDayRows = (days: readonly CustomerDay[]) =>
  unnestRows<CustomerDay>(
    'new',
    [
      { name: 'customer_id', type: 'uuid', of: (row) => row.customerId },
      { name: 'day', type: 'date', of: (row) => row.day },
      { name: 'store_number', type: 'smallint', of: (row) => row.store },
      { name: 'channel_number', type: 'smallint', of: (row) => row.channel },
      { name: 'category_number', type: 'integer', of: (row) => row.category },
      { name: 'purchases', type: 'integer', of: (row) => row.purchases },
      { name: 'receipts', type: 'integer', of: (row) => row.receipts },
      { name: 'sales', type: 'bigint', of: (row) => row.sales },
      { name: 'returned', type: 'bigint', of: (row) => row.returned },
      { name: 'margin', type: 'bigint', of: (row) => row.margin },
    ],
    days,
  )

export const storeDayRows = (days: readonly StoreDay[]) =>
  unnestRows<StoreDay>(
    'new',
    [
      { name: 'day', type: 'date', of: (row) => row.day },
      { name: 'store_number', type: 'smallint', of: (row) => row.store },
      { name: 'channel_number', type: 'smallint', of: (row) => row.channel },
      { name: 'known_receipts', type: 'integer', of: (row) => row.knownReceipts },
      { name: 'known_sales', type: 'bigint', of: (row) => row.knownSales },
      { name: 'anonymous_receipts', type: 'integer', of: (row) => row.anonymousReceipts },
      { name: 'anonymous_sales', type: 'bigint', of: (row) => row.anonymousSales },
    ],
    days,
  )

type DayRowSql = {
  customer_id: string
  day: number
  store: number
  channel: number
  category: number
  purchases: number
  receipts: number
  sales: number
  returned: number
  margin: number
}

const dayRowColumns = sql`customer_id, day - date '1970-01-01' as day, store_number as store,
  channel_number as channel, category_number as category, purchases, receipts, sales, returned, margin`

const customerDayOf = ({ customer_id, ...row }: DayRowSql): CustomerDay => ({
  customerId: customer_id,
  ...row,
})

/** Removes the days of these customers, to be written anew, and says what they were. */
export async function takeCustomerDays(
  tx: Tx,
  customerIds: readonly string[],
): Promise<CustomerDay[]> {
  const { rows } = await sql<DayRowSql>`
    delete from customer_days where customer_id = any(${customerIds}::uuid[])
    returning ${dayRowColumns}`.execute(tx)
  return rows.map(customerDayOf)
}

export async function readCustomerDays(
  tx: Tx,
  customerIds: readonly string[],
): Promise<CustomerDay[]> {
  const { rows } = await sql<DayRowSql>`
    select ${dayRowColumns} from customer_days
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  return rows.map(customerDayOf)
}
