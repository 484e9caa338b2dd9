import { sql } from 'kysely'
import type { Recount } from '#contract/endpoints/business.ts'
import type { Tx } from '#database/transaction.ts'
import { readLastKnownDay } from '#domain/profile/last-known-day.ts'
import { readRecount } from '#domain/profile/recount.ts'
import { dayNumber } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import type { RegularRule } from './regulars.ts'

/** What every report rests on, beside its question. Days are day numbers in the business's zone. */
export type Frame = {
  zone: TimeZone
  currency: string
  language: 'de' | 'en'
  /** The last day with any event; null: nothing is known yet. */
  asOf: number | null
  /** The first day with a receipt. */
  since: number | null
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
  first_receipt: string | null
}

/** The first day is found through an index, however long the log. */
export async function readFrame(tx: Tx): Promise<Frame> {
  const { rows } = await sql<Row>`
    select time_zone, currency, language, regular_purchase_days, regular_within_days,
      (select day from store_days group by day
       having sum(known_receipts + anonymous_receipts) > 0
       order by day limit 1) as first_receipt
    from business`.execute(tx)
  const row = rows[0]!
  const zone = zoneNamed(row.time_zone)
  return {
    zone,
    currency: row.currency,
    language: row.language,
    asOf: await readLastKnownDay(tx, zone),
    since: row.first_receipt === null ? null : dayNumber(row.first_receipt),
    regular: {
      purchaseDays: row.regular_purchase_days,
      withinDays: row.regular_within_days,
    },
    recount: await readRecount({ kysely: tx }),
  }
}
