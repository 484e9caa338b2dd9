import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { dateText } from '#kernel/calendar.ts'
import type { DayRow } from './day-rows.ts'
import type { Profile } from './profile.ts'
import { decodeProfile, encodeProfile, type ProfileRow } from './profile-row.ts'

/** The profiles of these customers, locked in order of their ids. */
export async function lockProfiles(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Profile>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<ProfileRow>`
    select * from profiles where customer_id = any(${customerIds}::uuid[])
    order by customer_id for update`.execute(tx)
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
  await sql`
    with saved as (
      update profiles set
        last_seen_at = coalesce(new.last_seen_at, customers.created_at),
        first_purchase_at = new.first_purchase_at, last_purchase_at = new.last_purchase_at,
        revenue = new.revenue, sales = new.sales, returned = new.returned, margin = new.margin,
        purchases = new.purchases, purchase_days = new.purchase_days, visits = new.visits,
        facts = new.facts, open_returns = new.open_returns, first_category = new.first_category,
        first_store = new.first_store, first_channel = new.first_channel,
        first_month = new.first_month, months = decode(new.months, 'hex'),
        month_revenue = decode(new.month_revenue, 'hex'), days = decode(new.days, 'hex'),
        categories = new.categories, engagement = new.engagement
      from json_to_recordset(${JSON.stringify([...profiles].map(([customer_id, profile]) => ({ customer_id, ...encodeProfile(profile) })))}::json) as new(
        customer_id uuid, last_seen_at timestamptz, first_purchase_at timestamptz,
        last_purchase_at timestamptz, revenue bigint, sales bigint, returned bigint, margin bigint,
        purchases integer, purchase_days integer, visits integer, facts integer,
        open_returns integer, first_category integer, first_store smallint, first_channel smallint,
        first_month smallint, months text, month_revenue text, days text, categories integer[],
        engagement jsonb)
      join customers using (customer_id)
      where profiles.customer_id = new.customer_id
    ), counted as (
      insert into store_days as known (day, store_number, channel_number, shard, known_receipts,
        known_sales, anonymous_receipts, anonymous_sales)
      select day, store_number, channel_number, ${shard}::smallint, known_receipts, known_sales,
        anonymous_receipts, anonymous_sales
      from json_to_recordset(${JSON.stringify(storeDays.map(storeDayRow))}::json) as new(
        day date, store_number smallint, channel_number smallint, known_receipts integer,
        known_sales bigint, anonymous_receipts integer, anonymous_sales bigint)
      order by day, store_number, channel_number
      on conflict (day, store_number, channel_number, shard) do update set
        known_receipts = known.known_receipts + excluded.known_receipts,
        known_sales = known.known_sales + excluded.known_sales,
        anonymous_receipts = known.anonymous_receipts + excluded.anonymous_receipts,
        anonymous_sales = known.anonymous_sales + excluded.anonymous_sales
    )
    insert into customer_days as known (customer_id, day, store_number, channel_number,
      category_number, purchases, receipts, sales, returned, margin)
    select * from json_to_recordset(${JSON.stringify(customerDays.map(customerDayRow))}::json) as new(
      customer_id uuid, day date, store_number smallint, channel_number smallint,
      category_number integer, purchases integer, receipts integer, sales bigint, returned bigint,
      margin bigint)
    on conflict (customer_id, day, store_number, channel_number, category_number) do update set
      purchases = known.purchases + excluded.purchases,
      receipts = known.receipts + excluded.receipts,
      sales = known.sales + excluded.sales,
      returned = known.returned + excluded.returned,
      margin = known.margin + excluded.margin`.execute(tx)
}

const customerDayRow = (row: CustomerDay) => ({
  customer_id: row.customerId,
  day: dateText(row.day),
  store_number: row.store,
  channel_number: row.channel,
  category_number: row.category,
  purchases: row.purchases,
  receipts: row.receipts,
  sales: row.sales,
  returned: row.returned,
  margin: row.margin,
})

const storeDayRow = (row: StoreDay) => ({
  day: dateText(row.day),
  store_number: row.store,
  channel_number: row.channel,
  known_receipts: row.knownReceipts,
  known_sales: row.knownSales,
  anonymous_receipts: row.anonymousReceipts,
  anonymous_sales: row.anonymousSales,
})

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
