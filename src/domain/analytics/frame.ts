import { sql } from 'kysely'
import type { Recount } from '#contract/endpoints/business.ts'
import type { Tx } from '#database/transaction.ts'
import { readLastKnownDay } from '#domain/profile/last-known-day.ts'
import { firstDayThere } from '#domain/profile/presence.ts'
import { readRecount } from '#domain/profile/recount.ts'
import { dayNumber } from '#kernel/calendar.ts'
import type { Presence } from '#kernel/presence.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import type { RegularRule } from './regulars.ts'

/** What every report rests on, beside its question. Days are day numbers in the business's zone. */
export type Frame = Grounds & {
  /** The first day with a receipt; where visits count, or with a visit. */
  since: number | null
}

/** The same without its beginning, for who does not ask for it. */
export type Grounds = {
  zone: TimeZone
  currency: string
  language: 'de' | 'en'
  /** The last day with any event; null: nothing is known yet. */
  asOf: number | null
  presence: Presence
  /** There are visits and no purchase of a customer, but purchases alone count. */
  visitsLeftOut: boolean
  regular: RegularRule
  /** Customers are being counted anew: some of them stand on the old terms yet. */
  recount: Recount | null
}

type Row = {
  time_zone: string
  currency: string
  language: 'de' | 'en'
  regular_purchase_days: number
  regular_within_days: number
  presence: Presence
  visits_left_out: boolean
}

type Asked = { presence?: Presence | undefined }

export async function readFrame(tx: Tx, asked: Asked = {}): Promise<Frame> {
  const grounds = await readGrounds(tx, asked)
  return { ...grounds, since: await readSince(tx, grounds) }
}

export async function readGrounds(tx: Tx, asked: Asked = {}): Promise<Grounds> {
  const { rows } = await sql<Row>`
    select time_zone, currency, language, presence, regular_purchase_days, regular_within_days,
      presence = 'purchases' and not exists (select from profiles where first_month is not null)
        and exists (select from profiles where visits > 0) as visits_left_out
    from business`.execute(tx)
  const row = rows[0]!
  const zone = zoneNamed(row.time_zone)
  return {
    zone,
    currency: row.currency,
    language: row.language,
    asOf: await readLastKnownDay(tx, zone),
    presence: asked.presence ?? row.presence,
    visitsLeftOut: row.visits_left_out,
    regular: {
      purchaseDays: row.regular_purchase_days,
      withinDays: row.regular_within_days,
    },
    recount: await readRecount({ kysely: tx }),
  }
}

/** The first receipt is found through an index, however long the log; the first visit is not. */
async function readSince(tx: Tx, { presence, zone }: Grounds): Promise<number | null> {
  const { rows } = await sql<{ day: string | null }>`
    select least(
      (select day from store_days group by day
       having sum(known_receipts + anonymous_receipts) > 0
       order by day limit 1)
      ${presence === 'visits' ? sql`, (select min(${firstDayThere(presence, zone)}) from profiles)` : sql``}
    ) as day`.execute(tx)
  const day = rows[0]!.day
  return day === null ? null : dayNumber(day)
}
