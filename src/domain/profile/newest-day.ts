import { sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import { unnestRows } from '#database/unnest.ts'
import { monthOf } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { type Contribution, mainShare } from './contribution.ts'
import type { DayRow } from './day-rows.ts'
import { encodeDays } from './encoding.ts'
import { type CustomerDay, customerDayRows, type StoreDay, storeDayRows } from './rows.ts'

/** One purchase that may be the first thing its customer did on a day after all days known. */
export type NewestPurchase = {
  customerId: string
  contribution: Contribution
  dayBegins: Date
  days: readonly DayRow[]
}

/**
 * Most purchases are the first of a new day of their customer. Then nothing that is known changes,
 * all is added at the ends, and the database can do so without handing out the profile: what
 * `apply` does, for this case alone. The customer's days cannot be there yet.
 *
 * Also adds `storeDays` as they are; those of the purchases it adds by itself.
 * @param purchases at most one per customer
 * @returns a statement that gives the customers for whom it was not so, or who wait for a purchase
 * to a return: untouched
 */
export const addingNewestDays = (
  purchases: readonly NewestPurchase[],
  storeDays: readonly StoreDay[],
  shard: number,
) => sql<{ customer_id: string }>`${prepared}
    with purchase as materialized (select * from ${purchaseRows(purchases)} order by customer_id),
    added as (
      update profiles set
        last_seen_at = purchase.at,
        first_purchase_at = coalesce(first_purchase_at, purchase.at),
        last_purchase_at = purchase.at,
        revenue = revenue + purchase.sales,
        sales = profiles.sales + purchase.sales,
        margin = profiles.margin + purchase.margin,
        purchases = purchases + 1,
        purchase_days = purchase_days + 1,
        visits = visits + 1,
        facts = facts + 1,
        first_category = case when first_purchase_at is null then purchase.category else first_category end,
        first_store = case when first_purchase_at is null then purchase.store else first_store end,
        first_channel = case when first_purchase_at is null then purchase.channel else first_channel end,
        first_month = coalesce(first_month, purchase.month),
        months = case when first_month is null then '\\x01' else set_bit(
          months || decode(repeat('00', ((purchase.month - first_month) >> 3) + 1 - length(months)), 'hex'),
          purchase.month - first_month, 1) end,
        month_revenue = case when substr(month_revenue, length(month_revenue) - 9, 2) = int2send(purchase.month)
          then overlay(month_revenue placing int8send(purchase.sales
            + ('x' || encode(substr(month_revenue, length(month_revenue) - 7), 'hex'))::bit(64)::bigint)
            from length(month_revenue) - 7)
          else month_revenue || int2send(purchase.month) || int8send(purchase.sales) end,
        days = days || purchase.day_entry,
        categories = case when profiles.categories @> purchase.categories then profiles.categories
          when profiles.categories = '{}' then purchase.categories else (
          select array_agg(distinct category order by category)
          from unnest(profiles.categories || purchase.categories) as category) end
      from purchase
      where profiles.customer_id = purchase.customer_id
        and open_returns = 0
        and (last_seen_at < purchase.day_begins or facts = 0)
      returning profiles.customer_id
    ), day as (
      insert into customer_days (customer_id, day, store_number, channel_number, category_number,
        purchases, receipts, sales, returned, margin)
      select new.* from ${customerDayRows(daysOf(purchases))} join added using (customer_id)
      returning day, store_number, channel_number, receipts, sales
    ), counted as (
      insert into store_days as known (day, store_number, channel_number, known_receipts,
        known_sales, anonymous_receipts, anonymous_sales, shard)
      select day, store_number, channel_number, sum(known_receipts), sum(known_sales),
        sum(anonymous_receipts), sum(anonymous_sales), ${shard}::smallint
      from (
        select day, store_number, channel_number, receipts as known_receipts,
          sales as known_sales, 0 as anonymous_receipts, 0 as anonymous_sales
        from day
        union all
        select * from ${storeDayRows(storeDays)}
      ) as change
      group by day, store_number, channel_number
      order by day, store_number, channel_number
      on conflict (day, store_number, channel_number, shard) do update set
        known_receipts = known.known_receipts + excluded.known_receipts,
        known_sales = known.known_sales + excluded.known_sales,
        anonymous_receipts = known.anonymous_receipts + excluded.anonymous_receipts,
        anonymous_sales = known.anonymous_sales + excluded.anonymous_sales
    )
    select customer_id from purchase
    where customer_id not in (select customer_id from added)`

const daysOf = (purchases: readonly NewestPurchase[]): CustomerDay[] =>
  purchases.flatMap(({ customerId, days }) => days.map((day) => ({ customerId, ...day })))

const sumOf = ({ shares }: Contribution, of: 'sales' | 'margin') =>
  shares.reduce((sum, share) => sum + share[of], 0)

const purchaseRows = (purchases: readonly NewestPurchase[]) =>
  unnestRows<NewestPurchase>(
    'sent',
    [
      { name: 'customer_id', type: 'uuid', of: (row) => row.customerId },
      { name: 'at', type: 'timestamptz', of: (row) => row.contribution.at },
      { name: 'day_begins', type: 'timestamptz', of: (row) => row.dayBegins },
      { name: 'month', type: 'smallint', of: (row) => monthOf(row.contribution.day) },
      { name: 'sales', type: 'bigint', of: (row) => sumOf(row.contribution, 'sales') },
      { name: 'margin', type: 'bigint', of: (row) => sumOf(row.contribution, 'margin') },
      { name: 'store', type: 'smallint', of: (row) => row.contribution.store },
      { name: 'channel', type: 'smallint', of: (row) => row.contribution.channel },
      {
        name: 'category',
        type: 'integer',
        of: (row) => mainShare(row.contribution.shares).category,
      },
      { name: 'day_entry', type: 'bytea', of: (row) => dayEntry(row.contribution) },
      { name: 'categories', type: 'integer[]', of: (row) => categoriesOf(row.contribution) },
    ],
    purchases,
  )

const dayEntry = ({ day, store, channel }: Contribution) =>
  encodeDays([{ day, store, channel, purchase: true }])

const categoriesOf = ({ shares }: Contribution) =>
  `{${shares.flatMap(({ category }) => (category === 0 ? [] : [category])).join(',')}}`

/** Begins of local days, found once each. */
export class DayBegins {
  readonly #zone: TimeZone
  readonly #known = new Map<number, Date | null>()

  constructor(zone: TimeZone) {
    this.#zone = zone
  }

  /** The first instant of a local day; null where the zone leaves it in doubt. */
  of(day: number): Date | null {
    const known = this.#known.get(day)
    if (known !== undefined) return known
    const begins = this.#zone.startOf(day)
    const certain = this.#zone.dayOf(new Date(begins.getTime() - 1)) < day
    this.#known.set(day, certain ? begins : null)
    return certain ? begins : null
  }
}
