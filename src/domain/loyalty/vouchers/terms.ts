import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { dateText } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import type { Language } from '#locales/language.ts'

/** What the business says that a voucher asks. */
export type VoucherTerms = {
  currency: string
  language: Language
  /** The day in the business's time zone, and the first that counts for regulars. */
  today: string
  regular: { purchaseDays: number; from: string; to: string }
}

type Row = {
  time_zone: string
  currency: string
  language: Language
  regular_purchase_days: number
  regular_within_days: number
}

export async function readTerms(tx: Tx, now: Date): Promise<VoucherTerms> {
  const { rows } = await sql<Row>`
    select time_zone, currency, language, regular_purchase_days, regular_within_days
    from business`.execute(tx)
  const row = rows[0]!
  const day = zoneNamed(row.time_zone).dayOf(now)
  return {
    currency: row.currency,
    language: row.language,
    today: dateText(day),
    regular: {
      purchaseDays: row.regular_purchase_days,
      from: dateText(day - row.regular_within_days + 1),
      to: dateText(day),
    },
  }
}
