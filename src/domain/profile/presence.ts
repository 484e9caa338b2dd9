import { type RawBuilder, sql } from 'kysely'
import type { Presence } from '#kernel/presence.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { dayEntryBytes } from './encoding.ts'

/**
 * Profiles know days with a purchase and days with a visit alone, side by side. Which of them count
 * is asked of the same row, so that a business may change its mind without counting anybody anew.
 */
export const wasThere = (presence: Presence): RawBuilder<unknown> =>
  presence === 'visits' ? sql`days <> ''` : sql`first_month is not null`

/** Distinct days there. */
export const daysThere = (presence: Presence): RawBuilder<unknown> =>
  presence === 'visits' ? sql`profiles.visits` : sql`profiles.purchase_days`

/** A date; null for whoever never was there. */
export const firstDayThere = (presence: Presence, { name }: TimeZone): RawBuilder<unknown> =>
  presence === 'visits'
    ? sql`case when days <> '' then ${dayAt(sql`0`)} end`
    : sql`(first_purchase_at at time zone ${name}::text)::date`

export const lastDayThere = (presence: Presence, { name }: TimeZone): RawBuilder<unknown> =>
  presence === 'visits'
    ? sql`case when days <> '' then ${dayAt(sql`length(days) - ${entryBytes}`)} end`
    : sql`(last_purchase_at at time zone ${name}::text)::date`

const entryBytes = sql.lit(dayEntryBytes)

const number = (at: RawBuilder<unknown>) =>
  sql`(get_byte(days, ${at}) + 256 * get_byte(days, ${at} + 1))`

const dayAt = (at: RawBuilder<unknown>) => sql`(date '1970-01-01' + ${number(at)})`

/** The store or channel of the first day there; where something was bought on it, of that purchase. */
export function firstPlaceThere(
  presence: Presence,
  place: 'store' | 'channel',
): RawBuilder<unknown> {
  const bought = sql.ref(place === 'store' ? 'profiles.first_store' : 'profiles.first_channel')
  if (presence === 'purchases') return sql`coalesce(${bought}, 0)::integer`
  const there = place === 'store' ? number(sql`2`) : sql`(${number(sql`4`)} & ${sql.lit(0x7fff)})`
  return sql`(case
    when days = '' then 0
    when exists (
      select from generate_series(0, length(days) - ${entryBytes}, ${entryBytes}) as entry
      where substr(days, entry + 1, 2) = substr(days, 1, 2)
        and get_byte(days, entry + 5) < ${sql.lit(0x80)}
    ) then coalesce(${bought}, 0)::integer
    else ${there} end)`
}

/**
 * Whether there are so many distinct days with a purchase or a visit, of dates both inclusive. Days
 * are counted only where so many entries from the end one is still young enough: hardly ever in vain.
 */
export const hasDaysBetween = (count: number, from: string, to: string): RawBuilder<unknown> =>
  sql`case when profiles.visits >= ${count}::integer
    and ${dayAt(sql`length(days) - ${entryBytes} * ${count}::integer`)} >= ${from}::date
  then ${count} <= (
    select count(distinct substr(days, entry + 1, 2))
    from generate_series(0, length(days) - ${entryBytes}, ${entryBytes}) as entry
    where ${dayAt(sql`entry`)} between ${from}::date and ${to}::date
  ) else false end`

/**
 * Days at a store and channel with a visit and no purchase, of the profiles of the query it stands
 * in: rows of `alone (day, store_number, channel_number)`, `day` a day number.
 */
export const visitsAlone = sql`lateral (
  select ${number(sql`entry`)} as day, ${number(sql`entry + 2`)} as store_number,
    ${number(sql`entry + 4`)} & ${sql.lit(0x7fff)} as channel_number
  from generate_series(0, length(profiles.days) - ${entryBytes}, ${entryBytes}) as entry
  where get_byte(days, entry + 5) >= ${sql.lit(0x80)}
) as alone`

/** Every event beside purchases may be a visit; where there is none, nobody looks through the days. */
export const mayHaveVisits = sql`profiles.facts > profiles.purchases`
