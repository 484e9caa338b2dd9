import type { VoucherContent } from '#contract/language/voucher.ts'
import type { Tx } from '#database/transaction.ts'
import {
  type ClosedDays,
  lastDateAfter,
  readCommonClosures,
} from '#domain/business/opening/common-closures.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import type { RegularDays } from '#domain/profile/customer-conditions.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Language } from '#locales/language.ts'

/** What the business says that a voucher asks. */
export type VoucherTerms = {
  currency: string
  language: Language
  /** The day in the business's time zone, and the first that counts for regulars. */
  today: string
  regular: RegularDays
  /** What would end on them keeps longer. */
  closures: ClosedDays[]
}

/** The last day of a voucher, which may be later than was said, since nobody could come. */
export const lastDateOf = (
  { validUntil }: Pick<VoucherContent, 'validUntil'>,
  { closures }: Pick<VoucherTerms, 'closures'>,
): string | null => (validUntil === null ? null : lastDateAfter(closures, validUntil))

export async function readTerms(tx: Tx, now: Date): Promise<VoucherTerms> {
  const { zone, currency, language, presence, regular } = await readBusinessTerms({ kysely: tx })
  const day = zone.dayOf(now)
  return {
    currency,
    language,
    today: dateText(day),
    regular: {
      purchaseDays: regular.purchaseDays,
      from: dateText(day - regular.withinDays + 1),
      to: dateText(day),
      presence,
    },
    closures: await readCommonClosures(tx),
  }
}
