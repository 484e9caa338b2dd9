import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import type { Presence } from '#kernel/presence.ts'
import { type TimeZone, zoneNamed } from '#kernel/time-zone.ts'
import type { Language } from '#locales/language.ts'

/** What other modules ask the business for, where they ask for nothing else. */
export type BusinessTerms = {
  name: string
  zone: TimeZone
  currency: string
  language: Language
  /** What counts as having been there. */
  presence: Presence
  /** A regular: there on at least so many days within so many days. */
  regular: { purchaseDays: number; withinDays: number }
}

type Row = Pick<BusinessTerms, 'name' | 'currency' | 'language' | 'presence'> & {
  time_zone: string
  regular_purchase_days: number
  regular_within_days: number
}

export async function readBusinessTerms({ kysely }: Queryable): Promise<BusinessTerms> {
  const { rows } = await sql<Row>`
    select name, time_zone, currency, language, presence, regular_purchase_days,
      regular_within_days
    from business`.execute(kysely)
  const { time_zone, regular_purchase_days, regular_within_days, ...row } = rows[0]!
  return {
    ...row,
    zone: zoneNamed(time_zone),
    regular: { purchaseDays: regular_purchase_days, withinDays: regular_within_days },
  }
}
