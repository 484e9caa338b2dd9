import { sql } from 'kysely'
import type { Input, Reply } from '#contract/endpoint.ts'
import type { compareWithTill as endpoint } from '#contract/endpoints/till-comparison.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { malformed } from '#kernel/errors.ts'
import { type Days, inDays } from './in-days.ts'

const daysMax = 31
const usualDays = 7
const differencesMax = 200

type Compared = Reply<typeof endpoint>

/** What was given here beside what the cash register booked for it, by day, store and article key. */
export async function compareWithTill(
  { database, clock }: Context,
  caller: Caller,
  { store, ...asked }: Input<typeof endpoint>['query'],
): Promise<Compared> {
  return await readOnly(database, async (tx) => {
    const { zone } = await readBusinessTerms({ kysely: tx })
    const until = asked.until ?? dateText(zone.dayOf(clock.now()) - 1)
    const from = asked.from ?? dateText(dayNumber(until) - usualDays + 1)
    if (dayNumber(until) - dayNumber(from) >= daysMax) {
      throw malformed('period_too_long', `At most ${daysMax} days at once.`, '/from')
    }
    const compared = await compare(tx, caller, { store, from, until }, zone.name)
    return { from, until, ...compared }
  })
}

/** A receipt that was changed counts as it is now. */
async function compare(
  tx: Tx,
  caller: Caller,
  days: Days,
  zone: string,
): Promise<Omit<Compared, 'from' | 'until'>> {
  const within = await inDays(tx, caller, days, sql`occurred_at`)
  const day = sql`(occurred_at at time zone ${zone})::date`
  const { rows } = await sql<Omit<Compared, 'from' | 'until'>>`
    with named as materialized (
      select article, content ->> 'sku' as sku, content ->> 'name' as name, archived_at
      from gift_articles where content ->> 'sku' is not null
    ), called as materialized (
      -- several articles of one key are one at the till
      select distinct on (sku) sku, article, name
      from named order by sku, archived_at is not null, article
    ), given as (
      select ${day} as day, store_number, sku, -sum(stock_movements.pieces)::bigint as pieces
      from stock_movements join named using (article)
      where reason in ('handed_over', 'returned') and cause is not null
        and store_number is not null and ${within}
      group by 1, 2, 3
    ), lines as materialized (
      select ${day} as day, store_number, line ->> 'sku' as sku,
        (line ->> 'amount')::numeric as amount,
        abs(coalesce((line ->> 'quantity')::numeric, 1)) as quantity
      -- store by store, as the index by time goes
      from stores join events on store_number = stores.number
      cross join lateral jsonb_array_elements(payload -> 'lines') as line
      where type = 'purchase' and ${within}
        and exists (
          select from event_keys
          where event_keys.source = events.source and event_keys.external_id = events.external_id
            and event_keys.event_id = events.event_id
        )
    ), heard as (
      select distinct day, store_number from lines
    ), booked as (
      select day, store_number, sku, sum(quantity) as pieces
      from lines join called using (sku)
      where amount <= 0
      group by 1, 2, 3
    ), both_sides as (
      select day, store_number, sku,
        coalesce(given.pieces, 0) as given, coalesce(booked.pieces, 0) as booked
      from given full join booked using (day, store_number, sku)
    ), differing as (
      select json_build_object('day', day,
          'store', json_build_object('code', code, 'name', stores.name),
          'article', json_build_object('key', article, 'name', called.name, 'sku', sku),
          'given', given, 'booked', booked) as difference,
        row_number() over (order by day desc, stores.name, called.name, article) as place
      from both_sides
      join heard using (day, store_number)
      join stores on stores.number = store_number
      join called using (sku)
      where given <> booked
    )
    select
      (select count(distinct (day, store_number)) from both_sides join heard using (day, store_number)
      ) as compared,
      (select count(distinct (day, store_number)) from given
        left join heard using (day, store_number) where given.pieces <> 0 and heard.day is null
      ) as unknown,
      coalesce((
        select json_agg(difference order by place) from differing where place <= ${differencesMax}
      ), '[]') as differences`.execute(tx)
  return rows[0]!
}
