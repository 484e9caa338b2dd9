import { type RawBuilder, sql } from 'kysely'
import type { Input, Reply } from '#contract/endpoint.ts'
import {
  atClosingMinutes,
  type Conspicuous,
  type listConspicuous as endpoint,
  oftenOnADay,
  twiceWithinMinutes,
} from '#contract/endpoints/pos-bookings.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { nameStaff } from '#domain/business/name-staff.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { malformed } from '#kernel/errors.ts'
import { readCounterSettings } from './counter-settings.ts'
import { inDays } from './in-days.ts'

const daysMax = 31
const itemsMax = 200
/** Until so long ago nobody knows whether that was the last guest of the day. */
const settledMinutes = 120

/**
 * Bookings that are worth a look: mostly there is a good reason. They are listed by card and counter;
 * who booked them is named where the business has switched that on, and nobody is ranked.
 */
export async function listConspicuous(
  { database, clock }: Context,
  caller: Caller,
  { store, ...asked }: Input<typeof endpoint>['query'],
): Promise<Reply<typeof endpoint>> {
  return await readOnly(database, async (tx) => {
    const { zone } = await readBusinessTerms({ kysely: tx })
    const now = clock.now()
    const until = asked.until ?? dateText(zone.dayOf(now))
    const from = asked.from ?? plusDays(until, -6)
    if (plusDays(from, daysMax) <= until) {
      throw malformed('period_too_long', `At most ${daysMax} days at once.`, '/from')
    }
    const days = { store, from, until }
    const { namesStaff } = await readCounterSettings(tx)
    const rows = await readRows(tx, {
      ...{ zone: zone.name, settled: new Date(now.getTime() - settledMinutes * 60_000) },
      booked: await inDays(tx, caller, days, sql`booked_at`),
      redeemed: await inDays(tx, caller, days, sql`occurred_at`),
    })
    return { items: await named(tx, rows, namesStaff), namesStaff }
  })
}

const plusDays = (day: string, count: number) => dateText(dayNumber(day) + count)

type Row = Omit<Conspicuous, 'bookedBy'> & { keys: string[] }
type Scope = {
  zone: string
  settled: Date
  booked: RawBuilder<boolean>
  redeemed: RawBuilder<boolean>
}

async function readRows(tx: Tx, { zone, settled, booked, redeemed }: Scope): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with booked as materialized (
      select coalesce(merged_into, customer_id) as customer_id, store_number, booked_at as at,
        booked_by as by, (booked_at at time zone ${zone})::date as day
      from pos_bookings join customers using (customer_id)
      where undone_at is null and ${booked}
    ), often as (
      select 'often_on_a_day' as kind, customer_id, store_number, max(at) as at,
        count(*)::int as count, max(at) - min(at) as took, array_agg(distinct by) as keys
      from booked
      group by customer_id, store_number, day
      having count(*) >= ${oftenOnADay}
    ), paired as (
      select *, lag(at) over own as before, lag(by) over own as before_by from booked
      window own as (partition by customer_id, store_number order by at)
    ), soon as (
      select 'twice_soon', customer_id, store_number, at, 2, at - before, array[before_by, by]
      from paired
      where at - before <= make_interval(mins => ${twiceWithinMinutes})
    ), redeemed as (
      select coalesce(merged_into, customer_id) as customer_id, store_number, occurred_at as at,
        created_by as by, (occurred_at at time zone ${zone})::date as day
      from reward_redemptions as line join customers using (customer_id)
      where cancels is null and occurred_at < ${settled} and ${redeemed}
        and (created_by like 'cashier %' or created_by like 'staff %')
        and not exists (
          select from reward_redemptions as back
          where back.customer_id = line.customer_id and back.cancels = line.redemption_id
        )
    ), strange as (
      select redeemed.*, stores.hours is not null as hours_known, ${openNow(zone)} as is_open
      from redeemed join stores on stores.number = store_number
      where not exists (
        select from booked
        where booked.store_number = redeemed.store_number and booked.day = redeemed.day
          and booked.customer_id = redeemed.customer_id
      )
    ), closing as (
      select 'at_closing', customer_id, store_number, at, 1, null::interval, array[by]
      from strange where hours_known and not is_open
    ), last as (
      select 'after_last_booking', customer_id, store_number, at, 1, null::interval, array[by]
      from strange
      where not hours_known and (
        select max(booked.at) <= strange.at from booked
        where booked.store_number = strange.store_number and booked.day = strange.day
      )
    ), found as (
      select * from often union all select * from soon
      union all select * from closing union all select * from last
      order by at desc limit ${itemsMax}
    )
    select kind, json_build_object('code', code, 'name', stores.name) as store,
      json_build_object('id', customer_id, 'name', persons.name) as customer,
      at, count, case when took is not null then greatest(1, round(extract(epoch from took) / 60)) end::int
        as minutes, keys
    from found
    join stores on stores.number = store_number
    left join persons using (customer_id)
    order by at desc, kind`.execute(tx)
  return rows
}

/**
 * Whether a store was open at `redeemed.at`, from its first opening on a day until so many minutes before
 * the last closing; what begins in the evening may last beyond midnight.
 */
const openNow = (zone: string) => sql`exists (
  select from (values (redeemed.day - 1), (redeemed.day)) as opened (day)
  cross join lateral (
    select opened.day + min(opens) as opens,
      opened.day + max(closes + case when closes <= opens then interval '1 day' else interval '0' end)
        as closes
    from jsonb_to_recordset(stores.hours) as span (weekday integer, opens interval, closes interval)
    where weekday = extract(isodow from opened.day)
  ) as doors
  where redeemed.at at time zone ${zone} >= doors.opens
    and redeemed.at at time zone ${zone} < doors.closes - make_interval(mins => ${atClosingMinutes})
    and not exists (
      select from jsonb_to_recordset(stores.closures) as closure ("from" date, until date)
      where opened.day between closure."from" and closure.until
    )
)`

async function named(tx: Tx, rows: readonly Row[], namesStaff: boolean): Promise<Conspicuous[]> {
  const all = rows.flatMap(({ keys }) => keys)
  const names = namesStaff ? await nameStaff(tx, all) : null
  return rows.map(({ keys, ...row }) => ({
    ...row,
    bookedBy: names && [...new Set(keys.map((key) => names.get(key) ?? key))],
  }))
}
