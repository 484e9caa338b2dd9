import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { type TimeZone, zoneNamed } from '#kernel/time-zone.ts'
import type { Language } from '#locales/language.ts'

/** What other modules ask the business for, where they ask for nothing else. */
export type BusinessTerms = {
  name: string
  zone: TimeZone
  currency: string
  language: Language
  /** A regular: at least so many purchase days within so many days. */
  regular: { purchaseDays: number; withinDays: number }
}

type Row = Pick<BusinessTerms, 'name' | 'currency' | 'language'> & {
  time_zone: string
  regular_purchase_days: number
  regular_within_days: number
}

export async function readBusinessTerms({ kysely }: Queryable): Promise<BusinessTerms> {
  const { rows } = await sql<Row>`
    select name, time_zone, currency, language, regular_purchase_days, regular_within_days
    from business`.execute(kysely)
  const { time_zone, regular_purchase_days, regular_within_days, ...row } = rows[0]!
  return {
    ...row,
    zone: zoneNamed(time_zone),
    regular: { purchaseDays: regular_purchase_days, withinDays: regular_within_days },
  }
}
