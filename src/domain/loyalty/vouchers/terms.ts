import type { Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Language } from '#locales/language.ts'

/** What the business says that a voucher asks. */
export type VoucherTerms = {
  currency: string
  language: Language
  /** The day in the business's time zone, and the first that counts for regulars. */
  today: string
  regular: { purchaseDays: number; from: string; to: string }
}

export async function readTerms(tx: Tx, now: Date): Promise<VoucherTerms> {
  const { zone, currency, language, regular } = await readBusinessTerms({ kysely: tx })
  const day = zone.dayOf(now)
  return {
    currency,
    language,
    today: dateText(day),
    regular: {
      purchaseDays: regular.purchaseDays,
      from: dateText(day - regular.withinDays + 1),
      to: dateText(day),
    },
  }
}
